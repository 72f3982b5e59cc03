"""The people on duty: their SMS, their links, the buttons on their page."""

import re
from dataclasses import dataclass
from typing import Self

from bot.backends.network import RosterEntry
from bot.backends.tickets import Ticket
from support.talk import Talk, World


def roster(world: World, place: str) -> tuple[RosterEntry, ...]:
    """Who is called for a place now, first to last."""
    found = world.use.network.locate(place)
    transformer = found[0].transformers[0]
    people: tuple[RosterEntry, ...] = world.use.roster.on_duty(
        world.use.roster.district_of(transformer), world.clock()
    )
    return people


def report(talk: Talk, place: str, phone: str = "13800000000") -> Ticket:
    """A fault report from the first word to its number, and the worker's run after it."""
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(place).hears("手机号")
    talk.says(phone).hears("对吗")
    talk.says("对").hears("BX")
    talk.world.works()
    return ticket_of(talk)


def ticket_of(talk: Talk) -> Ticket:
    """The number that the bot has just said, looked up."""
    (number,) = set(re.findall(r"BX\d{12}", talk.reply))
    ticket: Ticket = talk.world.use.tickets.get(number)
    return ticket


def path_in(sms: str) -> str:
    """The path of the one link in a text, which stands alone on its line."""
    (path,) = re.findall(r"^http://bot\.example(/\S+)$", sms, re.MULTILINE)
    return str(path)


@dataclass
class DutyPerson:
    """Somebody on duty with a link open on the phone."""

    world: World
    path: str
    page: str = ""
    status: int = 0

    @classmethod
    def called(cls, world: World, entry: RosterEntry) -> Self:
        """Opens the link of the last SMS to somebody on the roster."""
        return cls(world, path_in(world.sms(entry.phone))).opens()

    def opens(self) -> Self:
        answer = self.world.client.get(self.path)
        self.page, self.status = answer.get_data(as_text=True), answer.status_code
        return self

    def taps(self, state: str, **fields: str) -> Self:
        """Sends the page that was seen last, then looks at what came of it."""
        (seen,) = set(re.findall(r'name="seen" value="(\d+)"', self.page)) or ["1"]
        answer = self.world.client.post(self.path, data={"state": state, "seen": seen, **fields})
        self.page, self.status = answer.get_data(as_text=True), answer.status_code
        return self if answer.status_code != 303 else self.opens()

    def sees(self, *words: str) -> Self:
        for word in words:
            assert word in self.page, f"{word!r} is not on the page:\n{self.page}"
        return self

    def sees_no(self, *words: str) -> Self:
        for word in words:
            assert word not in self.page, f"{word!r} is on the page:\n{self.page}"
        return self
