"""What a resident is told about an outage, and what to look at where none is known."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot import say
from bot.backends.outages import Outage
from bot.clock import WEEKDAYS
from bot.replies import joined

SELF_CHECK = (
    "先看看这几样：\n"
    "· 左右邻居家亮不亮？邻居有电，多半是您家线路的事\n"
    "· 家里的空气开关（闸刀）跳没跳？跳了先拔掉电器再合\n"
    "· 电表亮黄灯，多半是欠费，交了就会复电"
)


_LIFE = re.compile(
    r"呼吸机|制氧|吸氧|输氧|氧气|透析|血透|洗肾|监护仪|吸痰|气垫床|雾化机|输液泵|鼻饲|人工肺"
)
_EQUIPMENT = re.compile(r"[\d一二三四五六七八九十#]*号?(?:公变|专变|台区|箱变|变压器|变)$")
_NAMED = 3
PUBLISHED_AHEAD = timedelta(days=7)
"""Planned outages are published so long before (reference: domain.md 1.1)."""


def area(equipment: Iterable[str]) -> str:
    """The area that pieces of equipment supply, in words residents use: `和平路、滨河路一带`."""
    names = [_EQUIPMENT.sub("", name) or name for name in equipment]
    named = list(dict.fromkeys(names))
    more = "等地" if len(named) > _NAMED else "一带"
    return "、".join(named[:_NAMED]) + more


_TRIPS = re.compile(r"跳闸|老是?跳|[一刚][插开合].{0,6}跳|跳了又跳|合不上|推不上")
_WEAK = re.compile(r"很?暗|一?闪一?闪|忽明|电压[低不]|带不[动起]|转不动")
_OF_ONE = "先把跳之前插上的电器都拔掉，再合闸：合得上，多半是那件电器的事；还是跳就别再合。"
_OF_ALL = "先问问左右邻居家是不是也这样：都这样，多半是外面线路的事；只有您家，多半是家里接线的事。"


def self_check(what: str) -> str:
    """What to look at first, by what is wrong: dark, a breaker that trips, or weak voltage."""
    if _WEAK.search(what):
        return _OF_ALL
    return _OF_ONE if _TRIPS.search(what) else SELF_CHECK


JOINS = "这处停电我们已经知道了，您的报修会并到一起。"

_ASKS = re.compile(
    r"^\W*(?:查(?:一?下)?)?停电(?:查询|信息|通知|公告)?\W*$|[停断]了?电?了?(?:吗|么|没有?(?=[啊呀嘛哦呢]|\W|$)|[没莫]得(?=\W|$)|不(?=\W*$))"
    r"|[停断]不[停断]电?|(?:是不是|有没有|会不会|要不要)[也都又还在要会]*(?:[停断]了?电?|没了?电)"
    r"|(?:哪里|哪些地方)(?:在?[停断]|没)了?电"
    r"|(?:为什么|为啥|为何|咋个?|怎么|什么原因|啥子?原因).{0,5}(?:[停断没])了?电"
    r"|[停断]电.{0,4}(?:原因|为什么|为啥|咋|怎么回事)"
)


def asks(text: str) -> bool:
    """Whether a message asks about an outage, and tells of none."""
    return _ASKS.search(text) is not None


_DARK = re.compile(
    r"[停断]了?电了|电[停断]了|停电.{0,3}天了|[没莫冇]得?有?电|(?<!天)黑[了咯]|[全漆]黑"
)
_OF_US = re.compile(
    r"[我俺咱]|家里|[屋店厂]头?里|屋头|[这隔][边里儿壁]|突然|忽然|一[下哈]子?|刚[刚才]"
)
_TELLS_NOTHING = re.compile(
    r"[?？问查想吗么呢哪谁怎咋几啥]|什么|为何|多[久长]|[有是能要会][没不无否]|[没不]是?\W*$|没得\W*$|[没不]停|还是(?![没不黑])|不会"
    r"|[要会快别]停|计划|通知|公告|短信|消息|听说|安排|范围|时间|情况|原因|说法|[准实]话|个准|告[知诉]"
    r"|恢复|修好|来电|来了|好[了久]|[明后]天|下个?[周月星]|昨|前天|以前|经常|天天|老是"
)
_TOLD_MAX_CHARS = 40
_ANOTHER_WISH = re.compile(r"顺便|顺带|另外|还有|对了|还想|再[问查看帮]")


def tells(text: str) -> bool:
    """Whether a resident tells that it is dark where he is: a report; who asks is answered."""
    said = _ANOTHER_WISH.split(text, maxsplit=1)[0]
    is_told = len(said) <= _TOLD_MAX_CHARS and _DARK.search(said) and _OF_US.search(said)
    return bool(is_told) and not _TELLS_NOTHING.search(said)


_ANGER = re.compile(
    r"[烦气]死|[气烦]人|火大|恼火|怄|老子|[他你]妈|垃圾|[什啥]么?破|干什么吃|吃干饭"
    r"|[谁怎咋么们要给该不]赔|赔[钱偿我]|退[钱费]|损失|受不了|受够|忍无|有完没完|没完没了|不像话|过分|离谱"
    r"|(?:(?<!是)天天|老(?=[是停])|总(?=[是停])|成天|三天两头|动不动|隔三[差岔]五|一天到晚)[^，。,]{0,4}[停断没]"
)
_CLAIMS = re.compile(r"(?=.*赔(?!不是))(?=.*(?:[坏烧毁死化臭废]|损失))", re.DOTALL)
_DARK_BEFORE = re.compile(r"(?<![又正还在然])停电(?!了)")
REGRET = "停电耽误您了，对不住。"


def is_angry(text: str) -> bool:
    """Whether a word about a power cut complains, too."""
    return _ANGER.search(text) is not None


def claims(text: str) -> bool:
    """Whether damages are claimed for what is broken or spoilt."""
    return _CLAIMS.match(text) is not None


def claims_for_before(text: str) -> bool:
    """Whether they are for a power cut of before: 停电把冰箱烧坏了, not 又停电了."""
    return claims(text) and _DARK_BEFORE.search(text) is not None


def hangs_on_power(text: str) -> bool:
    """Whether somebody's life hangs on power."""
    return _LIFE.search(text) is not None


