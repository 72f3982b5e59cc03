"""Spots that residents find by no map: 红旗超市, 老王家隔壁, 桥头."""

import re
from typing import Final

from bot.clauses import clauses

_BESIDE: Final = (
    r"(?:旁边?|边上?|对[面门]|附近|隔壁|门[口外前]|背后|[屋房]后"
    r"|[前后上下里外][面头]|路口|拐角|[头尾口脚])"
)
_WITHIN: Final = r"[上里内外下]"
_LANDMARK: Final = (
    r"(?:超市|商[店场城]|市场|菜场|小卖部|饭店|餐馆|茶馆|酒店|宾馆|旅馆|药店|诊所|医院|卫生[院室所站]"
    r"|学校|小学|中学|幼儿园|银行|信用社|邮局|加油站|火?车站|码头|渡口|庙|寺|祠堂?"
    r"|村委会?|居委会?|大队部?|政府|派出所|敬老院|广场|公园|水库|[堰鱼]塘|屋基|院子|大院"
    r"|工地|砖厂|纸厂|酒厂|水厂|养殖场|农场|林场|果园|[东西南北]门)"
)
_GROUND: Final = r"(?:桥|街|巷|村|山|河|坝|湾|沟|坡|垭|坎|渠|堤)"
_HOME: Final = r"(?:[老小][^\W\d家]|[^\W\d家]{2,3})家"
_NOT_ITS_OWN: Final = (
    r"(?!.*(?:[在到掉落断是把过要送说看听问有没去来倒搭垂横躺接快线火查停黑娃挂压着从往给跟和就都也还很找被]"
    r"|[我你您他她咱俺这那哪每各全整半几某]|[一两][条个家片]|别|其他|自己|家里|大家|人家|国家|的|了|电))"
    r"(?!(?:对[面门]|旁边|附近|隔壁|周围|左右|楼[上下]|外面|里面|昨|今|明|晚|早))"
)
_SPOT: Final = re.compile(
    rf"{_NOT_ITS_OWN}(?:\w{{2,6}}?{_LANDMARK}(?:{_BESIDE}|{_WITHIN})?|\w{{0,6}}?(?:{_LANDMARK}|{_GROUND}){_BESIDE}"
    rf"|\w{{2,6}}?{_GROUND}上|\w{{1,6}}?(?:屋基|院子|堰塘|鱼塘|水库|垭口)|{_HOME}{_BESIDE}"
    rf"|[东西南北]门{_WITHIN})"
)
_LEAD: Final = re.compile(
    r"(?:\W|你们?好|您好|师傅|喂|麻烦|请|我们?|俺们?|家|人|住|就|地[址点方]|位置|这里|在|是|[:：])*"
)
_MORE: Final = re.compile(r"[想要查找交问费谁哪吗]|怎么|什么|电[话表费压]")
_FAULT: Final = re.compile(
    r"(?:[那这](?:边|里|儿|一带)|[又都也全还老就]|一直|突然|刚刚?|现在|今[天晚早]|有人?|几?根|一?[根个台])*"
    r"(?:[停断跳]了?电|[没莫冇]得?有?电|停了|跳闸|不亮|黑了|电[线杆表缆箱]|变压器|高压线|路灯|来修|报修|要?修|坏|着火|起火|冒)"
)
_WORD: Final = re.compile(
    r"[县区镇乡村组社队屯寨坝湾沟坪坡山桥河路街巷弄道号栋幢楼座单元室户院园苑庭府城广场小厂店学校医站所塘口上下边杆线变"
    r"庙寺祠岭垭坳冲岗岩崖堰滩洲井]"
    rf"|{_LANDMARK}|[东西南北城村校墙门]外|[东西南北]头|隔壁|对[面门]|旁|附近|背后|[老小][^\W\d家]家(?!里|具)"
)


def named(text: str) -> str:
    """The spot that stands before what is wrong there, or alone in its clause; empty for none.

    What has no name of its own, such as 厂里 or 学校, says too little.
    """
    for clause in clauses(text):
        said = clause[_LEAD.match(clause).end() :]  # type: ignore[union-attr]  # it matches anything
        fault = _FAULT.search(said)
        said = said[: fault.start()].removesuffix("的") if fault else said
        if _SPOT.fullmatch(said):
            return said
    return ""


def leads(text: str) -> bool:
    """Whether a text is no more than what leads up to a place: 我家住, 地址是."""
    return _LEAD.fullmatch(text) is not None


def is_alone(text: str) -> bool:
    """Whether a text is a place, in the residents' words, and neither a fault nor a wish."""
    return is_told(text) and not _FAULT.search(text) and not _MORE.search(text)


def is_told(text: str) -> bool:
    """Whether a text holds a word for a place."""
    return _WORD.search(text) is not None or bool(named(text))
