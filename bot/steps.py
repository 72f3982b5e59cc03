"""Taking a form from its first sentence to its end, one message at a time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import picks
from bot.forms import CONFIRMING, Form, FormClasses, restore
from bot.replies import Choice, Reply, joined
from bot.session import FormState
from bot.turn import Turn

MISREADINGS = 3
SURE = 0.75
"""From this score on, a message that is no answer is another wish (docs/understanding.md)."""

CONFIRMS, CORRECTS, REFUSES = "对", "不对，要改", "不办了"
"""The numbered answers of a confirmation: a form without questions has nothing to correct."""

_CORRECTION = re.compile(
    r"不对|不是|错了|写错|打错|改成|改为|改一下|更正|应该是|搞错|^(?:我?要)?改$"
)
_REFUSES = re.compile(r"^\W*(?:先|还是)?(?:不|别|莫)(?!对|是)")
_DIGITS = "0123456789一二三四五六七八九十百零"
_BARE_UNIT = re.compile(rf"[{_DIGITS}]+(?:号楼|栋|幢|座|单元|楼|室|号|组|社|队)")
_CORRECTING = re.compile(
    r"^[\s，。,.]*(?:不对|不是|错了|写错了|打错了|更正|应该|改成|改为|是|[，。,.\s])+"
)
_MEDIA = frozenset({"image", "voice", "video", "link"})
_CHATTER = frozenset({"out_of_scope", "greeting", "thanks_bye", "help"})


def start(cls: type[Form], turn: Turn, **known: str) -> Reply:
    """Open a form; whatever the first sentence answers is not asked again.

    Args:
        cls: the form.
        turn: the message that opened it.
        known: fields that the handler knows already.
    """
    form, remark = _fill(cls(**{"id": turn.id} | known), turn, asked="")
    return _next(form, turn, joined(remark, form.opening(turn)))


@dataclass(frozen=True, slots=True)
class Steps:
    """Continues open forms.

    Args:
        classes: every form.
        aside: answers a message by its intent, as if no form were open.
        media: answers a photo, film, recording or link, as if no form were open.
    """

    classes: FormClasses
    aside: Callable[[Turn], Reply]
    media: Callable[[Turn], Reply]

    def answer(self, turn: Turn, state: FormState) -> Reply:
        """The reply to a message while a form is open."""
        form = restore(state, self.classes)
        if form is None:
            return self.aside(turn)
        if turn.message.kind in _MEDIA and not turn.text:
            return self._attached(form, turn, state)
        if state.asking == CONFIRMING:
            return self._confirm(form, turn, state)
        heard, remark = _hear(form, turn, state)
        if heard == form:
            return self._not_an_answer(form, turn, state)
        return _next(heard, turn, remark)

    def aside_of(self, turn: Turn, state: FormState) -> Reply:
        """Answer something else, then ask the form's question again."""
        form = restore(state, self.classes)
        if form is None:
            return self.aside(turn)
        reply = self.aside(turn)
        if reply.form is not None and reply.form.name == state.name:
            return replace(_asking(form, turn, state.asking), text=f"{form.title}正办着，接着来。")
        return _side(form, turn, state, reply)

    def beside(self, turn: Turn, state: FormState, told: Reply) -> Reply:
        """What is told while a form is open; its choices stay, the form's question before them."""
        form = restore(state, self.classes)
        if form is None:
            return told
        question = _question(form, turn, state.asking)
        return replace(
            told,
            text=told.text.removesuffix(question).rstrip(),
            question=question,
            choices=() if self.has_numbers(turn, state) else told.choices,
            form=form.state(state.asking, state.misread),
        )

    def has_numbers(self, turn: Turn, state: FormState) -> bool:
        """Whether the question has numbered answers of its own."""
        form = restore(state, self.classes)
        return form is not None and bool(_options(form, turn, state.asking))

    def holds_answers(self, state: FormState) -> bool:
        """Whether a form that was left has any answer that is worth keeping."""
        form = restore(state, self.classes)
        return form is not None and any(form.value(name) for name in form.asks)

    def parked_note(self, state: FormState) -> str:
        """What was kept of a form that was put aside, and how to take it up."""
        form = restore(state, self.classes)
        if form is None:
            return ""
        kept = "、".join(form.value(name) for name in form.asks if form.value(name))
        kept = f"（{kept}）" if kept else ""
        return f"刚才没办完的{form.title}{kept}给您留着，回复“继续”接着办。"

    def resume(self, turn: Turn, state: FormState) -> Reply:
        """Take up a parked form where it was left."""
        form = restore(state, self.classes)
        if form is None:
            return Reply("刚才那件事已经过期了，您重新说一遍就行。")
        return _next(form, turn, f"好的，接着办{form.title}。")

    def back(self, turn: Turn, state: FormState) -> Reply:
        """Ask the question before this one again; before the first there is nothing."""
        form = restore(state, self.classes)
        filled = [name for name in form.asks if form.value(name)] if form else []
        if form is None or not filled:
            return self.cancel(turn, state)
        return _next(form.with_value(filled[-1], ""), turn, "好的，回到上一步。")

    def cancel(self, turn: Turn, state: FormState) -> Reply:
        """Leave the form for good."""
        form = restore(state, self.classes)
        text = form.cancelled() if form else "已取消刚才的事。还有什么要办，直接说就行。"
        return replace(_dropping(form, turn), text=text)

    def _confirm(self, form: Form, turn: Turn, state: FormState) -> Reply:
        picked = picks.position(turn.text, _options(form, turn, CONFIRMING))
        if turn.understanding.command == "yes" or picked == 0:
            reply = form.done(turn)
            return replace(reply, dropped=reply.dropped + _dropping(form, turn).dropped)
        heard, remark = _fill(form, turn, asked="", again=True)
        if heard != form:
            return _next(heard, turn, joined("好的，改过来了。", remark))
        is_no = turn.understanding.command == "no" or picked == 1
        if not form.asks and (is_no or _REFUSES.match(turn.text)):
            return self.cancel(turn, state)
        if is_no or _CORRECTION.search(turn.text):
            question = "哪里要改？直接说正确的就行；不办了就回“取消”。"
            return replace(_asking(form, turn, CONFIRMING), question=question)
        return self._not_an_answer(form, turn, state)

    def _not_an_answer(self, form: Form, turn: Turn, state: FormState) -> Reply:
        if _is_other_wish(form, turn):
            return _side(form, turn, state, self.aside(turn))
        if turn.message.kind == "location":
            held, remark = form.attached(turn)
            unused = Reply("位置收到了，这一步用不上。")
            return _next(held, turn, remark) if remark else _side(form, turn, state, unused)
        if turn.understanding.command == "resume":
            return _side(form, turn, state, Reply("好的，接着来。"))
        return self._misread(form, turn, state)

    def _misread(self, form: Form, turn: Turn, state: FormState) -> Reply:
        misread = state.misread + 1
        question = _question(form, turn, state.asking)
        if misread >= MISREADINGS:
            numbered = self.has_numbers(turn, state)
            way = "回“转人工”就行，" if numbered else ""
            return Reply(
                f"我没有看懂，让人来帮您吧？{way}也可以接着填。",
                question=question,
                choices=() if numbered else (Choice("转人工", "human_agent"),),
                form=form.state(state.asking, misread),
            )
        retry = form.asks[state.asking].retry if state.asking in form.asks else ""
        return Reply(retry, question=question, form=form.state(state.asking, misread))

    def _attached(self, form: Form, turn: Turn, state: FormState) -> Reply:
        """A photo may come at any time: to the form where it takes one, else beside it."""
        held, remark = form.attached(turn)
        if remark:
            return _next(held, turn, remark)
        return _side(form, turn, state, self.media(turn))


