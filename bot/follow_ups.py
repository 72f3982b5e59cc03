"""What a short message goes on with, right after an answer.

`topic` says what the last answer was about, where the message may be about it, too: its handlers
are asked first (`Table.follows`), and may decline. `followed` says more: that the message surely
means this intent, whatever the classifier makes of it. Words for a new follow-up go into `_GOES_ON`
(by the intent of the last answer) or `_FOLLOW_UP` (for every intent in `_FOLLOWABLE`).
"""

import re

from bot.turn import Turn

SURE_OF_ANOTHER = 0.95
"""From this score on a short message is a wish of its own and goes on with nothing."""

_FOLLOW_UP = re.compile(r"^(那|那么|还有|再看|再查|换|改查|第)|呢[?？。!！]*$")
_FOLLOW_UP_MAX_CHARS = 16
_GOES_ON_MAX_CHARS = 24
_FOLLOWABLE = frozenset(
    {"bill_query", "usage_analysis", "outage_query", "application_status", "payment"}
)
_WHAT_IT_NEEDS = re.compile(
    r"(那|这个|它|大概|一共|总共|一般)*(都|还)?(得|要|需要|带|准备)*"
    r"(多久|几天|多长时间|多少钱|钱|收费|收钱|免费|哪些|什么|啥|谁出钱|费用|材料|资料|证件|手续|步骤|流程)+"
    r"(的|办)?(呢|啊|呀|不|吗|嘛|么)?[?？]?"
)
_GOES_ON = {
    "application_status": re.compile(
        r"^(?!.*(报修|停电|抢修|师傅|没电|来电)).*(催|快点|快些|抓紧|加急|尽快|进度|到哪"
        r"|没得?空|不在家?|[点午]来|上门|改时间|换时间|改到|预约|改约|改期|轮到|(还)?(差|缺)(什么|啥|哪)|还(要|得|需要)?(带|交|补|跑|等)"
        r"|什么时候|啥时候|哪天|好久(能|才|可以|办)|多久|几天|为什么|咋个?还|怎么还"
        r"|谁(在|来|办|拖)|卡在|哪个(部门|人|单位)|超(期|时)|(去|跑|到).{0,4}(几|多少)[次趟回])"
    ),
    "application_requirements": re.compile(rf"^{_WHAT_IT_NEEDS.pattern}$"),
    "customer_manager": re.compile(
        r"回(个|我)?电|(联系|打给|打电话给)我|给我(打|来)|[让请叫][他她]"
        r"|[他她](叫|姓|是)(什么|啥|谁)"
    ),
    "apply_service": re.compile(rf"^{_WHAT_IT_NEEDS.pattern}$"),
}
"""Short words that alone would mean something else, after an answer of this intent."""
_POINTS_AT = re.compile(
    r"换|第\s*[\d一二三四五六七八九两]{1,2}\s*(个|户)|我(妈|爸|爹|娘|儿|女|家|屋)|那(户|家)"
    r"|另外?[那的]?一?[个户]"
)
_LOOKS = re.compile(r"[查看]|账单|电费")
_PAYS = re.compile(r"[交缴充付存]")
_OTHER_MATTER = re.compile(r"默认|绑")


def topic(turn: Turn) -> str:
    """What the last answer was about, where a message may go on with it; else empty.

    A wish that says itself surely goes on with nothing, nor does a long story.
    """
    understood, about = turn.understanding, turn.session.context.get("intent", "")
    if turn.session.is_stale(turn.now) or len(turn.text) > _GOES_ON_MAX_CHARS:
        return ""
    is_wish = understood.intent not in ("out_of_scope", "help", about)
    return "" if is_wish and understood.score >= SURE_OF_ANOTHER else about


def followed(turn: Turn) -> str:
    """The intent that a short message goes on with; empty where it stands by itself."""
    if not _follows_up(turn):
        return ""
    intent = turn.session.context["intent"]
    looks = _LOOKS.search(turn.text) or turn.understanding.first("billing_month")
    is_bill = intent == "payment" and looks and not _PAYS.search(turn.text)
    return "bill_query" if is_bill else intent


def _follows_up(turn: Turn) -> bool:
    """Whether a short message goes on with what the last answers were about."""
    text, context = turn.text, turn.session.context
    if _goes_on(turn):
        return True
    if context.get("intent") not in _FOLLOWABLE or len(text) > _FOLLOW_UP_MAX_CHARS:
        return False
    if not _FOLLOW_UP.search(text) or _OTHER_MATTER.search(text) or _is_sure_of_another(turn):
        return False
    return bool(turn.understanding.entities) or bool(_POINTS_AT.search(text))


def _is_sure_of_another(turn: Turn) -> bool:
    """Whether the words themselves say another of the wishes that can be gone on with."""
    understood = turn.understanding
    others = _FOLLOWABLE - {turn.session.context["intent"]}
    return understood.intent in others and understood.score >= SURE_OF_ANOTHER


def _goes_on(turn: Turn) -> bool:
    goes_on = _GOES_ON.get(turn.session.context.get("intent", ""))
    if goes_on is None or turn.session.is_stale(turn.now) or turn.understanding.first("ticket_no"):
        return False
    return len(turn.text) <= _GOES_ON_MAX_CHARS and goes_on.search(turn.text) is not None
