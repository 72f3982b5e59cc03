"""What a resident is told about an outage, and what to look at where none is known."""

import re
from collections.abc import Iterable
from datetime import datetime

from bot import say
from bot.backends.outages import Outage
from bot.replies import joined

SELF_CHECK = (
    "先看看这几样：\n"
    "· 左右邻居家亮不亮？邻居有电，多半是您家线路的事\n"
    "· 家里的空气开关（闸刀）跳没跳？跳了先拔掉电器再合\n"
    "· 电表亮黄灯，多半是欠费，交了就会复电"
)


_LIFE = re.compile(r"呼吸机|制氧|吸氧|氧气机|透析|监护仪")
_EQUIPMENT = re.compile(r"[\d一二三四五六七八九十#]*号?(?:公变|专变|台区|箱变|变压器|变)$")
_NAMED = 3


def area(equipment: Iterable[str]) -> str:
    """The area that pieces of equipment supply, in words residents use: `和平路、滨河路一带`."""
    names = [_EQUIPMENT.sub("", name) or name for name in equipment]
    named = list(dict.fromkeys(names))
    more = "等地" if len(named) > _NAMED else "一带"
    return "、".join(named[:_NAMED]) + more


JOINS = "这处停电我们已经知道了，您的报修会并到一起。"


def care(text: str, hotline: str) -> str:
    """What comes first where somebody's life hangs on power."""
    if not _LIFE.search(text):
        return ""
    return f"有人靠机器呼吸、吸氧的，别干等来电：不舒服马上打120，同时打{hotline}说明情况。"


def told(outage: Outage, now: datetime, *, known: bool = True) -> str:
    """Planned or fault, area, cause, since when, and the expected end with how sure it is.

    `known`: the place that was asked for lies in it, so that a fault need not be reported.
    """
    is_known = known and outage.kind == "fault"
    return joined(facts(outage, now), "这处停电我们已经知道了，不用再报修。" if is_known else "")


def facts(outage: Outage, now: datetime) -> str:
    """The same for who reports it, or has reported it."""
    return _planned(outage, now) if outage.kind == "planned" else _fault(outage, now)


def over(outage: Outage, now: datetime) -> str:
    """What the reporters of an outage are told when power is back."""
    back = f"{say.when(outage.end, now)}" if outage.end else "刚才"
    return f"{outage.area}的停电已经处理完，{back}恢复送电。要是您家还没来电，请告诉我们。"


def listed(outage: Outage, now: datetime) -> str:
    """One line of a list: area, kind, and from when to when."""
    if outage.kind == "planned" and outage.expected_end:
        return f"· {outage.area}：计划停电，{say.span(outage.start, outage.expected_end, now)}"
    since = f"· {outage.area}：故障停电，{say.when(outage.start, now)}起"
    if outage.expected_end is None or outage.expected_end < now:
        return f"{since}，来电时间还说不准"
    return f"{since}，预计{say.when(outage.expected_end, now)}来电"


def _fault(outage: Outage, now: datetime) -> str:
    since = f"{outage.area}{say.when(outage.start, now)}起故障停电"
    if not outage.confirmed:
        since = f"{outage.area}{say.when(outage.start, now)}起好几户报了没电，可能是线路故障"
    cause = f"，原因：{outage.cause}。" if outage.cause else "，原因还在查。"
    return joined(since + cause, _expected(outage, now))


def _expected(outage: Outage, now: datetime) -> str:
    if outage.expected_end is None:
        return "什么时候来电现在还说不准，有了时间会更新在这里。"
    if outage.expected_end < now:
        late = say.when(outage.expected_end, now)
        return f"原来预计{late}来电，已经过了，新的时间还没有报上来，对不住。"
    return f"预计{say.when(outage.expected_end, now)}来电，这是现场估计，可能有变动。"


def _planned(outage: Outage, now: datetime) -> str:
    if outage.expected_end is None:
        when = f"{say.when(outage.start, now)}起"
    else:
        when = say.span(outage.start, outage.expected_end, now)
    begun = "正在" if outage.start <= now else "将"
    cause = f"，原因：{outage.cause}" if outage.cause else ""
    text = f"{outage.area}{begun}计划停电：{when}{cause}。"
    if outage.expected_end is None or outage.start > now:
        return text
    if outage.expected_end < now:
        return text + "已经过了预计的时间，还没有收到送电的消息，对不住。"
    return f"{text}预计{say.when(outage.expected_end, now)}送电，这是计划时间，可能提前或推后。"