def _side(form: Form, turn: Turn, state: FormState, reply: Reply) -> Reply:
    """A reply to something else, then the form's question again."""
    if reply.form is not None:
        return reply
    if reply.transfer is not None:
        return replace(reply, form=form.state(state.asking, state.misread))
    if reply.choices and not reply.text:
        later = f"{turn.understanding.intent} {turn.text}"
        reply = Reply("这件事先记着，手上这件办完再问您。", remember={"wish": later})
    return replace(
        reply,
        text=joined(reply.text, reply.question),
        question=_question(form, turn, state.asking),
        choices=(),
        form=form.state(state.asking, state.misread),
    )


def _hear(form: Form, turn: Turn, state: FormState) -> tuple[Form, str]:
    """Read the asked field, and whatever else the message tells or corrects."""
    option = _picked(form, turn, state.asking)
    if option:
        return form.with_value(state.asking, option).noticed(turn, state.asking)
    name = "" if _is_other_wish(form, turn) else state.asking
    return _fill(form, turn, asked=name, again=bool(_CORRECTION.search(turn.text)))


def _is_other_wish(form: Form, turn: Turn) -> bool:
    understood = turn.understanding
    if understood.command in ("yes", "no"):
        return False
    is_other = understood.intent not in _CHATTER | form.about
    return is_other and understood.score >= SURE


