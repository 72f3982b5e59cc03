"""What a short message means right after an outage was told: another place or day, from when."""

import re
from typing import Final

from bot.backends.network import Place
from bot.handlers import days, outages, places
from bot.replies import Reply, joined
from bot.services import outage_words
from bot.turn import Turn

_EVERYWHERE: Final = re.compile(
    r"全(县|城|市)|(其他|其它|别的|别个|另外的?)(地方|地头|乡镇|镇|村|哪)|别处|到处|各(乡镇|镇|地)|还有哪"
)
_HOURS: Final = re.compile(
    r"(几点|什么时候|啥时候|啥子时候|好久|多久|多长时间|哪个时候).{0,3}(开始|结束|停|来|完|送|恢复|才|到)?"
)
_WHY: Final = re.compile(r"为什么|为啥|咋个?回事|怎么回事|什么原因|啥子?原因|原因")
_MAX_CHARS: Final = 10


def follows(turn: Turn) -> Reply | None:
    """The reply for the place of the last answer; `None` where the message asks no outage."""
    if _EVERYWHERE.search(turn.text):
        return outages.everywhere(turn)
    elsewhere = _elsewhere(turn)
    if elsewhere is not None:
        return elsewhere
    found = places.scanned(turn) or places.looked_up(turn)
    if not found or len(turn.text) > _MAX_CHARS:
        return None
    if days.days_asked(turn):
        return outages.outage_query(turn)
    return _hours(turn, places.finest(found)) if _asks_facts(turn.text) else None


def _asks_facts(text: str) -> bool:
    return bool(_HOURS.search(text) or _WHY.search(text))


def _elsewhere(turn: Turn) -> Reply | None:
    """那隔壁的桃滩村呢: the place that is named last, where it is on the map."""
    named = [str(e.value) for e in turn.understanding.entities if e.type == "address"]
    if len(named) < 2:  # noqa: PLR2004  # one place is read by the look-up itself
        return None
    found = places.by_words(turn, named[-1])
    return outages.told_at(turn, found, found[0].name) if found else None


def _hours(turn: Turn, around: tuple[Place, ...]) -> Reply | None:
    there = outages.known_at(turn, around)
    told_of = turn.session.context.get("outages", "").split()
    known = tuple(one for one in there if one.outage_no in told_of) or there
    planned = tuple(one for one in known if one.start > turn.now)
    meant = planned if "开始" in turn.text and planned else known
    words = outage_words.facts if _WHY.search(turn.text) else outage_words.hours
    told = (words(one, turn.now) for one in meant[: outages.SHOWN])
    return Reply(joined(*told), choices=turn.session.offers) if known else None
