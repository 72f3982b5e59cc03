"""Readers: how a form's field is read out of a message. See `bot.forms.Reader`."""

import re

from bot import spots
from bot.turn import Turn

_PHONE = re.compile(r"(?<!\d)(?:\+?86)?(1\d{10}|0\d{2,3}\d{7,8})(?!\d)")
_PAUSE = re.compile(r"[\s,，]*")
_LANDMARK = re.compile(
    r"[的那这个家]{0,2}[^\W\d没停断坏修跳报电灯是有不请麻烦快来要我和跟]{0,8}"
    r"(?:店|铺|馆|超市|院子|大院|厂|小学|中学|学校|医院|卫生[院室]|诊所|村委会?|小卖部|庙|桥头"
    r"|旁边?|对[面门]|附近|[前后][面头]|门口|边上|隔壁|背后)(?=[\W没停断坏跳报电灯]|$)"
)
"""What crews find a place by, right after its name: 三组那个李家院子, 6号楼下的早餐店."""
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
        return text if spots.is_told(text) or turn.use.network.locate(text) else ""
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
    landmark = _LANDMARK.match(turn.text, end)
    end = landmark.end() if landmark else end
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
