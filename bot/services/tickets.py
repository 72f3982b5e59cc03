"""How a trouble ticket is spoken of."""

from datetime import datetime, timedelta

from bot import say
from bot.backends.tickets import Ticket, TicketState
from bot.replies import joined
from bot.utility import Utility

STATES: dict[TicketState, str] = {
    "new": "已登记，等抢修人员接单",
    "accepted": "抢修人员已接单",
    "on_the_way": "抢修人员已出发",
    "on_site": "抢修人员已到现场",
    "fixed": "已修好",
    "customer_side": "查明是用户侧（表后或物业）的故障，已转产权方处理",
    "cancelled": "已取消",
}
STILL_DARK_FOR = timedelta(hours=24)


def state(ticket: Ticket) -> str:
    """The state alone: what anybody with the number and the last four digits may know."""
    return f"{ticket.ticket_no}：{STATES[ticket.state]}。"


def full(ticket: Ticket, now: datetime) -> str:
    """The whole ticket, for its reporter only."""
    opened = f"{say.when(ticket.opened_at, now)}登记，地点：{ticket.place or '还没说'}。"
    duty = f"负责人：{ticket.duty.name}，电话{ticket.duty.phone}。" if ticket.duty else ""
    end = ""
    if ticket.is_open and ticket.expected_end is not None:
        end = f"预计{say.when(ticket.expected_end, now)}修好，是现场估计。"
    return joined(state(ticket), opened + duty, end)


def arrival(ticket: Ticket, utility: Utility) -> str:
    """The commitment, as an average."""
    average = say.minutes(utility.commitments.arrival_min(ticket.region))
    return f"抢修人员平均{average}左右到现场，这是平均时间，忙的时候会慢些。"


def moved(ticket: Ticket, note: str, now: datetime) -> str:
    """What the reporter is told when a person on duty moves the ticket or says something."""
    duty = ticket.duty
    who = f"值班员{duty.name}，电话{duty.phone}。" if duty and ticket.is_open else ""
    end = ""
    if ticket.is_open and ticket.expected_end is not None:
        end = f"预计{say.when(ticket.expected_end, now)}修好，是现场估计。"
    still = "要是还没来电，请告诉我们。" if ticket.state == "fixed" else ""
    said = f"抢修人员说：{note}" if note else ""
    return joined(f"您的报修{state(ticket)}", who, end, said, still)


def recently_fixed(tickets: tuple[Ticket, ...], now: datetime) -> Ticket | None:
    """The reporter's last ticket that is said to be fixed, while a `still dark` concerns it."""
    for ticket in tickets:
        if ticket.state in ("fixed", "customer_side"):
            moved = max((event.at for event in ticket.events), default=ticket.opened_at)
            return ticket if now - moved <= STILL_DARK_FOR else None
    return None
