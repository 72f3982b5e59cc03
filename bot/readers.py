"""Readers: how a form's field is read out of a message. See `bot.forms.Reader`."""

import re

from bot.turn import Turn

_PLACE_WORD = re.compile(
    r"[县区镇乡村组社队屯寨坝湾沟坪坡山桥河路街巷弄道号栋幢楼座单元室户院园苑庭府城广场小厂店学校医站所塘口上下边杆线变]"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?86)?(1\d{10}|0\d{2,3}\d{7,8})(?!\d)")
_PAUSE = re.compile(r"[\s,，]*")
_MIN_PLACE_CHARS = 2
MAX_PLACE_CHARS = 80
"""A longer text is a story, not a place."""


def place(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A place in words, or a shared location.

    Asked for it, any text with a place word is taken, whether the network knows the place or not.
    """
    message = turn.message
    if message.kind == "location":
        return message.label or f"{message.latitude:.5f},{message.longitude:.5f}"
    named = address(turn)
    if named and len(named) <= MAX_PLACE_CHARS:
        return named
    text = turn.text.strip()
    if asked and _MIN_PLACE_CHARS <= len(text) <= MAX_PLACE_CHARS and not _only_number(text):
        return text if _PLACE_WORD.search(text) or turn.use.network.locate(text) else ""
    return ""


def address(turn: Turn) -> str:
    """The address that is named; one said in pieces (城关镇 和平路 12号) is one."""
    found = [entity for entity in turn.understanding.entities if entity.type == "address"]
    if not found:
        return ""
    start, end = found[0].start, found[0].end
    for piece in found[1:]:
        if _PAUSE.fullmatch(turn.text[end : piece.start]) is None:
            break
        end = piece.end
    return turn.text[start:end] if end > found[0].end else str(found[0].value)


def phone(turn: Turn, asked: bool) -> str:  # noqa: FBT001, ARG001  # see above
    """A mobile, or a landline with its area code."""
    named = turn.understanding.first("phone")
    if named:
        return str(named)
    found = _PHONE.search(re.sub(r"[\s\-()（）]", "", turn.text))
    return found[1] if found else ""


def anything(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # see above
    """Any text, when asked."""
    return turn.text.strip() if asked else ""


def account_no(turn: Turn, asked: bool) -> str:  # noqa: FBT001, ARG001  # see above
    """A customer account's number."""
    return str(turn.understanding.first("account_no") or "")


def _only_number(text: str) -> bool:
    return re.fullmatch(r"[\d\s\-+()]+", text) is not None
