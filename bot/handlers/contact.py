"""The phone of whoever reports; nobody is turned away for having none."""

import re
from typing import Final

from bot import readers
from bot.turn import Turn

NONE: Final = "不留"
RETRY: Final = "手机号是11位数字，座机请带上区号；没有电话就回“不留”，在这里联系您。"

_HAS_NONE = re.compile(
    r"(没得?|没有|莫得|冇|不|别|懒得)[^，。,]{0,4}(手机|电话|号码)|(电话|手机|号码?)[^，。,]{0,4}(没有|没得|不晓得|不知道|记不[得住到]|忘)"
    r"|^\W*(不留了?|没有|没得|无)\W*$|(不|没)(想|愿意?|方便|用)?(留|给)"
)


def reader(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A phone, or that there is none to leave."""
    said = readers.phone(turn, asked)
    return said or (NONE if asked and _HAS_NONE.search(turn.text) else "")


def number(said: str) -> str:
    """The phone that a form holds, empty where none is left."""
    return "" if said == NONE else said
