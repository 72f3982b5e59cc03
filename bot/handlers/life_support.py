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
    r"|(来|有)电[了啦咯]|恢复了|费|钱|鱼|虾|塘|缸|坏了"
)
_OF_THE_DARK: Final = frozenset({"RepairReport", "OutageLookup"})


def at_once(turn: Turn) -> Reply | None:
    """The danger ticket, where both are said, here or in what an open form holds."""
    return danger.emergency(turn) if is_urgent(turn) else None


def is_urgent(turn: Turn) -> bool:
    """Whether somebody hangs on power and it is out now."""
    form, text = turn.session.form, turn.text
    hangs, is_dark = outage_words.hangs_on_power(text), _DARK.search(text) is not None
    if not (hangs or is_dark) or _NOT_NOW.search(text):
        return False
    if hangs:
        return is_dark or (form is not None and form.name in _OF_THE_DARK)
    return form is not None and outage_words.hangs_on_power(form.values.get("what", ""))
