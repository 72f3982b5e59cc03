"""Planned outages are announced to residents whose accounts they touch: once, and in time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot import say
from bot.backends.outages import Outage
from bot.clock import Clock
from bot.database import Database
from bot.effects import Effect, Push
from bot.phones import takes_sms
from bot.replies import joined
from bot.services import Services, account_numbers, grouping, outage_words
from bot.store import outbox, tellings
from bot.store.bindings import Binding
from bot.store.tellings import CANCELLED, Telling, Tellings
from bot.tasks.templates import announcement
from bot.utility import OutageTemplate

_AS_DATES: Final = timedelta(days=30)
"""Seen from so long before, a day is a date: 明天 would be wrong for who reads it a day later."""


@dataclass(frozen=True, slots=True)
class Announcing:
    """Looks for planned outages that somebody should hear of."""

    use: Services
    tellings: Tellings
    database: Database
    clock: Clock
    wake: Callable[[Sequence[str]], None]

    def look(self) -> None:
        """Announce what is new, what has other times by now, and what is cancelled.

        At night only what begins before the morning is told.
        """
        now = self.clock()
        rules, morning = self.use.utility.notices, self.use.utility.quiet.over_at(now)
        ahead = now + timedelta(days=rules.planned_outage_days)
        known = self.use.outages.open_now()
        coming = [o for o in known if o.kind == "planned" and now < o.start <= ahead]
        told = [o for o in coming if morning == now or o.start <= morning]
        for outage, bindings in self._touched(told):
            self._announce(outage, bindings)
        if morning == now:
            self._take_back({outage.outage_no for outage in known})

    def _touched(self, outages: Sequence[Outage]) -> Iterable[tuple[Outage, list[Binding]]]:
        """Each outage with the bindings whose accounts it touches."""
        below = self.use.network.transformers_of
        dark = {o.outage_no: grouping.covered(o.devices, below) for o in outages}
        codes = sorted(frozenset().union(*dark.values()))
        supplied = self.use.accounts.below(codes) if codes else {}
        bound = list(self.use.bindings.noticed(sorted(supplied)))
        for outage in outages:
            codes_here = dark[outage.outage_no]
            yield outage, [b for b in bound if supplied[b.account_no] in codes_here]

    def _announce(self, outage: Outage, bindings: Iterable[Binding]) -> None:
        before = self.tellings.of(outage.outage_no)
        said = f"{outage.start:%m-%d %H:%M}/{outage.expected_end or ''}"
        by_resident: defaultdict[str, list[Binding]] = defaultdict(list)
        for binding in bindings:
            by_resident[binding.openid].append(binding)
        for openid, mine in by_resident.items():
            if before.get(openid) != said:
                text = _text(outage, mine, is_news=openid in before)
                push = Push(openid=openid, text=text, phone=self._phone(mine))
                effect = announcement(push, self._template(), outage, mine)
                self._tell(Telling(openid, outage.outage_no, said, outage.start), before, effect)

    def _take_back(self, open_now: set[str]) -> None:
        """Who was told of an outage that will not be hears of that."""
        now = self.clock()
        for outage_no in self.tellings.to_come(now):
            outage = self.use.outages.get(outage_no) if outage_no not in open_now else None
            if outage is None or outage.end is None or outage.end > outage.start:
                continue
            text = f"{_times(outage)}{outage.area}的计划停电取消了，照常供电。"
            before = self.tellings.of(outage_no)
            for openid in (one for one, said in before.items() if said != CANCELLED):
                telling = Telling(openid, outage_no, CANCELLED, outage.start)
                self._tell(telling, before, Push(openid=openid, text=text))

    def _template(self) -> OutageTemplate | None:
        return self.use.utility.notices.template if self.use.can.template else None

    def _tell(self, telling: Telling, before: Mapping[str, str], effect: Effect) -> None:
        now = self.clock()
        due: list[str] = []
        with self.database.write() as connection:
            if tellings.record_telling(connection, telling, before.get(telling.openid), now):
                due = outbox.add(connection, [effect], now)
        self.wake(due)

    def _phone(self, mine: Sequence[Binding]) -> str:
        """The phone on record, where the resident has proven to be at home there."""
        own = next((b for b in mine if b.is_own), None)
        account = self.use.accounts.get(own.account_no) if own else None
        phone = account.phone if account else None
        return phone if phone and takes_sms(phone) else ""


def _text(outage: Outage, mine: Sequence[Binding], *, is_news: bool) -> str:
    whose = "、".join(
        f"“{b.alias}”" if b.alias else f"户号尾号{account_numbers.tail(b.account_no)}" for b in mine
    )
    return joined(
        f"{'计划停电的时间改了' if is_news else '计划停电提前告诉您'}，您的{whose}在范围里：",
        outage_words.facts(outage, _long_before(outage)),
        "提前安排好用电。不想收这样的提醒，就在公众号里说“关掉通知”。",
    )


def _times(outage: Outage) -> str:
    end = outage.expected_end or outage.start
    return f"原定{say.span(outage.start, end, _long_before(outage))}"


def _long_before(outage: Outage) -> datetime:
    return outage.start - _AS_DATES
