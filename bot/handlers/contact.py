"""The phone of whoever reports; nobody is turned away for having none."""

import re
from typing import Final

from bot import readers
from bot.turn import Turn

NONE: Final = "不留"
RETRY: Final = "手机号是11位数字，座机请带上区号；没有电话就回“不留”。"

_LEAVES_NONE = re.compile(
    r"\W*(算了|那|先|我|手机|电话|号码?|\W)*(还是|就|都)?(不|没|莫|别)(想|愿意?|方便|用|要|好)?(留|给|说|填)"
    r"(了|吧|嘛|行不行?|可以吗|我的|电话|手机|号码?|\W)*"
    r"|\W*(我|老人|老年人)*(这里|家里|屋头)?(没有?|没得|莫得|冇|无)(手机|电话|座机|号码?)*(了|的|得|啊|嘛)*\W*"
)

_WANTS_NO_CALL = re.compile(
    r"(不|别|莫|没空|无需)(用|想|要|必|需要|消|得空)?(再)?(给我|跟我)?(回电|回电话|打电话|来电话|接电话|打过来|打来|联系我|回访)"
    r"|(就|直接)?在(这里|这儿|微信|网上)(里|上)?(说|回|讲|处理|答复)|(记|反映|登记)(下来|一下|到)?就(行|好|可以)|你们?看着办"
)


def reader(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A phone, or the plain word that none is left; `RETRY` tells that word."""
    said = readers.phone(turn, asked)
    return said or (NONE if asked and _LEAVES_NONE.fullmatch(turn.text) else "")


def or_no_call(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # see above
    """The same for a call-back, which may not be wanted."""
    wants_none = asked and _WANTS_NO_CALL.search(turn.text) is not None
    return reader(turn, asked) or (NONE if wants_none else "")


def left_before(turn: Turn) -> str:
    """The phone that was sent just now, before anybody asked for it, or for another matter."""
    form = turn.session.form
    if form is not None and number(form.values.get("phone", "")):
        return form.values["phone"]
    return "" if turn.session.is_stale(turn.now) else turn.session.context.get("phone", "")


def number(said: str) -> str:
    """The phone that a form holds, empty where none is left."""
    return "" if said == NONE else said