def care(text: str, hotline: str) -> str:
    """The advice for that case, put before all else; empty where nobody's life does."""
    if not hangs_on_power(text):
        return ""
    return f"有人靠机器呼吸、吸氧的，别干等来电：不舒服马上打120，同时打{hotline}说明情况。"


def outage_text(outage: Outage, now: datetime, *, known: bool = True) -> str:
    """Planned or fault, area, cause, since when, and the expected end with how sure it is.

    `known`: the place that was asked for lies in it, so that a fault need not be reported.
    """
    is_known = known and outage.kind == "fault"
    return joined(facts(outage, now), "这处停电我们已经知道了，不用再报修。" if is_known else "")


def near(place: str, outage: Outage) -> str:
    """What comes before the facts of an outage that is not known to be at the place itself."""
    return f"{place}{'有地方停电' if outage.confirmed else '附近有人报停电'}："


def facts(outage: Outage, now: datetime) -> str:
    """The same without the remark that it is known."""
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
    return joined(since + cause, expected(outage, now))


def expected(outage: Outage, now: datetime) -> str:
    """When power comes back, and how sure that is."""
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


def hours(outage: Outage, now: datetime) -> str:
    """From when to when, for who asks only that."""
    if outage.kind != "planned" or outage.expected_end is None:
        return facts(outage, now)
    ends = say.when(outage.expected_end, now)
    same = outage.expected_end.date() == outage.start.date()
    ends = f"{outage.expected_end:%H:%M}" if same else ends
    return f"{outage.area}计划停电：{say.when(outage.start, now)}开始，{ends}结束，可能提前或推后。"


def on_days(name: str, days: Sequence[date], outages: Sequence[Outage], now: datetime) -> str:
    """What is planned at a place on these days, each of them named."""
    published = (now + PUBLISHED_AHEAD).date()
    lines = []
    for day in days:
        there = [one for one in outages if is_on(one, day)]
        which = f"{say.day(day, now)}（周{WEEKDAYS[day.weekday()]}）"
        unknown = f"{which}：还没到公布的时候，计划停电提前{PUBLISHED_AHEAD.days}天公布。"
        none = f"{which}：{name}没有停电计划。" if day <= published else unknown
        lines += [_planned(one, now) for one in there] or [none]
    return joined(*dict.fromkeys(lines))


def is_on(outage: Outage, day: date) -> bool:
    """Whether an outage is planned for a day."""
    ends = outage.expected_end or outage.start
    return outage.kind == "planned" and outage.start.date() <= day <= ends.date()
