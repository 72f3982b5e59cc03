"""Finding out which piece of the network a resident means."""

import re
from collections.abc import Sequence
from typing import Final

from bot import readers
from bot.backends.network import Place
from bot.backends.outages import Outage
from bot.services import grouping, outage_words
from bot.turn import Turn

RETRY: Final = "没听出是哪里。说不清就发个定位，或说附近的村委会、学校、商店。"

_DO_NOT_KNOW = re.compile(
    r"(不|没|莫)(太|大)?(知道|晓得|清楚|懂|明白)|说不(清|上来|好)|忘了?|搞不(清|懂)|怎么(办|说)|咋个?(办|说)|随便"
)
_VAGUE = re.compile(
    r"\W*(我们?|咱们?|俺们?|[这那](边|里|儿|块|一带)|家里?|屋[里头]|整个|全|都|也|又|还是"
    r"|[没冇莫]得?电|停电|断电|黑|了|的|啊|嘛|呀|哦|吧|呢|\W)+"
)
"""我们这边没电了 holds a place word and names no place."""


def reader(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A place in words or shared; who does not know it names none, and a point has a name."""
    message = turn.message
    if message.kind == "location" and not message.label:
        return _point(turn)
    named = turn.understanding.first("address")
    is_none = _DO_NOT_KNOW.search(turn.text) or _VAGUE.fullmatch(turn.text)
    if not named and is_none and not by_words(turn, turn.text):
        return ""
    return readers.place(turn, asked)


def meant(turn: Turn) -> tuple[Place, ...]:
    """The places that a message names or shares, the finest first; empty where it names none."""
    message = turn.message
    if message.latitude is not None and message.longitude is not None:
        near = turn.use.network.near(message.latitude, message.longitude)
        return (near,) if near else ()
    return by_words(turn, str(turn.understanding.first("address") or turn.text))


def own(turn: Turn) -> tuple[Place, ...]:
    """Where the resident's default account is supplied; empty where none is bound."""
    for binding in turn.use.bindings.of(turn.openid)[:1]:
        account = turn.use.accounts.get(binding.account_no)
        place = turn.use.network.equipment(account.usage_point.transformer) if account else None
        return (place,) if place else ()
    return ()


def by_words(turn: Turn, words: str) -> tuple[Place, ...]:
    """The places that words name, the finest first."""
    return turn.use.network.locate(words) if words else ()


def finest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the finest kind only: all that the words may mean."""
    return tuple(place for place in places if place.kind == places[0].kind)


def is_explained(turn: Turn, around: Sequence[Place], outage: Outage) -> bool:
    """Whether the outage is why it is dark there: one village's is not why a whole town is."""
    codes = [code for place in around for code in place.transformers]
    covered = grouping.covered(outage.devices, turn.use.network.transformers_of)
    return grouping.explains(covered, codes)


def _point(turn: Turn) -> str:
    """A shared point without a label, by what stands around it and by its coordinates."""
    at = f"{turn.message.latitude:.5f},{turn.message.longitude:.5f}"
    found = meant(turn)
    near = outage_words.area([found[0].name]).removesuffix("一带") if found else ""
    return f"{near}附近（定位{at}）" if near else f"定位{at}"
