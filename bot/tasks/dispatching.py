"""Somebody answers: tickets go to the people on duty, rank by rank."""

from bot.backends.tickets import NewTicket, Ticket
from bot.effects import CallBack, CallDuty, Effect, KeepMedia, Push
from bot.replies import joined
from bot.services import tickets as wording
from bot.tasks.work import Done, Work


def call_duty(effect: CallDuty, work: Work) -> Done:
    """Call the person at the effect's rank; the next follows after a while, if still untaken."""
    ticket = work.use.tickets.get(effect.ticket_no)
    if ticket is None or not ticket.is_open:
        return Done()
    if effect.hurry:
        return Done(work.dispatch.remind(ticket, work.now))
    if ticket.state != "new":
        return Done()
    called = work.dispatch.call(ticket, effect.rank, work.now)
    if not called:
        return Done((_nobody_yet(ticket, work),))
    after_min = work.dispatch.after_min(ticket)
    return Done((*called, CallDuty(ticket.ticket_no, effect.rank + 1, after_min)))


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


def _nobody_yet(ticket: Ticket, work: Work) -> Effect:
    text = wording.nobody_yet(ticket, work.use.utility)
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
