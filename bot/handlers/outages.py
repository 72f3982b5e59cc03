"""Outage look-up: planned or fault, why, since when, until when, and how sure that is."""

import re
from datetime import timedelta

from msgspec.structs import replace

from bot import readers
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.forms import Form, ask
from bot.handlers import afterwards, places, progress
from bot.replies import Choice, Reply, joined
from bot.services import outage_words
from bot.steps import start
from bot.turn import Turn

AHEAD = timedelta(days=8)
"""Planned outages are published seven days ahead (reference: domain.md 1.1)."""

_SHOWN = 3
_LISTED = 6
_EVERYWHERE = re.compile(
    r"(哪里|哪儿|哪些|哪个|哪几个|全县|全城|全镇|县里|\w{2,3}县(?![城里])|到处)[^，。,]{0,8}(停电|停|没电)|停电[^，。,]{0,6}(哪里|哪些|哪几)"
)
_TO_COME = re.compile(
    r"明天|明早|明晚|明日|后天|大后天|下个?(周|星期|礼拜)|过几天|这几天|近几天|近期|\d+(号|日)|[要会](不[要会])?停|停电?计划|计划停"
)
_ANOTHER = re.compile(r"^\W*$|查|别|其他|另外|我们?家|屋|家里")
_REPORT = Choice("我要报修", "repair_report", "我要报修")


class OutageLookup(Form, title="停电查询"):
    """Asks for the place where the message names none."""

    place: str = ask(
        "您想查哪里？说街道、村或小区都行，也可以发个定位。",
        places.reader,
        retry=places.RETRY,
        options=places.towns,
    )

    def done(self, turn: Turn) -> Reply:
        """Look the place up."""
        return told_at(turn, places.meant(turn) or places.by_words(turn, self.place), self.place)


def outage_query(turn: Turn) -> Reply:
    """Tell what is known at the place that the message names, at home, or ask for one."""
    return (
        progress.still_dark(turn)
        or _named(turn)
        or _everywhere(turn)
        or afterwards.awaited(turn)
        or _talked_of(turn)
        or _at_home(turn)
        or start(OutageLookup, turn)
    )


def _named(turn: Turn) -> Reply | None:
    found = places.meant(turn)
    return told_at(turn, found, found[0].name) if found else None


def _talked_of(turn: Turn) -> Reply | None:
    """The place that was scanned or looked up just now, for who asks more about it."""
    scanned = places.scanned(turn)
    if scanned:
        return told_at(turn, scanned, "", equipment=turn.session.context["equipment"])
    found = () if _ANOTHER.search(turn.text) else places.looked_up(turn)
    return told_at(turn, found, found[0].name) if found else None


def _at_home(turn: Turn) -> Reply | None:
    own = places.own(turn)
    return told_at(turn, own, "", home=next(iter(places.homes(turn)), "")) if own else None


def _everywhere(turn: Turn) -> Reply | None:
    """All that is known, for who asks where the power is out; the place is asked for after it."""
    if not _EVERYWHERE.search(turn.text):
        return None
    until = turn.now + AHEAD
    known = [one for one in turn.use.outages.open_now() if one.confirmed and one.start < until]
    lines = [outage_words.listed(one, turn.now) for one in sorted(known, key=lambda one: one.start)]
    more = "还有别处，说地名就能查。" if len(lines) > _LISTED else ""
    head = "现在和近几天停电的地方：" if lines else "现在没有已知的停电，近几天也没有停电计划。"
    told = joined(head, *lines[:_LISTED], more)
    if turn.understanding.first("address"):  # 云溪县: the whole county, and no place to look up
        return Reply(told, choices=(_REPORT,), remember={"intent": "outage_query"})
    return start(OutageLookup, turn).before(told)


def told_at(
    turn: Turn, found: tuple[Place, ...], named: str, *, home: str = "", equipment: str = ""
) -> Reply:
    """What is known about a place, or the self-check and the way to report.

    Args:
        turn: the message.
        found: the place, the finest first.
        named: what the resident calls it.
        home: the address to report, where it is the resident's own.
        equipment: the code that was scanned there.
    """
    if not found:
        return _unknown_place(named)
    around = places.finest(found)
    outages = known_at(turn, around)
    name = _name(around, named)
    running = [outage for outage in outages if outage.start <= turn.now]
    is_dark = any(places.is_explained(turn, around, outage) for outage in running)
    when = turn.text.replace(readers.address(turn), "")
    is_later = not running and _TO_COME.search(when) is not None
    return Reply(
        joined(
            _here(name, outages, running, is_dark=is_dark),
            *(outage_words.told(outage, turn.now, known=is_dark) for outage in outages[:_SHOWN]),
            _ELSEWHERE if running and not is_dark else "",
            "" if running or is_later else outage_words.SELF_CHECK,
        ),
        choices=() if is_later else (_report(home or name, is_dark=is_dark),),
        remember={"intent": "outage_query", "place": name, "equipment": equipment},
    )


_ELSEWHERE = "您家要是就在那一带，我们已经知道了；不在那里，说村或小区的名字我再查。"


def _here(name: str, outages: tuple[Outage, ...], running: list[Outage], *, is_dark: bool) -> str:
    """What holds for the place as a whole."""
    if is_dark:
        return ""
    if running:
        return f"{name}有地方停电："
    planned = "" if outages else "，近几天也没有停电计划"
    return f"{name}目前没有已知的停电{planned}。"


def _report(name: str, *, is_dark: bool) -> Choice:
    label = "登记我家，来电了告诉我" if is_dark else _REPORT.label
    return replace(_REPORT, label=label, says=f"{name}没电了，我要报修")


def known_at(turn: Turn, around: tuple[Place, ...]) -> tuple[Outage, ...]:
    """Outages now or in the coming days at any of the places, soonest first."""
    transformers = [code for place in around for code in place.transformers]
    feeders = [code for place in around for code in place.feeders]
    return turn.use.outages.affecting(transformers, feeders, turn.now + AHEAD)


def _name(around: tuple[Place, ...], named: str) -> str:
    """What the resident calls it; a piece of equipment is told by the area that it supplies."""
    return named if len(around) > 1 else places.label(around[0])


def _unknown_place(named: str) -> Reply:
    where = f"“{named[:20]}”" if named else "这个位置"
    text = joined(
        f"{where}在我们的供电地图上没找到，查不到停电信息。换个村、小区或街道的名字再说一次也行。",
        outage_words.SELF_CHECK,
    )
    return Reply(text, choices=(_REPORT,))