def _fill(form: Form, turn: Turn, *, asked: str, again: bool = False) -> tuple[Form, str]:
    """Fill every field that the message answers; filled ones only `again`.

    Returns:
        The form and what its `noticed` had to say about the fields.
    """
    remarks = ""
    for name, how in form.asks.items():
        old = form.value(name)
        if old and not again:
            continue
        value = how.reader(turn, name == asked and not old) or _unit_of(old, turn.text)
        if value and value != old:
            form, remark = form.with_value(name, merged(old, value)).noticed(turn, name)
            remarks = joined(remarks, remark)
    return form, remarks


def _unit_of(old: str, text: str) -> str:
    """The bare unit (是7栋) in a correction, where the old words have one of its kind."""
    unit = _BARE_UNIT.match(_CORRECTING.sub("", text))
    kind = unit[0].lstrip(_DIGITS) if unit else ""
    return unit[0] if unit and kind in old else ""


def merged(old: str, new: str) -> str:
    """A correction of a place: a bare unit (`7栋`) takes the place of its like in the old words."""
    unit = _BARE_UNIT.match(new)
    if not old or unit is None:
        return new
    kind = unit[0].lstrip(_DIGITS)
    at = re.search(rf"[{_DIGITS}]+{kind}", old)
    return old[: at.start()] + new + old[at.end() :] if at else old + new


def _picked(form: Form, turn: Turn, name: str) -> str:
    options = _options(form, turn, name)
    at = picks.position(turn.text, options)
    return "" if at is None else options[at]


def _next(form: Form, turn: Turn, remark: str) -> Reply:
    open_field = next((name for name in form.asks if not form.value(name)), None)
    if open_field is None and not form.confirm:
        reply = form.done(turn)
        return replace(reply.before(remark), dropped=reply.dropped + _dropping(form, turn).dropped)
    return replace(_asking(form, turn, open_field or CONFIRMING), text=remark)


def _asking(form: Form, turn: Turn, name: str) -> Reply:
    left = form.left(turn)
    return Reply(
        question=_question(form, turn, name),
        form=form.state(name),
        effects=(left,) if left else (),
    )


def _question(form: Form, turn: Turn, name: str) -> str:
    prompt = form.asks[name].prompt if name in form.asks else ""
    if name == CONFIRMING:
        prompt = form.confirm.format(
            **{field: form.value(field) for field in re.findall(r"{(\w+)}", form.confirm)}
        )
    numbered = enumerate(_options(form, turn, name), 1)
    return joined(prompt, *(f"{n}. {option}" for n, option in numbered))


def _options(form: Form, turn: Turn, name: str) -> tuple[str, ...]:
    """The numbered answers to a question; every confirmation has two."""
    if name == CONFIRMING:
        return (CONFIRMS, CORRECTS if form.asks else REFUSES)
    asked = form.asks.get(name)
    return asked.options(turn) if asked and asked.options else ()


def _dropping(form: Form | None, turn: Turn) -> Reply:
    left = form.left(turn) if form else None
    return Reply(dropped=(left.key,) if left else ())
