"""What in a message comes before its other wishes: danger, then a power cut or a fault."""

import re
from typing import Final

from msgspec.structs import replace

from bot.intents import DARK, Understand
from bot.turn import Turn

SURE: Final = 0.75
"""From this score on a part of a message is a wish of its own."""

_BETWEEN: Final = re.compile(
    r"[，。,;；！!\s]*(?:顺便|顺带|另外|还有就?是?|对了|再帮我|再给我|也帮我|最后再?|同时|以及"
    r"|还[想要](?=.{0,2}[问查看办交])|[再也]想?(?=[问查看]))[，,\s]*"
)
_CLAUSES: Final = re.compile(r"[，。,;；！!?？\s]+")
_OUT: Final = re.compile(r"停(?:了?电|电)|[没莫冇]得?电|断电|[没不]来电")
_OVER: Final = re.compile(r"昨|前天|上[个次回周月]|去年|以前|来电了|已经来|修好")
_OF_THE_BILL: Final = re.compile(r"欠费|费|钱")
_ABOUT_BILLS: Final = re.compile(r"([交缴充付]|欠).{0,4}了|刚[交缴充付]|[交缴充付][完过]")
_ONLY_COMPLAINS: Final = re.compile(r"投诉|举报|意见|建议|表扬")


def parts(text: str) -> tuple[str, ...]:
    """The two wishes of a message that says so, as with 顺便; empty where it has but one."""
    said = _BETWEEN.split(text, maxsplit=1)
    return tuple(said) if len(said) > 1 and all(part.strip() for part in said) else ()


def first(turn: Turn, understand: Understand) -> Turn:
    """The turn with the wish that comes first, whatever stands before it; else as it is.

    An angry word about a power cut is one about a power cut first.
    """
    understood, text = turn.understanding, turn.text
    if understood.intent in DARK or not text:
        return turn
    for part in parts(text) or _clauses(turn, understand):
        wish = understand(part, turn.now)
        if wish.is_danger:
            return _meaning(turn, wish.intent)
        if wish.intent in DARK and wish.darkness >= SURE:
            return _meaning(turn, wish.intent)
    if understood.intent == "complaint" and _is_out(text) and not _ONLY_COMPLAINS.search(text):
        return _meaning(turn, "outage_query")
    return turn


def _clauses(turn: Turn, understand: Understand) -> tuple[str, ...]:
    """A clause that says that it is dark, where the others are the message's wish without it."""
    text = turn.text
    if not _OUT.search(text) or _ABOUT_BILLS.search(text):
        return ()
    clauses = (part for part in _CLAUSES.split(text) if not _OF_THE_BILL.search(part))
    dark = tuple(filter(_is_out, clauses))
    if len(dark) != 1:
        return ()
    rest = understand(text.replace(dark[0], ""), turn.now)
    is_wish = rest.intent == turn.understanding.intent != "complaint"
    return dark if is_wish and rest.score >= SURE else ()


def _is_out(text: str) -> bool:
    return _OUT.search(text) is not None and not _OVER.search(text)


def _meaning(turn: Turn, intent: str) -> Turn:
    return replace(turn, understanding=replace(turn.understanding, intent=intent, score=1.0))
