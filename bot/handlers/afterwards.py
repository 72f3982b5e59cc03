"""Messages about a report made before that do not name it: more of it, power back, cancel."""

import re
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from bot import picks, readers
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty
from bot.handlers import contact, places, progress, sent_files
from bot.replies import Choice, Reply
from bot.services import promises, report_words
from bot.services import tickets as wording
from bot.turn import Turn

SURE: Final = 0.99
"""The score of danger that is plain, by a rule or by itself; below it there may be none."""

_NO_PLACE: Final = re.compile(r"[\W_]+")
_TOPICS: Final = frozenset({"", "outage_query", "repair_progress", "repair_report"})
_ABOUT_TICKETS: Final = frozenset({"TicketCancel", "TicketCheck", "TicketWord"})


def at_once(turn: Turn) -> Reply | None:
    """The reply to a message plainly about the resident's open report; else `None`.

    A word added, strong words that only urge, nobody needed any more, the danger over or none,
    power back; never what is plainly danger. Forms about a ticket read such words themselves.
    """
    form = turn.session.form
    if form and form.name in _ABOUT_TICKETS:
        return None
    return _no_danger(turn) or _calmly(turn)


def _no_danger(turn: Turn) -> Reply | None:
    """What is no danger however much its words look like one."""
    if report_words.is_harmless(turn.text):
        ticket = _open(turn, lambda one: one.kind == "danger")
        return _cancelling(turn, ticket) if ticket else None
    is_urging = turn.understanding.is_danger and report_words.is_vexed(turn.text)
    ticket = _open(turn) if is_urging else None
    return progress.ticket_reply(turn, ticket) if ticket else None


def _calmly(turn: Turn) -> Reply | None:
    text, is_danger = turn.text, turn.understanding.is_danger
    if is_danger and turn.understanding.score >= SURE:
        return None
    if report_words.adds(text):
        return _added(turn, is_danger=is_danger)
    if report_words.CHANGES.search(text) or _is_elsewhere(turn):
        return _put_right(turn)
    if report_words.is_safe(text):
        ticket = _open(turn, lambda one: one.kind == "danger")
        if ticket:
            return _cancelling(turn, ticket)
    if report_words.calls_off(text):
        ticket = _open(turn)
        return _cancelling(turn, ticket) if ticket else None
    return _is_back(turn) if report_words.is_back(text) else None


def word_more(turn: Turn) -> Reply | None:
    """The reply to an unclear message soon after a report, noted on its ticket; else `None`."""
    text, ticket = turn.text, _just_made(turn)
    is_topic = turn.session.context.get("intent") == "repair_progress"
    if ticket is None or not is_topic or not text or picks.is_number(text):
        return None
    if report_words.ACK.fullmatch(text) or turn.understanding.command == "yes":
        told = promises.news_text(turn.use.can, "有消息", ticket.phone)
        return Reply(f"好的，{wording.noun(ticket)} {ticket.ticket_no} 在办，{told}")
    if report_words.HURRY.search(text) or report_words.AWAITED.search(text):
        return progress.ticket_reply(turn, ticket)
    if turn.understanding.command or report_words.ASKS.search(text):
        return None
    return progress.noted(turn, ticket, text)


def corrected(turn: Turn) -> Reply | None:
    """不是停电，是电压低; 邻居有电: a report just made is put right, and no second one begun."""
    text = turn.text
    adds = report_words.CHECKED.search(text) and "报" not in text
    ticket = _just_made(turn) if adds or report_words.CORRECTS.search(text) else None
    if ticket is None or turn.understanding.first("address"):
        return None
    return progress.noted(turn, ticket, turn.text)


def awaited(turn: Turn) -> Reply | None:
    """什么时候来电 from somebody whose report is under way, who names no place."""
    if not report_words.AWAITED.search(turn.text):
        return None
    mine = (t for t in turn.use.tickets.of_reporter(turn.openid) if t.is_open)
    ticket = next((ticket for ticket in mine if not wording.is_call(ticket)), None)
    return progress.ticket_reply(turn, ticket) if ticket else None


def cancel(turn: Turn) -> Reply | None:
    """取消 while no form is open: the open report is meant, or may be."""
    mine = turn.use.tickets.of_reporter(turn.openid)
    ticket = next((ticket for ticket in mine if ticket.is_open), None)
    if ticket is None:
        return None
    if report_words.REPORT.search(turn.text):
        return progress.cancelling(turn, ticket)
    what, number = wording.noun(ticket), ticket.ticket_no
    return Reply(
        f"没有在填的单子要取消。{wording.yours(ticket)} {number} 还在办。",
        choices=(
            Choice(f"取消这个{what}", "repair_progress", f"取消报修 {number}"),
            Choice(f"{what}进度", "repair_progress", f"报修进度 {number}"),
        ),
    )


