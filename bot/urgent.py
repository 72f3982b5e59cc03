"""Which wish of a message is served first: danger, then a power cut or a fault, else as it stands.

`first` is asked by the router before the intent counts, and by `bot/asking.py`, which offers the
other wish afterwards. A new word between two wishes (顺便, 另外 …) goes into `_BETWEEN`.
"""

import re
from typing import Final

from msgspec.structs import replace

from bot.clauses import clauses
from bot.intents import DARK, Understand
from bot.services import outage_words, report_words
from bot.turn import Turn

SURE: Final = 0.75
"""From this score on a part of a message is a wish of its own."""

_BETWEEN: Final = re.compile(
    r"[，。,;；！!\s]*(?:顺便|顺带|另外|还有就?是?|对了|再帮我|再给我|也帮我|最后再?|同时|以及"
    r"|然后再?|还[想要](?=.{0,2}[问查看办交])|[再也]想?(?=[问查看开](?!看?(?:先|吧|再说|\W)*$)|报修))[，,\s]*"
)
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
    """The turn, with the intent of the wish that is served first.

    The same object comes back where the message is about one thing, or about the dark anyway. A
    complaint about a power cut counts as a power cut, but a claim for damages of one before.
    """
    understood, text = turn.understanding, turn.text
    is_of_report = understood.intent == "repair_progress" and report_words.STILL_DARK.search(text)
    if understood.intent in DARK or not text or (is_of_report and not parts(text)):
        return turn
    for part in parts(text) or _clauses(turn, understand):
        wish = understand(part, turn.now)
        if wish.is_danger:
            return _meaning(turn, wish.intent)
        if wish.intent in DARK and wish.darkness >= SURE:
            return _meaning(turn, wish.intent)
    is_of_now = _is_out(text) and not outage_words.claims_for_before(text)
    if understood.intent == "complaint" and is_of_now and not _ONLY_COMPLAINS.search(text):
        return _meaning(turn, "outage_query")
    return turn


def _clauses(turn: Turn, understand: Understand) -> tuple[str, ...]:
    """The one clause that tells of the dark, where the rest is a sure wish; else empty."""
    text = turn.text
    if not _OUT.search(text) or _ABOUT_BILLS.search(text):
        return ()
    said = (part for part in clauses(text) if not _OF_THE_BILL.search(part))
    dark = tuple(filter(_is_out, said))
    if len(dark) != 1:
        return ()
    rest = understand(text.replace(dark[0], ""), turn.now)
    is_wish = rest.intent == turn.understanding.intent != "complaint"
    return dark if is_wish and rest.score >= SURE else ()


def _is_out(text: str) -> bool:
    return _OUT.search(text) is not None and not _OVER.search(text)


def _meaning(turn: Turn, intent: str) -> Turn:
    return replace(turn, understanding=replace(turn.understanding, intent=intent, score=1.0))
