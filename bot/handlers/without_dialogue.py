"""What one message alone can do while Redis is away: nothing is asked, nothing remembered.

A danger or a report becomes a ticket at once; what follows within half an hour goes on that ticket.
"""

from typing import Final

from msgspec.structs import replace

from bot import hearing, picks, readers
from bot.backends.tickets import NewTicket, Ticket, TicketEvent
from bot.effects import CallDuty, GroupCalls
from bot.errors import DialogueAway
from bot.handlers import danger, life_support, places
from bot.replies import Reply
from bot.services import report_words, tickets
from bot.turn import Turn

_CANNOT_CANCEL: Final = (
    "抱歉，系统这会儿取消不了，报过的还在办。要取消或有急事请拨打{hotline}，其他事请过几分钟再试。"
)
_OF_A_DIALOGUE: Final = frozenset({"back", "cancel", "more", "no", "resume", "yes"})
_OF_A_REPORT: Final = frozenset({"out_of_scope", "outage_query"})
_ABOUT_A_REPORT: Final = (
    report_words.adds,
    report_words.calls_off,
    report_words.is_back,
    report_words.is_safe,
)


def without_dialogue(turn: Turn) -> Reply | None:
    """The reply to a danger, a report or a word more for it; `None` for any other wish.

    Raises:
        DialogueAway: the message means nothing without what was said before.
    """
    understood = turn.understanding
    if understood.command in _OF_A_DIALOGUE:
        raise DialogueAway(_CANNOT_CANCEL if understood.command == "cancel" else "")
    if understood.is_danger or life_support.is_urgent(turn):
        return _in_danger(turn)
    mine = turn.use.tickets.of_reporter(turn.openid) if _may_belong(turn) else ()
    ticket = tickets.just_made(mine, turn.now)
    if ticket is not None and not _is_elsewhere(turn, ticket):
        return _added(turn, ticket)
    return _reported(turn) if understood.intent == "repair_report" else None


def _in_danger(turn: Turn) -> Reply:
    """The danger reply; what is missing may come as another message."""
    reply = danger.emergency(turn)
    known = reply.form.values if reply.form else {"place": "known", "phone": "known"}
    missing = _missing(known.get("place", ""), known.get("phone", ""))
    return replace(reply, question=missing, form=None)


def _reported(turn: Turn) -> Reply:
    """A ticket from this one message."""
    place, phone = readers.place(turn, False), readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    new = NewTicket(
        kind="fault", reporter=turn.openid, place=place, phone=phone, what=turn.text[:500]
    )
    ticket = turn.use.tickets.open(turn.id, new)
    return Reply(
        f"报修已登记，编号 {ticket.ticket_no}。急事请直接拨打{turn.use.utility.hotline}。",
        question=_missing(place, phone),
        effects=(CallDuty(ticket.ticket_no),),
    )


def _added(turn: Turn, ticket: Ticket) -> Reply:
    """On the ticket, with the place and phone that the message tells."""
    place = places.reader(turn, True)  # noqa: FBT003  # a reader's signature
    turn.use.tickets.amend(
        turn.id,
        ticket.ticket_no,
        place=None if ticket.place else place or None,
        phone=readers.phone(turn, False) or None,  # noqa: FBT003  # see above
        event=TicketEvent(turn.now, "note", turn.text[:500]),
    )
    hotline = turn.use.utility.hotline
    text = f"记下了，已加到 {ticket.ticket_no} 上。急事请直接拨打{hotline}。"
    return Reply(text, effects=(GroupCalls(ticket.ticket_no),))


def _missing(place: str, phone: str) -> str:
    asked = [name for name, said in (("地址", place), ("手机号", phone)) if not said]
    return f"请把{'和'.join(asked)}再发一条，我加上去。" if asked else ""


def _may_belong(turn: Turn) -> bool:
    """Whether a message may be about a report: no question, no other wish, no kind word."""
    text, understood = turn.text, turn.understanding
    is_report = turn.message.kind == "location" or understood.intent == "repair_report"
    if is_report or any(says(text) for says in _ABOUT_A_REPORT):
        return True
    if not text or picks.is_number(text) or report_words.ASKS.search(text):
        return False
    return understood.intent in _OF_A_REPORT or understood.score < hearing.SURE


def _is_elsewhere(turn: Turn, ticket: Ticket) -> bool:
    """Whether a report names another place than the one that the ticket is for."""
    place = readers.place(turn, False)  # noqa: FBT003  # a reader's signature
    is_report = turn.understanding.intent == "repair_report"
    return is_report and bool(ticket.place and place) and place not in ticket.place
