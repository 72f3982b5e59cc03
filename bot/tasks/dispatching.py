"""Calls people on duty for tickets, rank by rank."""

from datetime import timedelta
from typing import Final

from bot.backends.tickets import NewTicket, Ticket, TicketEvent
from bot.effects import CallBack, CallDuty, CallManager, Effect, KeepMedia, PassOn, Push
from bot.replies import joined
from bot.services import tickets as wording
from bot.store import outbox
from bot.tasks.work import Done, Work

SETTLED: Final = timedelta(minutes=1)
"""So long after a ticket is opened the turn that did so has ended, well or not."""
LOOKED_AFTER: Final = timedelta(hours=1)


def call_duty(effect: CallDuty, work: Work) -> Done:
    """Call the person at the effect's rank; the next follows after a while, if still untaken."""
    ticket = work.use.tickets.get(effect.ticket_no)
    if ticket is None or not ticket.is_open:
        return Done()
    if effect.hurry:
        return _hurried(effect, ticket, work)
    if ticket.state != "new":
        return Done()
    roster = work.dispatch.roster_of(ticket)
    if effect.roster not in (None, roster):
        return Done()  # whoever learnt the place has begun anew, with those on duty there
    called = work.dispatch.call(ticket, effect.rank, work.now)
    if called is None:
        return Done((_not_reached(ticket, work),))
    after_min = work.dispatch.after_min(ticket)
    then = CallDuty(ticket.ticket_no, effect.rank + 1, after_min, roster=roster)
    return Done((*called, then))


def see_to_call(ticket: Ticket, work: Work) -> None:
    """Call the first on the roster for a ticket that nobody was ever called for.

    The turn that opened it may have failed after that, so that its effects were never written.
    """
    is_managers = wording.is_call(ticket) and bool(ticket.transformers)
    if ticket.state == "new" and not is_managers:
        with work.database.write() as connection:
            outbox.add_new(connection, (CallDuty(ticket.ticket_no),), work.now)


def see_to_calls(work: Work) -> None:
    """The same for every resident's ticket of the last hour, should nobody say more of it."""
    for ticket in work.use.tickets.listed(only_open=True):
        if ticket.reporter and SETTLED <= work.now - ticket.opened_at <= LOOKED_AFTER:
            see_to_call(ticket, work)


def pass_on(effect: PassOn, work: Work) -> Done:
    """The next after whoever handed the ticket back: of the roster, or the manager's leader."""
    ticket = work.use.tickets.get(effect.ticket_no)
    if ticket is None or ticket.state != "new":
        return Done()
    codes = ticket.transformers if wording.is_call(ticket) else ()
    manager = work.use.managers.of_transformer(codes[0]) if codes else None
    if manager is not None and effect.phone in (manager.phone, manager.group_phone):
        level = 1 if effect.phone == manager.phone else 2
        return Done((CallManager(ticket.ticket_no, level),))
    rank = work.dispatch.next_rank(ticket, effect.phone, work.now)
    return Done((CallDuty(ticket.ticket_no, rank),))


def call_back(effect: CallBack, work: Work) -> Done:
    """A form left half-filled with a place becomes a call-back ticket; the resident is told."""
    new = NewTicket(
        kind="callback",
        reporter=effect.openid,
        place=effect.place,
        phone=effect.phone,
        what=effect.what,
        transformers=effect.transformers,
        region=effect.region,  # type: ignore[arg-type]  # set from a Place
    )
    ticket = work.use.tickets.open(effect.form_id, new)
    media = (KeepMedia(ticket.ticket_no, kind, media_id) for kind, media_id in effect.media)
    return Done((CallDuty(ticket.ticket_no), _kept(effect, ticket, work), *media))


def _hurried(effect: CallDuty, ticket: Ticket, work: Work) -> Done:
    """On the ticket only now: what is there was sent, too."""
    if effect.words:
        event = TicketEvent(work.now, "hurry", effect.words)
        work.use.tickets.amend(f"{effect.moment}:hurry", ticket.ticket_no, event=event)
    see_to_call(ticket, work)
    return Done(work.dispatch.remind(ticket, work.now) or (_not_reached(ticket, work),))


def _not_reached(ticket: Ticket, work: Work) -> Effect:
    text = wording.not_reached(ticket, work.use.utility)
    return Push(openid=ticket.reporter, text=text, phone=ticket.phone)


def _kept(effect: CallBack, ticket: Ticket, work: Work) -> Push:
    if effect.phone:
        then = "值班人员会给您回电。"
    else:
        then = f"还差一个手机号，值班人员才好联系您；急事请打{work.use.utility.hotline}。"
    text = joined(
        f"刚才的报修没填完，已按“{effect.place[:40]}”先给您登记，编号 {ticket.ticket_no}，{then}",
        "回“继续”接着填；不用了就回“取消报修”。",
    )
    return Push(openid=effect.openid, text=text, phone=effect.phone)
