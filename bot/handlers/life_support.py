"""Somebody whose life hangs on power, in the dark: a danger, and no date is asked."""

import re
from typing import Final

from bot.handlers import danger
from bot.replies import Reply
from bot.services import outage_words
from bot.turn import Turn

_DARK: Final = re.compile(
    r"停[了着起]?电|[没莫冇无](有|得)?电|断了?电|电(就|又|都|也|已经|突然|刚|全|给)*[停断没]了"
    r"|(全|都|又|突然|家|屋|村|楼|刚刚?|现在|这会儿)[停断]了|跳闸|推不上"
)
_NOT_NOW: Final = re.compile(
    r"计划|通知|提醒|明[天日早晚]|后天|大后天|下个?(周|星期|礼拜|月)|(要|会|将|怕|别|不能|不可|不许|不让)(停|断|没有?)电?"
    r"|[停断]不得|一[停断]电|如果|要是|万一|假如|以后|今后|平时|登记|保供?电|重要用户|保障|申请|(昨[天晚]|前天|上[次回周个])(?!.*(到现在|还|一直))"
    r"|(来|有)电[了啦咯]|恢复了|费|钱|鱼|虾|塘|缸|(?<!发电机)(?<!发电机也)坏了"
)
_WARD: Final = re.compile(
    r"^(?!.*(?:宠物|兽医|[猪牛羊狗猫])).*(?:ICU|重症监护|抢救(?:病|伤|室|台|人|患)|急诊.{0,4}(?:[病患]|抢救|手术)"
    r"|产房|接生|正在生|保温箱|手术(?=室|台|做|中|正|进行|没做|到一半|还)|(?:在|做着?|台)手术)",
    re.IGNORECASE,
)
"""Patients of a hospital whose lives hang on power."""
_OF_THE_DARK: Final = frozenset({"RepairReport", "OutageLookup"})


def at_once(turn: Turn) -> Reply | None:
    """The danger ticket, where both are said, here or in what an open form holds."""
    return danger.emergency(turn) if is_urgent(turn) else None


def is_urgent(turn: Turn) -> bool:
    """Whether somebody hangs on power and it is out now."""
    form, text = turn.session.form, turn.text
    hangs, is_dark = _hangs(text), _DARK.search(text) is not None
    if not (hangs or is_dark) or _NOT_NOW.search(text):
        return False
    if hangs:
        return is_dark or (form is not None and form.name in _OF_THE_DARK)
    return form is not None and _hangs(form.values.get("what", ""))


def _hangs(text: str) -> bool:
    """Whether a life at home or in a hospital does; who asks whether a ward is dark, tells none."""
    is_ward = _WARD.search(text) is not None and not outage_words.asks(text)
    return is_ward or outage_words.hangs_on_power(text)
