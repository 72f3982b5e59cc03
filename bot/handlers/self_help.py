"""Answers to the self-help steps of `PowerBack`, and which of them were tried already."""

import re
from typing import Final

from bot.turn import Turn

LIT: Final = "来电了"
DARK: Final = "还没来电"
WAITS: Final = "我先等等"
SKIPPED: Final = "-"

_LIT = re.compile(
    r"(来|有|通|送)(了)?电(了|啦|咯|喽|的)|电(已经)?来(了|咯)|亮(了|咯|起)|恢复(了|正常)|^有电|^来(了|咯)|^有+(的|了|啊|呀|哦|[,，。!！])*$"
)
_DARK = re.compile(r"没|未|不|莫|冇|黑|还是|一样|试过|推了|按了|插了|下一步")
_HARMLESS = re.compile(r"没事|没问题|不错|没错")
_WAITS = re.compile(r"等|好|行|可以|要得|知道了|晓得")
_STEPS: Final = (
    re.compile(r"等了|等过|等半天|等到现在"),
    re.compile(r"插(了|过|上|进)|重新插"),
    re.compile(r"按(了|过|住|半天)|白键|白(色)?按(键|钮)"),
    re.compile(
        r"(空开|空气开关|开关|闸刀?)(都|也|往上|已经)*(推|合|扳|拉)|推(了|过|上)|合(了|上)闸?"
    ),
)
"""What was tried already, said in passing; in the order of the steps."""
RETRY: Final = "来电了还是没有？回“来电了”或“还没来电”，回数字也行。"


def answer(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """`LIT` or `DARK`, as the words say whether power is back; empty where they do not."""
    text = _HARMLESS.sub("", turn.text)
    if not asked or not text:
        return ""
    if _DARK.search(text):
        return DARK
    return LIT if _LIT.search(text) else ""


def answer_or_wait(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # see above
    """As `answer`, or `WAITS` where the resident waits."""
    return answer(turn, asked) or (WAITS if asked and _WAITS.search(turn.text) else "")


def options(_turn: Turn) -> tuple[str, ...]:
    """The two numbered answers to every step."""
    return LIT, DARK


def tried(text: str) -> int:
    """How many of the steps a message says were tried: up to the last that it names."""
    named = [at for at, how in enumerate(_STEPS) if how.search(text)]
    return named[-1] + 1 if named else 0