def dark_as_before(turn: Turn) -> Reply | None:
    """家里还是没电 while the report just made is under way begins no second one."""
    ticket = _just_made(turn) if report_words.STILL_DARK.search(turn.text) else None
    is_here = ticket is not None and wording.is_report(ticket) and not places.reader(turn, False)  # noqa: FBT003  # a reader's signature
    return progress.ticket_reply(turn, ticket) if ticket and is_here else None


def under_way(turn: Turn) -> str:
    """A word on a report of the last half-hour, for who begins another."""
    ticket = _just_made(turn)
    if ticket is None or not wording.is_report(ticket):
        return ""
    return f"{going_on(ticket)}，同一处不用再报，想补充就回“补充”。"


def reported_at(turn: Turn, place: str) -> Ticket | None:
    """The resident's own open report of the same place: it is gone on with, and no other opened."""
    said = _NO_PLACE.sub("", place)
    if not said:
        return None
    mine = (t for t in turn.use.tickets.of_reporter(turn.openid) if t.is_open)
    for ticket in filter(wording.is_report, mine):
        before = _NO_PLACE.sub("", ticket.place)
        if before and (before in said or said in before):
            return ticket
    return None


def gone_on_with(turn: Turn, ticket: Ticket, words: str, files: str = "") -> Reply:
    """What is said again of a report that is under way goes on its ticket."""
    noted = progress.noted(turn, ticket, words).before(f"{going_on(ticket)}，没有另开一张。")
    number = ticket.ticket_no
    choices = (
        Choice("催一下", "repair_progress", f"催一下 {number}"),
        Choice("报修进度", "repair_progress", f"报修进度 {number}"),
    )
    effects = (*noted.effects, *sent_files.put_on(number, files))
    return replace(noted, choices=choices, effects=effects)


def going_on(ticket: Ticket) -> str:
    """The sentence that a report is under way."""
    where = f"（{ticket.place}）" if ticket.place else ""
    return f"您报的 {ticket.ticket_no}{where}还在办"


def _added(turn: Turn, *, is_danger: bool) -> Reply | None:
    """On the ticket; a danger that is only suspected in the words is asked about."""
    ticket = _open(turn)
    if ticket is None:
        return None
    reply = progress.added(turn, ticket)
    if not is_danger or ticket.kind == "danger":
        return reply
    choice = Choice("现在就有险情", "emergency", turn.text)
    return replace(reply.before("要是有危险，先离远，再回1。"), choices=(choice,))


def _is_elsewhere(turn: Turn) -> bool:
    """Whether the place of a danger just registered is put right: 不对，是桃滩村6组."""
    corrects = turn.session.form is None and report_words.CORRECTS.search(turn.text)
    right = report_words.instead(turn.text) if corrects else ""
    ticket = _just_made(turn) if right and right == readers.address(turn) else None
    return ticket is not None and ticket.kind == "danger" and bool(places.by_words(turn, right))


def _put_right(turn: Turn) -> Reply | None:
    """Another phone or place for the report just made."""
    phone = readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    place = readers.address(turn)
    ticket = _just_made(turn) if phone or place else None
    if ticket is None or turn.session.context.get("intent") != "repair_progress":
        return None
    around = places.finest(places.by_words(turn, place)) if place else ()
    turn.use.tickets.amend(
        f"{turn.id}:right",
        ticket.ticket_no,
        place=place or None,
        phone=phone or None,
        transformers=[code for one in around for code in one.transformers] or None,
        event=TicketEvent(turn.now, "placed", place) if place else None,
    )
    noted = progress.noted(turn, ticket, turn.text).before(
        f"改过来了：{place or ticket.place}，电话{phone or ticket.phone or contact.NONE}。"
    )
    calls = (CallDuty(ticket.ticket_no),) if place and ticket.state == "new" else ()
    return replace(noted, effects=(*calls, *noted.effects))


def _is_back(turn: Turn) -> Reply | None:
    """Power is back: the report is not needed any more, unless the crew is at it right now."""
    ticket = _open(turn, wording.is_report)
    if ticket is None:
        return None
    if ticket.state == "on_site":
        return progress.noted(turn, ticket, turn.text).before("来电了就好。")
    return _cancelling(turn, ticket).before("来电了就好。")


def _cancelling(turn: Turn, ticket: Ticket) -> Reply:
    """Ask whether to cancel; questions that were open for this very ticket end with it."""
    form = turn.session.form
    same = form is not None and form.values.get("ticket_no") == ticket.ticket_no
    return replace(progress.cancelling(turn, ticket), ends=same)


def _open(turn: Turn, fits: Callable[[Ticket], bool] = lambda _: True) -> Ticket | None:
    """The latest open ticket that fits, where it was just made or is what the talk is about."""
    open_ones = (one for one in turn.use.tickets.of_reporter(turn.openid) if one.is_open)
    ticket = next(filter(fits, open_ones), None)
    if ticket is None:
        return None
    is_topic = turn.session.context.get("intent", "") in _TOPICS
    return ticket if is_topic or wording.is_just_made(ticket, turn.now) else None


def _just_made(turn: Turn) -> Ticket | None:
    return wording.just_made(turn.use.tickets.of_reporter(turn.openid), turn.now)
