"""What residents say of a report that they made: a word more, come on, not needed any more."""

import re
from typing import Final

STILL_DARK: Final = re.compile(
    r"(还|依然|仍|又|咋个?还|怎么还)[^，。,]{0,6}(没|莫|冇|未|不)(有|得)?[^，。,]{0,3}(来电|电|亮|通|送电)|还是?黑|又停"
    r"|^\W*[都也]?(没|莫|冇|不)(有|得)?(来电|电|亮)[啊呀哦嘛]?\W*$"
)
AWAITED: Final = re.compile(
    r"来电|来了没|来没来|送电|恢复|修好|通电|什么时候|啥时候|好久|多久|几点|还要等|还没|还黑"
)
HURRY: Final = re.compile(
    r"催|[!！]{2}|快点|快些|抓紧|加急|搞快|尽快|[热冷冻闷急]死|[热冷闷]得要命|等了|半天|好久|多久了|忘了?我|是不是忘"
)
LOOKS_FIRST: Final = re.compile(
    r"\W*(算了|那|不用了|[我先再还是就\W]|等我|让我|要|想)*(自己|各人|个人)(在家|先|再|来|去|\W)*"
    r"(看看|看一?下|瞧瞧|检查|弄弄|弄一?下|试试|试一?下|查查|查一?下|找[人个]|找?电工|修|搞|整)"
    r"(电工|人|看看|看|修|一?下|先|再说|哈|[吧了嘛啊\W])*"
    r"|\W*(算了|先不[报修]了?|不[报修]了)(那|我|还是|就|先|再|等|自己|\W)*(看|想|等|观察|说|[看等一]?下|先|再|哈|[吧了嘛啊\W])*"
)
"""The resident sees to it first, and nothing is to be reported now."""
CHECKED: Final = re.compile(
    r"黄灯|红灯|空开|空气开关|闸|漏保|没跳|邻居|隔壁|对门|对面|楼[上下]|别家|别人家|电表|整[栋个幢层]|都[没停黑]"
)
"""What the self-check asks about."""
ADD: Final = re.compile(
    r"^\W*(?:我?[再在还]?(?:想|要)?)(?:补充|备注|加)(?:一?(?:句|下|点))?(?:话|说明|情况)?"
)
ASKS: Final = re.compile(
    r"[?？]|[吗呢嘛]$|怎么|咋|多少|什么|啥|哪|几点|几天|讲|唱|推荐|帮我|天气|新闻"
)
REPORT: Final = re.compile(r"修|单|险|BX")
WISH: Final = re.compile(r"\W*我?们?[要想]?(?:再|来)?(?:停电|故障)?报(?:一?下|个)?修[了吧嘛啊\W]*")
REPORTS: Final = re.compile(r"报(一?下|个|一个)?(修|停电|故障)|报一?下|没得?电|停电|断电")
ASKS_PROGRESS: Final = re.compile(
    r"进度|查|到哪|催|多久|什么时候|啥时候|好久|几点|[了过].{0,6}(没|吗|不)|没有?$|怎么(还|样)|师傅|编号|单号"
)
CORRECTS: Final = re.compile(r"^\W*(不是|不对|搞错|说错|写错|更正|其实|应该是)")
INSTEAD: Final = re.compile(r"改|换|不对|不要|不是|错|新号|打这个")
"""A phone said with one of these takes the place of the one on the ticket."""
ACK: Final = re.compile(
    r"\W*(好|好的|好嘛|好吧|嗯+|哦+|噢|对|是|是的|行|要得|可以|晓得了?|知道了?|收到|ok|OK|谢谢|不客气|辛苦|拜拜|再见)+[了啊哈呢吧嘛]?\W*"
)

