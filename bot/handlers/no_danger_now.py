"""Danger that is not there now (behind a bill, to come, long past): advice, no ticket."""

import re
from typing import Final

from bot.handlers.accounts import BIND_FOR
from bot.replies import Choice, Reply
from bot.turn import Turn

_NOW: Final = Choice("现在就有险情", "emergency", "现在就有险情")
_BILLS: Final = frozenset({"bill_query", "tariff_query", "usage_analysis"})
_ASKS: Final = re.compile(
    r"是不是|会不会|[能该用]不[能该用]|要不要|怕是|怕不是|难道|该不会|可能"
    r"|怎么|咋|如何|什么|啥|还是|注意|[?？吗么嘛呢吧]"
)
_LEAK: Final = re.compile(r"[漏走跑]电")
_DOUBT: Final = re.compile(
    r"\W*(那|这|我家|家里|电表|线路|表后|哪里|是不是|会不会|怕不是|难道|该不会|有没有可能|可能|有|是|在)*"
    r"([漏走跑]电)(了|的|吧|啊|呀|哦|吗|嘛|呢|导致|造成|\W)*"
)
_OF_BILL: Final = re.compile(
    r"电费|账单|[走跑转]字|空转|度数|表.{0,2}[还在都].{0,3}[转走]|没(有|得)?人(在家|住|用)|没用电"
)
_FELT: Final = re.compile(
    r"麻|摸|碰|触|手(?!机)|脚|娃|孩|老人|疼|痛|打|烫|烟|火|糊|焦|味"
    r"|水(?!电)|湿|响|嗡|滋|噼|铁|壳|墙|灶|栏|杆"
    r"|线(?!路)|断|倒|死|伤|牛|猪|狗|鸡|冰箱|洗衣|热水|空调|跳(?!字)|(被|有|带)电(?!费|表)|电人"
)
"""What somebody sees or feels of a leak; with any of it, it is danger."""
_WEATHER: Final = re.compile(
    r"(?:洪水?|大?水|台风|[大暴雷]雨|[大雷]?风|冰雹|大?雪|汛期?)(?:快|就|马上|将)*要(?:来|到|下|涨)了?"
    r"|(?:就|快|马上|将)?要(?:下(?:[大暴雷]?雨|大?雪)|涨水|发大?水|刮(?:大|台)?风|来(?:台风|洪水|大水|暴雨)|打雷)了?"
    r"|(?:明[天日早晚]|后天|今晚|[下这]周|过[几两]天)[^，。,?？了]{0,6}[要会有][^，。,?？了]{0,6}[雨水风雪雷]"
    r"|(?:台风|暴雨|洪水|大风|雷电)预警"
)
"""What is on its way."""
_IF: Final = re.compile(r"万一|如果|要是|假如|假设|倘若")
_MAY_BE: Final = re.compile(r"会不会\w{0,4}")
_IS_SO: Final = re.compile(
    r"[了着]|已经?|现在|正|刚|还|都|歪|裂|冒|漏|掉|断|垂|倒|落|搭|塌|麻|响|火|烟|淹到"
)
_SURELY_NOW: Final = re.compile(r"已经|现在|正在|都|刚|还在|着(?!火|急)|歪|裂")
_LONG_AGO: Final = re.compile(
    r"以前|小时候|从前|当年|[去前]年|上[次回]|上个?月|那年|曾经|[几多两三]年前|早些年|年轻|过[一两二三几]?[次回]"
)
_SHOCKED: Final = re.compile(
    r"触过电|[被遭挨让着][^，。,]{0,3}电(?!费|话|表|网|影|视|脑)|电(过|到过|打过)"
)
_STILL: Final = re.compile(
    r"又|刚|今[天早晚]|这会|正在|还(?!是?怕|好|记得|能|不敢|想起)|现在(?![^，。,]{0,8}(怕|阴影|记得|不敢|想起))|麻(?!过)|死|伤(?!了?吗)|残|赔|昏|晕"
)


def no_danger_reply(turn: Turn) -> Reply | None:
    """Advice, and a tap for who is in danger after all; `None` where danger may be there now."""
    text = turn.text
    is_told = turn.understanding.is_danger or "电" in text
    if turn.session.form is not None or not is_told:
        return None
    if _LEAK.search(text) and _is_behind_bill(turn):
        return _leak()
    is_ours = turn.understanding.is_danger or turn.understanding.intent == "out_of_scope"
    if is_ours and _is_to_come(text):
        return _prepared(turn)
    is_past = _LONG_AGO.search(text) and _SHOCKED.search(text) and not _STILL.search(text)
    return _survived() if is_past else None


def _is_behind_bill(turn: Turn) -> bool:
    """Whether a leak is suspected behind a bill or a meter, and nobody sees or feels it."""
    text, context = turn.text, turn.session.context
    if not turn.session.is_stale(turn.now) and _DOUBT.fullmatch(text):
        about = context.get("intent", "")
        waits = context.get(BIND_FOR, "") if about == "account_bind" else about
        return waits.partition(" ")[0] in _BILLS
    asks = _OF_BILL.search(text) and _ASKS.search(text)
    return asks is not None and not _FELT.search(text)


def _is_to_come(text: str) -> bool:
    """Whether it is asked what to do when something comes, and nothing tells that it has."""
    if not _ASKS.search(text):
        return False
    before, *supposed = _IF.split(text, maxsplit=1)
    if supposed:
        return not (_IS_SO.search(_MAY_BE.sub("", before)) or _SURELY_NOW.search(supposed[0]))
    rest, coming = _WEATHER.subn("", _MAY_BE.sub("", text))
    return coming > 0 and not _IS_SO.search(rest)


def _leak() -> Reply:
    """How to see a leak at the meter."""
    return Reply(
        "漏电会多走电，也会伤人。把电器全关了看电表：还在走，多半是表后线路漏电，请电工来查；"
        "再把总闸拉下来，表还走就是电表的事，说“报修”来人看。摸着发麻、冒火花、有人被电着，马上远离，再回1。",
        choices=(_NOW, Choice("用电分析", "usage_analysis", "电费为什么变多了")),
    )


def _prepared(turn: Turn) -> Reply:
    """What to do when it comes."""
    advice = turn.use.advice
    entry = advice.for_words(turn.text)
    says = f"{entry.say}{entry.call}" if entry.words else "".join(advice.prevention)
    hotline = turn.use.utility.hotline
    return Reply(f"{says}已经出险情了，马上远离，打{hotline}，或者回1。", choices=(_NOW,))


def _survived() -> Reply:
    return Reply(
        "人没事就好，身上还有不舒服就去医院看看。哪里现在还漏电、麻手，先远离，别再碰，回1马上登记；"
        "想请人查线路，说“报修”。",
        choices=(_NOW, Choice("停电报修", "repair_report", "我要报修")),
    )
