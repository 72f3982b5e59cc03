from datetime import datetime

from bot.backends.demo import DemoSource
from bot.backends.tickets import NewTicket
from bot.clock import Deadline
from bot.database import Database


def open_tickets(url: str, writer: int, count: int, now: datetime) -> list[str]:
    database = Database(url)
    tickets = DemoSource(database, lambda: now).within(Deadline()).tickets
    numbers = [
        tickets.open(f"{writer}/{turn}", NewTicket("fault", f"resident {writer}", "石桥镇"))
        for turn in range(count)
    ]
    database.close()
    return [ticket.ticket_no for ticket in numbers]
