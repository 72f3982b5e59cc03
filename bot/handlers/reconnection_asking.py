"""What is only asked about cutting and reconnecting, by who does not wait in the dark."""

import re
from typing import Final

from bot.replies import Choice, Reply
from bot.services import reconnection as wording

ARREARS: Final = re.compile(r"欠|交|费|钱|充|缴|余额|付|补|结清|催|剪线|拉闸|掐")
_RULE: Final = re.compile(
    r"(欠|逾期|不交|没交|拖).{0,8}(多久|多少|[几哪]天|几号|什么时候|几个月|好久|会不会|会|要|才|怎样|怎么样|咋样)"
    r"|(会不会|要不要|会)(被|给我|把我)?.{0,4}(停|断|掐|剪)"
    r"|(停|断)电.{0,4}(前|之前).{0,6}(通知|告诉|说)|多久.{0,4}(停|断)电"
    r"|(哪天|什么时候|啥时候|几号|好久|会不会).{0,6}(停|断|掐)(?!的)|规定|法律|依据|凭什么停"
)
_PAID: Final = re.compile(
    r"(交|缴|付|充|补)(了|过|清|完|好)|已经?(交|缴|付)|还(没|不)来电|复电|恢复|送电"
)
_DARK: Final = re.compile(r"黑|[没莫冇](得|有)?(来)?电|[没不]亮|停(着|电)|没(复|送)电|没(通|来)")
_HOW_LONG: Final = re.compile(
    r"(多久|好久|多长时间|几个?小时|几天|几时|[什啥]么?时候|马上|立刻|自动|会不会|能不能)"
    r".{0,6}((复|来|送|通|有)了?电|恢复)"
    r"|((复|来|送|通)电|恢复).{0,4}(要|得|需要)?(多久|好久|多长时间|几个?小时|几天)"
)
_WAITS_NOW: Final = re.compile(
    r"还[没不是]|到现在|怎么|咋|半天|早就?|刚|已经?|都|[交缴付充]了.{0,3}(钱|费)?[，,]"
)


def is_dark_though_paid(text: str) -> bool:
    """Whether it is dark, though somebody says that it was paid."""
    return _DARK.search(text) is not None and _PAID.search(text) is not None


def asks_rule(text: str) -> bool:
    """Whether it is asked when a supply is cut, by somebody who does not say that it was paid."""
    return _RULE.search(text) is not None and not _PAID.search(text)


def asks_how_long(text: str) -> bool:
    """Whether it is asked when power comes back after paying, by who does not wait for it yet."""
    asks = _HOW_LONG.search(text) and ARREARS.search(text)
    return asks is not None and not _WAITS_NOW.search(text)


def how_long() -> Reply:
    """The rule, and a tap for the self-help steps."""
    dark = Choice("交清了还没来电", "reconnection", "欠费交清了，还没来电")
    said = f"{wording.BACK_AGAIN}过了时间还没来电，回1，一步一步看是哪里的事。"
    return Reply(said, choices=(dark,), remember={"intent": "reconnection"})
