"""Messages about a call-back that was booked: 叫他别打了, 经理几点打给我."""

from typing import Final

from bot.backends.tickets import Ticket
from bot.handlers import managers, progress
from bot.replies import Reply
from bot.services import call_words
from bot.services import tickets as wording
from bot.turn import Turn

_READ_THEM: Final = frozenset({"CallBackRequest", "ManagerCallBack", "TicketCancel"})
"""Forms that such words answer."""


def at_once(turn: Turn) -> Reply | None:
    """Call it off, tell how it stands or book it; `None` where the message is about none."""
    form, text, is_danger = turn.session.form, turn.text, turn.understanding.is_danger
    reads_them = form is not None and form.name in _READ_THEM
    if reads_them and not is_danger:  # what looks like danger never gets to the form
        return None
    if call_words.calls_off(text):
        return _called_off(turn, is_asked=reads_them)
    if is_danger:
        return None
    ticket = _open(turn) if call_words.awaits(text) else None
    return progress.ticket_reply(turn, ticket) if ticket else _wished(turn)


def _called_off(turn: Turn, *, is_asked: bool) -> Reply | None:
    """Ask whether the open call-back is to be cancelled, or end the form that books one."""
    ticket = _open(turn)
    if ticket is not None:
        return progress.cancelling(turn, ticket)
    if is_asked:
        return Reply("好的，已取消回电，不会有人打给您。", ends=True)
    is_free = turn.session.form is None
    return Reply("好的。您这里没有约着的回电，不用取消。") if is_free else None


def _wished(turn: Turn) -> Reply | None:
    """A call wished for in words like those about a report, by somebody who made none."""
    is_like = turn.understanding.intent == "repair_progress" and turn.session.form is None
    if not is_like or not call_words.wishes(turn.text):
        return None
    is_first = not turn.use.tickets.of_reporter(turn.openid)
    return managers.customer_manager(turn) if is_first else None


def _open(turn: Turn) -> Ticket | None:
    """The resident's latest open call-back."""
    mine = turn.use.tickets.of_reporter(turn.openid)
    return next((one for one in mine if one.is_open and wording.is_call(one)), None)
