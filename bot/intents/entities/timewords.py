"""Cuts the words of time out of a message: days, parts of a day, clock times, spans from now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intents.entities.lexicon import Lexicon, alternatives, any_char

_HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_ONE = "[一二三四五六七八九]"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十{_ONE}?|廿{_ONE}?|{_ONE})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_MINUTE = (
    rf"(?:[0-5]\d(?![\d度块元个]))分?|\d分(?!钟)|零{_ONE}分?|{_ONE}分(?!钟)"
    rf"|[一二三四五]?十{_ONE}?分?(?![个次户天号栋度块元人家点几多:钟]|来[分个多])"
)
_AWAY = r"(?P<{0}>以前|之前|以后|之后|过后|前|后)(?![面门天年院台街])"
_NUMERAL = r"[半\d一二两三四五六七八九十]"
_TO = r"\s?(?:到|至|-|~)\s?"
_DAY_SIGN = (
    r"(?:日(?![内用常子光游])|号(?![岗楼院线杆塔门机变箱表柜台桌铺库码召称房室车井地配路仓厂泵坑馆#附商桥闸球字牌床窗炉棚窑烘]"
    r"|店(?!庆)|公变|专变|环网|开关|出口|集装|电杆|电机|铁塔|电梯|[水油气]?泵|风机|[进出母]线|主变|站用变|[冷冻]库|生?产线|宿舍|教学|鱼塘|单元|[东西南北]?区|\d+[栋幢单]))"
)
_AHEAD = (
    r"早|村[上里头]|上午|中午|下午|晚|凌晨|停(?!电费)|那天|当天|断|跳|办"
    r"|[要想](?![交缴充补付欠扣多少])|请[客人师]|过生|结婚|嫁|娶|接媳妇|接亲|做酒|摆酒|满[\d一二三四五六七八九月]|开[业张]|搬|[交缴充]了"
)
"""What shows that a number behind a month is a day (这个月二十六要请客)."""
_HEADS = (
    "0123456789零一二两三四五六七八九十廿半"
    "再今明后第次隔转那当大正初年腊去上下这本个周礼星差早晚夜晨黑"
)
"""What a word of time begins with, besides the words of the lists."""
_SIGNS = "点时:号日天早晚夜晨晌午周今明昨儿初腊钟拜期./-十三大正黑"
"""No time is named without one of them."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of time.

    Attributes:
        kind: ``joined``, ``day``, ``days``, ``week``, ``date``, ``holiday``, ``lunar``, ``ago``,
            ``next``, ``part``, ``clock``, ``away`` or ``vague``.
        start: First index.
        end: Index after it.
        found: The match with its groups.
    """

    kind: str
    start: int
    end: int
    found: re.Match[str]


class TimeWords:
    """The words of time, as one regular expression."""

    def __init__(self, lexicon: Lexicon) -> None:
        holidays = [*lexicon.pairs("holidays.fixed"), *lexicon.pairs("holidays.moving")]
        parts = lexicon.pairs("moments.parts")
        kinds = {
            "away": _away(),
            "ago": rf"(?P<ago_n>{_COUNT})(?P<ago_u>天|个?星期|个?礼拜|周)多?"
            + _AWAY.format("ago_way"),
            "days": r"(?P<first>今|明)(?P<last>明|后)(?:两|二|2)?[天日]"
            r"|(?P<first2>后)(?P<last2>大后)两天",
            "joined": alternatives(lexicon.pairs("moments.joined")),
            "day": r"(?<!啥)(?:" + alternatives(lexicon.pairs("moments.days")) + ")",
            "next": r"第二天|次日|隔天|转天|第二日|(?P<that>那天|当天|那日)(?=的?[上中下晚早])",
            "holiday": _holiday(holidays),
            "lunar": rf"(?:大年|正月)(?P<lunar_d>初(?:{_ONE}|十)|十{_ONE}?|三十)"
            rf"|(?<![最当月年])(?P<lunar_b>初{_ONE})(?![中高级步期次学年班])|年(?P<lunar_eve>三十)|腊月(?P<lunar_ld>初(?:{_ONE}|十)|二?十{_ONE}?|三十)(?![几多])",
            "date": _date(),
            "week": r"(?<![一两几每])(?<!(?<![周期拜])[二三四])"
            r"(?:(?P<which>上上|下下|上|下|这|本)?[个一]?(?:周|礼拜|星期)(?P<weekday>[一二三四五六日天末1-6])(?![期年个日块月回次])"
            r"|(?P<whole>上上|下下|上|下|本|这)一?个?(?:周|礼拜|星期)"
            r"(?![一二三四五六日天末转年边哪内之几]))",
            "vague": rf"{_HOUR}点[过多]?[一二三四五]?十几分?"
            rf"|{_ONE}?十?(?:{_ONE}|两)、?(?:{_ONE}|两)点",
            "clock": _clock(),
            "part": alternatives(w for w in parts if len(w) > 1)
            + rf"|(?P<short>[早晚夜晨](?={_HOUR}[点时:])(?!一点)"
            r"|(?<=[号日天一二三四五六末])(?!夜不)[早晚夜](?![点间饭])"
            rf"|(?<=[天日儿])黑了?(?={_HOUR}[点:]))",
        }
        body = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
        words = (*holidays, *parts, *lexicon.words("moments.days", "moments.joined"))
        heads = any_char((*_HEADS, *(word[0] for word in words))).pattern
        self._token = re.compile(f"(?={heads})(?:{body})")
        self._sign = any_char((*_SIGNS, *(name[-1] for name in holidays)))
        self._hint = re.compile(
            r"[点时:号日天早晚夜晨晌午周今明昨儿初腊]|刻钟|礼拜|星期|小时|分钟|钟头|\d[./\-]\d"
            rf"|三十|正月|大年|月[\d二三十廿]|{alternatives(holidays)}"
        )

    def cut(self, text: str) -> list[Token]:
        """Find the words of time in a normalised, masked text, in order."""
        if not self._sign.search(text) or not self._hint.search(text):
            return []
        return list(self._cut(text))

    def _cut(self, text: str) -> Iterator[Token]:
        for found in self._token.finditer(text):
            yield Token(found.lastgroup or "", found.start(), found.end(), found)


def _holiday(names: list[str]) -> str:
    return (
        r"(?:(?P<holiday_year>今年|明年|去年)的?)?(?<![块元点百十千毛一二三四五六七八九零幺\d])"
        rf"(?P<holiday_name>{alternatives(names)})节?+"
        r"(?!期间|假期|放假|前后|的规定|度|[一二三四五六七八九十]|\d)(?:那天|当天)?"
        r"(?:(?P<eve>前一天|头一天|前夕)|(?P<morrow>后一天)|第(?P<nth>[二三四五六七])天)?"
    )


def _away() -> str:
    """From now, or before now: 半小时前, 一个半钟头以前, 三刻钟后, 再过二十分钟."""
    span = (
        r"(?:(?P<away_half>半)个?多?(?:小时|钟头|钟点)"
        rf"|(?P<away_h>\d{{1,2}}(?:\.\d)?|{_COUNT})个?(?P<away_h_half>半)?多?"
        r"(?:小时|钟头|钟(?!的))(?P<away_h_half2>半)?|(?P<away_q>[一两三])刻钟)?多?零?"
        rf"(?:(?P<away_m>{_COUNT})[来多]?(?:分钟|分)多?)?(?:左右|的样子|样子)?"
    )
    again = span.replace("away_", "over_")
    return (
        rf"(?={_NUMERAL}(?:{_NUMERAL}|[个多来.]){{0,6}}(?:小时|[钟刻分]))(?<![\d.几]){span}{_AWAY.format('away_way')}"
        rf"|再过(?P<over>(?={_NUMERAL}){again})"
    )


def _date() -> str:
    year = r"(?:(?P<y>20\d\d|\d\d|二零[零一二三四五六七八九]{2})年|(?P<yw>今年|明年|去年|后年)的?)?"
    return (
        r"(?<![\d.])(?P<iso_y>20\d\d)(?P<sep>[./\-])(?P<iso_m>0?[1-9]|1[0-2])(?P=sep)"
        r"(?P<iso_d>[0-3]?\d)(?:[日号]|(?!\d))"
        rf"|(?<![\d.]){year}(?P<m>{_MONTH})月份?的?(?P<d>{_DAY})"
        rf"(?:两?{_DAY_SIGN}|(?=(?:{_TO}|、){_DAY}两?[日号])|(?=\s|{_AHEAD}|停|了(?!一)|[交缴充报申来修装付]|$))"
        rf"|(?<![\d.])(?P<m2>1[0-2]|0?[1-9])[./\-](?P<d2>{_DAY})(?:{_DAY_SIGN}"
        rf"|(?=停|检修|计划|上午|下午|早上|晚上|凌晨|中午|\s?\d{{1,2}}:[0-5]\d)"
        r"|(?:(?<=/\d)|(?<=/\d\d))(?=断|跳|来|送|恢复|没电))"
        rf"|(?P<rm>上上个?月|上个?月|下下个?月|下个?月|这个?月|本月)的?(?P<rd>{_DAY})(?:{_DAY_SIGN}|(?={_AHEAD}))"
        rf"|(?<![\d.第附几零一二三四五六七八九十])(?P<only>{_DAY})"
        rf"(?:两?{_DAY_SIGN}|(?=(?:{_TO}|、){_DAY}两?{_DAY_SIGN}))"
    )


def _clock() -> str:
    return (
        rf"差(?P<less>一刻|\d{{1,2}}分|[一二两三四五]?十?(?:{_ONE}|十|两)分)钟?[就到]?"
        rf"(?P<less_h>{_HOUR})[点时]"
        rf"|(?<![\d.几第:])(?P<hm_h>[01]?\d|2[0-4]):(?P<hm_m>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
        r"|(?:(?<=[周期拜][一二三四五六日天])|(?<![\d.几第零一二两三四五六七八九十]))"
        rf"(?P<h>{_HOUR})(?:(?P<dian>点)(?!滴|点|儿?电|数)|时(?![候间段不常期代刻效长限尚速])"
        rf"|(?<!(?<!十)一)(?={_TO}{_HOUR}(?:点|:\d\d|时(?![候间段]))))"
        rf"(?(dian)(?:钟|整|来钟)?(?:过|多)?钟?)"
        rf"(?:(?P<half>半)|(?P<quarter>[一三两])刻|差(?P<short_of>{_MINUTE})|(?P<minute>{_MINUTE}))?"
        rf"(?:过|多|左右|的样子|来钟|钟)?"
    )
