"""A form's way from its first sentence to its end.

Decides what comes next: the first field without a value is asked for, then the confirmation, then
`Form.done` ends it. What a message fills in is decided in `bot/hearing.py`; what else a message may
be while a form is open, in `bot/open_forms.py`.
"""

from msgspec.structs import replace

from bot import hearing
from bot.forms import CONFIRMING, Form
from bot.replies import Reply, joined
from bot.turn import Turn


def start(cls: type[Form], turn: Turn, **known: str) -> Reply:
    """Open a form; whatever the first sentence answers is not asked again.

    Args:
        cls: the form.
        turn: the message that opened it.
        known: fields that the handler knows already.
    """
    return begin(cls(**{"id": turn.id} | known), turn)


def begin(form: Form, turn: Turn, remark: str = "") -> Reply:
    """Open a form that knows something already, with a remark on that."""
    form, heard = hearing.fill(form, turn) or (form, "")
    return go_on(form, turn, joined(remark, heard, form.opening(turn)))


def go_on(form: Form, turn: Turn, remark: str) -> Reply:
    """The remark and the next question; the form's end where nothing is left to ask."""
    open_field = next((name for name in form.asks if not form.value(name)), None)
    if open_field is None and not form.confirm:
        return finish(form, turn).before(remark)
    return replace(ask_for(form, turn, open_field or CONFIRMING), text=remark)


def ask_for(form: Form, turn: Turn, name: str) -> Reply:
    """The question for a field, for `CONFIRMING` or for `CORRECTING`, and nothing else."""
    state, before = form.state(name), turn.session.form
    is_kept = before is not None and (before.id, before.values) == (state.id, state.values)
    left = None if is_kept else form.left(turn)
    return Reply(
        question=hearing.question_of(form, turn, name),
        form=state,
        effects=form.tells(turn) + ((left,) if left else ()),
    )


def finish(form: Form, turn: Turn) -> Reply:
    """What the form does at its end; a form that opens then is a matter of its own."""
    reply = form.done(turn)
    return replace(reply, dropped=reply.dropped + put_off_keys(form, turn), ends=True)


def put_off_keys(form: Form | None, turn: Turn) -> tuple[str, ...]:
    """Keys of the effects that wait for the form to be left half-filled: dropped at its end."""
    left = form.left(turn) if form else None
    return (left.key,) if left else ()
