"""A form's question, and what a message answers to it: which fields it fills in or corrects.

`hear` reads an answer to the question that was asked, `fill` every field that a message tells,
`put_right` a correction; `question_of` and `options` make the question and its numbered answers.
Words that correct go into `_CORRECTION`, what residents call a field into `_CALLED`. What a single
field reads (a phone, a place) is its reader's: `bot/readers.py`, `bot/handlers/places.py`.
"""

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from bot import picks, spots
from bot.forms import CONFIRMING, CORRECTING, Ask, Form
from bot.replies import joined
from bot.services import outage_words, report_words
from bot.turn import Turn

SURE: Final = 0.75
"""From this score on, a message that is no answer is another wish (docs/understanding.md)."""

CONFIRMS, CORRECTS = "对", "不对，要改"
"""The numbered answers of a confirmation; a form without questions has nothing to correct."""

WHICH: Final = "哪里要改？回数字，或直接说正确的；不办了就回“取消”。"
CHANGED: Final = "好的，改过来了。"

Heard = tuple[Form, str]
"""A form with what was heard, and what its `noticed` had to say about it."""

_CORRECTION: Final = re.compile(
    r"不对|不是|错了|写错|打错|口误|换成|改成|改为|改一下|更正|应该是|搞错|我?说的是|^(?:我?要)?改$"
)
_DIGITS: Final = "0123456789一二三四五六七八九十百零"
_BARE_UNIT: Final = re.compile(rf"[{_DIGITS}]+(?:号楼|栋|幢|座|单元|楼|室|号|组|社|队)")
_CORRECTING: Final = re.compile(
    r"^[\s，。,.]*(?:不对|不是|错了|写错了|打错了|更正|应该|改成|改为|是|[，。,.\s])+"
)
_CHATTER: Final = frozenset({"out_of_scope", "greeting", "thanks_bye", "help"})
_CALLED: Final[Mapping[str, re.Pattern[str]]] = {
    "place": re.compile(r"地址|地方|地点|位置"),
    "phone": re.compile(r"(电话|手机|号码?)+"),
    "name": re.compile(r"名字|姓名|叫法"),
    "number": re.compile(r"户号"),
    "what": re.compile(r"事情|内容|原因"),
    "when": re.compile(r"时间|日期"),
}
"""What residents call a field, by its name."""
_WRONG: Final = re.compile(
    r"\W|我的?|是|要|想|改|换|一?下|一?个|那个|填|写|打|说|搞|弄|错|不对|有误|有问题|了|啊|嘛|的"
)
_OF_PARTICULARS: Final = re.compile(
    r"(?:\W|我的?|联系|手机|电话|号码?|地址|地点|位置|就?是|在|的)*"
)
_AFRESH: Final = re.compile(
    r"\W*(我要?|全部?|[都通]*|不对|不是|[弄搞填写说]?错了|算了|那|还是|帮我|一切|从头|再|\W)*"
    r"(从头(再)?[来填报说]|重新?[来填报写弄说办]|重填|重写|再[来填]一[次遍])(一[次遍个下])?[吧啊嘛了过]*\W*"
)
_BACKS_OUT: Final = re.compile(
    r"(?:那|我|还是|就|算了|\W)*(?:"
    r"(?:先|暂时|暂且|目前|现在|还是)+[不别莫][用要想]*[发办弄搞填写问找约报起绑]?名?"
    r"|[不别莫](?:[用要想]|再|打算)*[发办弄搞填写问找约报起绑]名?了"
    r"|(?:再|先|还要?|得)+(?:想|考虑|商量)(?:一?[想下会]|考虑|商量)*"
    r")(?:了|吧|哈|嘛|一?[下会]儿?|再说|\W)*"
)
_LABEL_CHARS: Final = 20
_PLACE: Final = re.compile(
    r"\w{1,10}(?:旁边?|边上|对面|附近|隔壁|门口|背后|[上下前后里]面|[那这][家户边]"
    r"|村|组|社|队|号|栋|幢|楼|室|桥|路|街|巷|湾|沟|坝|坪|岩|洞|山|坳|塘|院|园|苑|小区|厂|店)\W*"
)
_PERSON: Final = re.compile(r"[一-鿿]{2,4}\W*")
_HAPPENS: Final = re.compile(
    r"救|[起着失冒打]火|冒烟|触电|漏电|带电|燃|爆|炸|麻|打人|[断掉垂倒烧](?:了|下|在|起)|淹|进水"
)
"""Words of danger; a place (火星村) or a name that only contains a sign of it has none."""


def hear(form: Form, turn: Turn, asking: str) -> Heard | None:
    """Read the asked field, and whatever else the message tells or corrects."""
    labels = () if turn.session.offers else options(form, turn, asking)
    at = picks.position(turn.text, labels)
    if at is not None:
        return form.with_values(**{asking: labels[at]}).noticed(turn, asking)
    if is_other_wish(form, turn):
        return fill(form, turn, again=corrects(turn))
    heard = fill(form, turn, asked=asking, again=corrects(turn))
    if heard is not None or turn.message.kind == "location":
        return heard
    return fill(form, turn, again=True)


def fill(form: Form, turn: Turn, *, asked: str = "", again: bool = False) -> Heard | None:
    """Fill every field that the message answers; filled ones only `again`, by no question."""
    filled, remarks = form, ""
    again = again and (corrects(turn) or not outage_words.asks(turn.text))
    for name, how in form.asks.items():
        old = form.value(name)
        if old and not again and name != asked:
            continue
        value = how.reader(turn, name == asked) or _unit_of(old, turn.text)
        if name == "place" and old and again and not value:
            value = _instead(how, turn)
        if value and (value != old or name == asked):
            said = merged(old, value)
            filled, remark = filled.with_values(**{name: said}).noticed(turn, name)
            changed = _changed(turn, said) if old and said != old else ""
            remarks = "\n".join(filter(None, (remarks, changed, remark)))
    return None if filled is form else (filled, remarks)


