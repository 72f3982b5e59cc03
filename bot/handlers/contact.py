"""The phone of whoever reports; nobody is turned away for having none."""

import re
from typing import Final

from bot import readers
from bot.turn import Turn

NONE: Final = "不留"
RETRY: Final = "手机号是11位数字，座机请带上区号；没有电话就回“不留”。"

_LEAVES_NONE = re.compile(
    r"\W*(我|手机|电话|号码?)?(还是|就|都)?(不|没)(想|愿意?|方便|用|好)?(留|给)(了|电话|手机|号码?)*\W*"
    r"|\W*(我|老人|老年人)*(这里|家里|屋头)?(没有?|没得|莫得|冇|无)(手机|电话|座机|号码?)*(了|的|得|啊|嘛)*\W*"
)


def reader(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A phone, or the plain word that none is left; `RETRY` tells that word."""
    said = readers.phone(turn, asked)
    return said or (NONE if asked and _LEAVES_NONE.fullmatch(turn.text) else "")


def number(said: str) -> str:
    """The phone that a form holds, empty where none is left."""
    return "" if said == NONE else said