CHANGES: Final = re.compile(
    r"(电话|手机|号码?|地址|地方|位置).{0,4}(改|换|错|不对|不是)"
    r"|(改|换)(一?下|个)?(电话|手机|号码|地址|地方)"
)
_SURELY_ADDS: Final = re.compile(
    r"^\W*(?:我?[再在还]?(?:想|要)?)(?:(?:补充|备注)(?!.{0,3}(?:材料|资料|手续|证))|加一?(?:句|下话|个备注))"
    r"|^\W*(?:还有|对了)\W*(?:[我俺咱]们?)?(?:[这家屋][里边头儿]*)?有(?:[一两三]?[个位])?[^\W电麻烧烫伤昏晕倒]{0,4}"
    r"(?:老人家?|老年人|老汉|病人|奶?娃娃?|[小女]?孩子?|孕妇|月母子|婴儿|宝宝)\W*$"
)
_CALLS_OFF: Final = re.compile(
    r"(?<!要)(不用|不消|不必|不要|不需要|用不着|不得用|别|莫)(再|麻烦)?(派人|师傅|你们|人)?(过?来(?!晚|迟)|跑|修|抢修|处理|管)"
    r"|不修了|不报修?了|撤(单|销|回|了|掉)|取消|作废|自己(修|弄|搞|整|接)(好|起)了"
)
_KEEPS: Final = re.compile(r"(不|别|莫|没)(用|要|想|是)?(取消|撤|作废)")
_NO_DANGER: Final = re.compile(
    r"(险情|危险|警报)[^，。,]{0,4}(解除|排除|消除|没有?了|没得了|过去)"
    r"|(没有?|没得|莫得|冇)(什么|啥子?)?(危险|险情|事)了?(?![的了])|虚惊|误报|看错|认错|报错"
)
_HARMLESS: Final = re.compile(
    r"\W*(?:[哦啊噢哎呀]|我|[看搞弄认说]错了?)*\W*(?:那|这|根|个)*不是(?:电线|电缆|高压线|火线|供电的?线)"
    r"\W*(?:就|只|原来|好像)?是[^，。,电]{0,6}(?:网线|光[纤缆]|宽带线?|绳子?|晾衣[绳杆线]|藤|树枝|风筝线?|(?:电话|电视|广播)线)"
    r"(?:\W|我|[看搞弄认说]错|[了的啊呀嘛])*"
)
_VEXED: Final = re.compile(
    r"(?=.*(?:[热冷冻闷急气烦等]死(?:个?人|我|老子|了)))[^电线火烟麻水味倒晕昏病老娃医]*"
)
_BACK: Final = re.compile(
    r"(来电|电又?来|有电|通电|送电|恢复(供电|正常)?|灯?亮|修好|弄好|搞好|好)(起来)?(了|咯|啦|喽)"
    r"(?=[\W了啊哦呀哈嘛噢哇的]|谢|多谢|不|你们|师傅|就|$)"
)
_CALLED_FIXED: Final = re.compile(
    r"(说|显示|不是|已经?|短信|通知|标|写)[^没不，。]{0,6}(修好|恢复|弄好|搞好|处理完|送电|来电)"
)
_NOT_BACK: Final = re.compile(
    r"没|莫|冇|未|不(?![用要必需消报修])|还不|才不|等|邻居|隔壁|对门|对面|楼上|楼下|别人|人家|他们|半边|一半|告诉|通知|说一声"
)
_QUESTION: Final = re.compile(
    r"[?？]|[吗么]|没有$|不$|什么|啥|几点|好久|多久|怎么|咋|哪|能不能|可不可以"
)

_UNIT: Final = re.compile(
    r"\W*((?:[\d一二三四五六七八九十百]+(?:号楼|栋|幢|座|单元|楼|室|号|组|社|队))+)\W*"
)
_PARTS: Final = re.compile(r"[，,。.;；!！\s]+")
_IS_WRONG: Final = re.compile(r"不[是在](?!.*[是在]).*|.*(?:错|不对|口误)(?:字|地方)?[了啊哈嘛]*")
_RIGHT_AT: Final = re.compile(
    r"(?:不好意思|对不起|其实|应该|更正|[改换][成为到]|我?[说要查问]的|我家(?=[是在])|[就是在]|地[址点方]|位置"
    r"|不是.{1,14}?[是在]|不[对是]|[说写打搞弄记]?错了)+"
)
_RIGHT_TO: Final = re.compile(r"(?:不是.*|才[对是]|[吧啊呀哦嘛的])*$")
_MAX_CHARS: Final = 16


def instead(text: str) -> str:
    """The place that a correction names, or a bare house number: 不对，是7栋; empty for none."""
    unit = _UNIT.fullmatch(text)
    if unit:
        return unit[1]
    parts = [part for part in _PARTS.split(text) if part]
    told = [part for part in parts if not _IS_WRONG.fullmatch(part)]
    ends = (lead.end() if (lead := _RIGHT_AT.match(part)) else 0 for part in told)
    said = [_RIGHT_TO.sub("", part[end:]) for part, end in zip(told, ends, strict=True)]
    corrects = told != parts or said != [_RIGHT_TO.sub("", part) for part in told]
    right = [words for words in said if words]
    is_one = corrects and len(right) == 1 and not _QUESTION.search(text) and "是不是" not in text
    return right[0] if is_one and 1 < len(right[0]) <= _MAX_CHARS else ""


def adds(text: str) -> bool:
    """Whether a word for the report is announced: 补充一下…, 加一句…."""
    return _SURELY_ADDS.search(text) is not None


def says_fixed(text: str) -> bool:
    """Whether it was called mended and is not: 说修好了，还是没电."""
    return _CALLED_FIXED.search(text) is not None and STILL_DARK.search(text) is not None


def calls_off(text: str) -> bool:
    """Whether nobody need come any more; 不取消 is the opposite."""
    return _CALLS_OFF.search(text) is not None and not _KEEPS.search(text)


def is_safe(text: str) -> bool:
    """Whether a danger is said to be over, or to have been none."""
    return _NO_DANGER.search(text) is not None and not _QUESTION.search(text)


def is_harmless(text: str) -> bool:
    """Whether what was taken for a power line is called something else: 不是电线，是网线."""
    return _HARMLESS.fullmatch(text) is not None


def is_vexed(text: str) -> bool:
    """Whether it only urges in strong words, 热死人了搞快点, and tells of no danger."""
    return _VEXED.fullmatch(text) is not None


def is_back(text: str) -> bool:
    """Whether the resident's own power is said to be back."""
    unsure = _NOT_BACK.search(text) or _QUESTION.search(text) or STILL_DARK.search(text)
    return _BACK.search(text) is not None and not unsure