def put_right(form: Form, turn: Turn) -> Heard | None:
    """Read a correction without a question for one field: where only one can mean it, it does."""
    heard = fill(form, turn, again=True)
    if heard is not None or turn.understanding.command or is_other_wish(form, turn):
        return heard
    fits = [name for name, how in form.asks.items() if how.reader(turn, True)]  # noqa: FBT003  # a reader's signature
    return fill(form, turn, asked=fits[0]) if len(fits) == 1 else None


def _changed(turn: Turn, said: str) -> str:
    """What is said of a changed field: put right, or said more exactly."""
    form = turn.session.form
    is_addition = form is not None and form.asking not in (CONFIRMING, CORRECTING)
    return f"好的，{said}。" if is_addition and not corrects(turn) else CHANGED


def corrects(turn: Turn) -> bool:
    """Whether a message says that something is wrong."""
    return _CORRECTION.search(turn.text) is not None


def puts_right(turn: Turn) -> bool:
    """Whether a message corrects something, or answers the question what is wrong."""
    form = turn.session.form
    return corrects(turn) or (form is not None and form.asking == CORRECTING)


def begins_anew(turn: Turn) -> bool:
    """Whether a message asks to fill in everything again: 都不对 重新来."""
    return _AFRESH.fullmatch(turn.text) is not None


def backs_out(text: str) -> bool:
    """Whether a text is nothing but that something is not to be done: 先不, 不发了, 我再想想."""
    return _BACKS_OUT.fullmatch(text) is not None


def names_only(turn: Turn) -> bool:
    """Whether a message is nothing but the place or the name that an open form asks for."""
    asking = turn.session.form.asking if turn.session.form else ""
    kind = {"place": _PLACE, "name": _PERSON}.get(asking)
    return bool(kind and kind.fullmatch(turn.text)) and not _HAPPENS.search(turn.text)


def is_bare(turn: Turn, *types: str) -> bool:
    """Whether a message is nothing but particulars of these types, such as a phone or a place."""
    told = [entity for entity in turn.understanding.entities if entity.type in types]
    rest = turn.text
    for entity in sorted(told, key=lambda one: one.start, reverse=True):
        rest = rest[: entity.start] + rest[entity.end :]
    return bool(told) and _OF_PARTICULARS.fullmatch(rest) is not None


def called(form: Form, turn: Turn) -> str:
    """The one field that is called by its name alone or as wrong: 电话, 改地址, 名字写错了."""
    said = _WRONG.sub("", turn.text)
    named = [name for name in form.asks if name in _CALLED and _CALLED[name].fullmatch(said)]
    return named[0] if len(named) == 1 else ""


def is_other_wish(form: Form, turn: Turn) -> bool:
    """Whether a message is surely about something else than the form."""
    understood = turn.understanding
    if understood.command in ("yes", "no"):
        return False
    is_other = understood.intent not in _CHATTER | form.about and not form.adds(turn)
    return (is_other or form.yields(turn)) and max(understood.score, understood.darkness) >= SURE


def is_kind(turn: Turn) -> bool:
    """Whether a message is a greeting or thanks, which answer nothing and are no misreading."""
    understood = turn.understanding
    is_word = len(turn.text) > 1 and understood.score >= SURE
    return is_word and understood.intent in ("greeting", "thanks_bye")


def options(form: Form, turn: Turn, asking: str) -> tuple[str, ...]:
    """The numbered answers to a question: every confirmation has two; what to correct, all."""
    if asking == CONFIRMING:
        return (CONFIRMS, CORRECTS if form.asks else form.refuses)
    if asking == CORRECTING:
        return tuple(form.value(name)[:_LABEL_CHARS] for name in form.asks)
    asked = form.asks.get(asking)
    return asked.options(turn) if asked and asked.options else ()


def question_of(form: Form, turn: Turn, name: str, *, numbered: bool = True) -> str:
    """The question for a field, with its numbered answers."""
    prompt = WHICH if name == CORRECTING else form.asks[name].prompt if name in form.asks else ""
    if name == CONFIRMING:
        prompt = form.confirm.format(
            **{field: form.value(field) for field in re.findall(r"{(\w+)}", form.confirm)}
        )
    answers = options(form, turn, name) if numbered else ()
    return joined(prompt, *(f"{n}. {answer}" for n, answer in enumerate(answers, 1)))


def merged(old: str, new: str) -> str:
    """A correction of a place: a bare unit (`7栋`) takes the place of its like in the old words."""
    unit = _BARE_UNIT.match(new)
    if not old or unit is None:
        return new
    kind = unit[0].lstrip(_DIGITS)
    at = re.search(rf"[{_DIGITS}]+{kind}", old)
    return old[: at.start()] + new + old[at.end() :] if at else old + new


def _instead(how: Ask, turn: Turn) -> str:
    """The place that a correction names, known to a map or not: 不对，是桥尾."""
    said = report_words.instead(turn.text) if puts_right(turn) else ""
    if not spots.is_alone(said):
        return ""
    bare = replace(turn.understanding, text=said, entities=())
    return how.reader(replace(turn, understanding=bare), True)  # noqa: FBT003  # a reader's signature


def _unit_of(old: str, text: str) -> str:
    """The bare unit (是7栋) in a correction, where the old words have one of its kind."""
    unit = _BARE_UNIT.match(_CORRECTING.sub("", text))
    kind = unit[0].lstrip(_DIGITS) if unit else ""
    return unit[0] if unit and kind in old else ""
