"""A message while a form is open: the form's answer, something beside it, or the way out of it.

`OpenForms.answer` decides in this order; a new case goes where it stands:

1. a photo, film, recording or link without words goes to the form, else is answered beside it;
2. the matter is over by itself (`Form.pointless`), or not to be (先不): the form is left;
3. 都不对，重新来: every question again;
4. a report just made, an awaited code (`at_once`) or 等一下: answered, then the question again;
5. an answer to the confirmation, to what is wrong, or to the field that was asked for;
6. no answer (`_no_answer`): a question about the matter, another wish, a location, 继续, more of
   the same matter, and at last a misreading; the third in a row offers a person.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from bot import hearing, picks
from bot.forms import CONFIRMING, CORRECTING, Form, FormClasses, restore
from bot.replies import Choice, Reply, joined
from bot.session import FormState
from bot.steps import ask_for, begin, finish, go_on, put_off_keys
from bot.turn import Turn

MISREADINGS: Final = 3
"""After so many messages in a row that were not understood, a person is offered."""

_LATER: Final = "这件事先记着，手上这件办完再问您。"

_REFUSES: Final = re.compile(r"^\W*(?:先|还是)?(?:不|别|莫)(?!对|是)")
_KEEPS: Final = re.compile(r"不(?:用|要|想|必)?改")
_ASKS_TO_WAIT: Final = re.compile(
    r"\W*[你您请我]?[再先]?(稍?等(等|一?下|一?会儿?|哈儿?)*|慢点|[找看]一?下)[哈哦啊嘛吧]?\W*"
)
_MEDIA: Final = frozenset({"image", "voice", "video", "link"})


@dataclass(frozen=True, slots=True)
class OpenForms:
    """Answers messages while a form is open.

    Args:
        classes: every form.
        aside: answers a message by its intent, as if no form were open.
        media: answers a photo, film, recording or link, as if no form were open.
        at_once: answers what is plainly about a report already made, or is the code that a binding
            awaits; else `None`.
    """

    classes: FormClasses
    aside: Callable[[Turn], Reply]
    media: Callable[[Turn], Reply]
    at_once: Callable[[Turn], Reply | None]

    def answer(self, turn: Turn, state: FormState) -> Reply:
        """The reply to a message while a form is open."""
        form = restore(state, self.classes)
        if form is None:
            return self.aside(turn)
        if turn.message.kind in _MEDIA and not turn.text:
            return self._attached(form, turn, state)
        if form.pointless(turn) or hearing.backs_out(turn.text):
            return self.cancel(turn, state)
        if hearing.begins_anew(turn) and self.holds_answers(state):
            return go_on(form.with_values(**dict.fromkeys(form.asks, "")), turn, "好的，重新来。")
        told = self.at_once(turn)
        picked = picks.position(turn.text, hearing.options(form, turn, state.asking))
        if told is None and picked is None and _ASKS_TO_WAIT.fullmatch(turn.text):
            told = Reply("好的，不急。")
        return self._then_ask(form, turn, state, told) if told else self._answer(form, turn, state)

    def _answer(self, form: Form, turn: Turn, state: FormState) -> Reply:
        if state.asking == CONFIRMING:
            return self._confirm(form, turn, state)
        if state.asking == CORRECTING:
            return self._correct(form, turn, state)
        if form.yields(turn) and hearing.is_other_wish(form, turn):
            return self._then_ask(form, turn, state, self.aside(turn))
        heard = hearing.hear(form, turn, state.asking)
        return go_on(heard[0], turn, heard[1]) if heard else self._no_answer(form, turn, state)

    def aside_of(self, turn: Turn, state: FormState) -> Reply:
        """Answer something else, then ask the form's question again."""
        form = restore(state, self.classes)
        if form is None:
            return self.aside(turn)
        reply = self.aside(turn)
        if reply.form is not None and reply.form.name == state.name:
            return replace(ask_for(form, turn, state.asking), text=f"{form.title}正办着，接着来。")
        return self._then_ask(form, turn, state, reply)

    def beside(self, turn: Turn, state: FormState, told: Reply, *, first: bool = False) -> Reply:
        """What is told while a form is open; its choices stay, the form's question before them.

        Only one of the two can have the numbers: the question, unless what is told comes `first`.
        """
        form = restore(state, self.classes)
        if form is None:
            return told
        keeps = bool(told.choices) and (first or not self.has_numbers(turn, state))
        question = hearing.question_of(form, turn, state.asking, numbered=not keeps)
        question = f"{form.title}还开着，直接答就接着办：{question}" if keeps else question
        return replace(
            told,
            text=told.text.removesuffix(question).rstrip(),
            question=question,
            choices=told.choices if keeps else (),
            form=form.state(state.asking, state.misread),
        )

    def has_numbers(self, turn: Turn, state: FormState) -> bool:
        """Whether the question has numbered answers of its own."""
        form = restore(state, self.classes)
        return form is not None and bool(hearing.options(form, turn, state.asking))

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
        return go_on(form, turn, f"好的，接着办{form.title}。")

    def back(self, turn: Turn, state: FormState) -> Reply:
        """Ask the question before this one again; before the first there is nothing."""
        form = restore(state, self.classes)
        filled = [name for name in form.asks if form.value(name)] if form else []
        if form is None or not filled:
            return self.cancel(turn, state)
        return go_on(form.with_values(**{filled[-1]: ""}), turn, "好的，回到上一步。")

    def cancel(self, turn: Turn, state: FormState) -> Reply:
        """Leave the form for good, unless it asks whether to cancel and this says yes."""
        form = restore(state, self.classes)
        if form is not None and state.asking == CONFIRMING and form.confirmed(turn):
            return finish(form, turn)
        text = form.cancelled() if form else "已取消刚才的事。还有什么要办，直接说就行。"
        return Reply(text, dropped=put_off_keys(form, turn))

    def _confirm(self, form: Form, turn: Turn, state: FormState) -> Reply:
        picked = picks.position(turn.text, hearing.options(form, turn, CONFIRMING))
        if turn.understanding.command == "yes" or picked == 0 or form.confirmed(turn):
            return finish(form, turn)
        heard = hearing.fill(form, turn, again=True)
        if heard:
            return go_on(heard[0], turn, heard[1])
        is_no = turn.understanding.command == "no" or picked == 1
        if not form.asks and (is_no or _REFUSES.match(turn.text)):
            return self.cancel(turn, state)
        named = hearing.called(form, turn)
        if is_no or named or hearing.corrects(turn):
            only = next(iter(form.asks)) if len(form.asks) == 1 else ""
            return ask_for(form, turn, only or named or CORRECTING)
        return self._no_answer(form, turn, state)

    def _correct(self, form: Form, turn: Turn, state: FormState) -> Reply:
        """What was wrong: said right, picked by its number, or called by its name."""
        named = hearing.called(form, turn)
        heard = hearing.put_right(form, turn)
        if heard:
            return go_on(heard[0], turn, heard[1])
        picked = picks.position(turn.text, hearing.options(form, turn, CORRECTING))
        if picked is not None or named:
            return ask_for(form, turn, named or list(form.asks)[picked or 0])
        if turn.understanding.command == "yes" or _KEEPS.search(turn.text):
            return ask_for(form, turn, CONFIRMING)
        return self._no_answer(form, turn, state)

    def _no_answer(self, form: Form, turn: Turn, state: FormState) -> Reply:
        told = form.explained(turn)
        if told:
            return self._then_ask(form, turn, state, Reply(told))
        if hearing.is_other_wish(form, turn) or hearing.is_kind(turn):
            return self._then_ask(form, turn, state, self.aside(turn))
        if turn.message.kind == "location":
            held, remark = form.attached(turn)
            unused = Reply("位置收到了，这一步用不上。")
            return (
                go_on(held, turn, remark) if remark else self._then_ask(form, turn, state, unused)
            )
        if turn.understanding.command == "resume":
            return self._then_ask(form, turn, state, Reply("好的，接着来。"))
        if form.adds(turn):
            held, remark = form.overheard(turn)
            if remark:
                return replace(ask_for(held, turn, state.asking), text=remark)
        return self._misread(form, turn, state)

    def _misread(self, form: Form, turn: Turn, state: FormState) -> Reply:
        misread = state.misread + 1
        question = hearing.question_of(form, turn, state.asking)
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

    def _then_ask(self, form: Form, turn: Turn, state: FormState, reply: Reply) -> Reply:
        """A reply to something else, then the form's question again."""
        reply = self._without_its_form(form, turn, reply)
        if reply.form is not None:
            return reply
        if reply.transfer is not None:
            is_its_end = turn.understanding.intent in form.about
            kept = None if is_its_end else form.state(state.asking, state.misread)
            return replace(reply, form=kept)
        if reply.choices and not reply.text:
            reply = _put_off(turn, _LATER)
        return replace(
            reply,
            text=joined(reply.text, reply.question),
            question=hearing.question_of(form, turn, state.asking),
            choices=(),
            form=form.state(state.asking, state.misread),
        )

    def _without_its_form(self, form: Form, turn: Turn, reply: Reply) -> Reply:
        """Another matter's question does not take the place of a form that stays.

        It is answered with the place that is known here, or asked when this form is done, unless
        what it told needs but the place to be more exact. What has been done already, such as a
        code sent, goes on.
        """
        asked = restore(reply.form, self.classes) if reply.form and form.stays else None
        if asked is None or not asked.asks or reply.effects or reply.writes:
            return reply
        known = form.values_for(asked)
        told = begin(asked.with_values(**known), turn) if known else reply
        if told.form is not None and reply.text and list(asked.asks) == ["place"]:
            return Reply(reply.text)
        return told if told.form is None else _put_off(turn, joined(reply.text, _LATER))

    def _attached(self, form: Form, turn: Turn, state: FormState) -> Reply:
        """A photo may come at any time: to the form where it takes one, else beside it."""
        held, remark = form.attached(turn)
        if remark:
            return go_on(held, turn, remark)
        return self._then_ask(form, turn, state, self.media(turn))


def _put_off(turn: Turn, text: str) -> Reply:
    """What is told now of a wish that comes back when the form is done."""
    return Reply(text, remember={"wish": f"{turn.understanding.intent} {turn.text}"})
