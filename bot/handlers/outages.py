"""Outage look-up: planned or fault, why, since when, until when, and how sure that is."""

from dataclasses import replace
from datetime import timedelta

from bot import readers
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.forms import Form, ask
from bot.handlers import places, progress
from bot.replies import Choice, Reply, joined
from bot.services import outage_words
from bot.steps import start
from bot.turn import Turn

AHEAD = timedelta(days=8)
"""Planned outages are published seven days ahead (reference: domain.md 1.1)."""

_SHOWN = 3
_REPORT = Choice("我要报修", "repair_report", "我要报修")


class OutageLookup(Form, title="停电查询"):
    """Asks for the place where the message names none."""

    place: str = ask(
        "您想查哪里？说街道、村或小区都行，也可以发个定位。",
        readers.place,
        retry="没听出是哪里。",
    )

    def done(self, turn: Turn) -> Reply:
        """Look the place up."""
        return told_at(turn, places.meant(turn) or places.by_words(turn, self.place), self.place)


def outage_query(turn: Turn) -> Reply:
    """Tell what is known at the place that the message names, at home, or ask for one."""
    still_dark = progress.still_dark(turn)
    if still_dark is not None:
        return still_dark
    found = places.meant(turn) or places.own(turn)
    if found:
        return told_at(turn, found, found[0].name)
    return start(OutageLookup, turn)


def told_at(turn: Turn, found: tuple[Place, ...], named: str) -> Reply:
    """What is known about a place, or the self-check and the way to report."""
    if not found:
        return _unknown_place(named)
    around = places.finest(found)
    outages = known_at(turn, around)
    name = _name(around, named)
    is_dark = any(outage.start <= turn.now for outage in outages)
    planned = "" if outages else "，近几天也没有停电计划"
    label = "登记我家，来电了告诉我" if is_dark else _REPORT.label
    return Reply(
        joined(
            "" if is_dark else f"{name}目前没有已知的停电{planned}。",
            *(outage_words.told(outage, turn.now) for outage in outages[:_SHOWN]),
            "" if is_dark else outage_words.SELF_CHECK,
        ),
        choices=(replace(_REPORT, label=label, says=f"{name}没电了，我要报修"),),
        remember={"intent": "outage_query", "place": name},
    )


def known_at(turn: Turn, around: tuple[Place, ...]) -> tuple[Outage, ...]:
    """Outages now or in the coming days at any of the places, soonest first."""
    transformers = [code for place in around for code in place.transformers]
    feeders = [code for place in around for code in place.feeders]
    return turn.use.outages.affecting(transformers, feeders, turn.now + AHEAD)


def _name(around: tuple[Place, ...], named: str) -> str:
    """What the resident calls it; a piece of equipment is told by the area that it supplies."""
    if len(around) > 1:
        return named
    is_equipment = around[0].kind in ("transformer", "meter_box")
    return outage_words.area([around[0].name]) if is_equipment else around[0].name


def _unknown_place(named: str) -> Reply:
    where = f"“{named[:20]}”" if named else "这个位置"
    text = joined(
        f"{where}在我们的供电地图上没找到，查不到停电信息。换个村、小区或街道的名字再说一次也行。",
        outage_words.SELF_CHECK,
    )
    return Reply(text, choices=(_REPORT,))
