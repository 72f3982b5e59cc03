"""A report after it was made: its state, hurry, still dark, a word more, cancel."""

import re
from datetime import timedelta

from bot import readers, say
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty, GroupCalls, Sms
from bot.forms import Form, ask
from bot.replies import Choice, Reply, joined
from bot.services import call_words, outage_words, promises, report_words
from bot.services import tickets as wording
from bot.services.limits import LAST_FOUR
from bot.steps import start
from bot.turn import Turn

WORD_CHARS = 500
WORDS = ("家里有老人、小孩或病人", "左右邻居也没电", "到了先打电话")
"""For those who never type: a report may be added to by numbers alone."""
HURRY_EVERY = timedelta(minutes=5)
"""So often a person is reminded of a ticket, unless it has moved since."""


class TicketCheck(Form, title="查报修进度"):
    """By number alone: the state only, after the last four digits of the phone on the ticket."""

    digits: str = ask(
        "为了保护报修人，请回报修时留的手机号后四位。",
        lambda turn, asked: _four_digits(turn) if asked else "",
        retry="请回4位数字。",
    )
    ticket_no: str = ""

    def done(self, turn: Turn) -> Reply:
        """Compare; wrong tries are counted by the resident who asks."""
        limits, who = turn.use.limits, turn.openid
        if limits.used_up(LAST_FOUR, who):
            return _locked(turn)
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or not ticket.phone or ticket.phone[-4:] != self.digits:
            limits.count(LAST_FOUR, who)
            wrong = "单号和手机号后四位对不上，查不了。请核对后再试一次。"
            if limits.used_up(LAST_FOUR, who):
                return Reply(wrong)
            return start(TicketCheck, turn, ticket_no=self.ticket_no).before(wrong)
        return Reply(wording.state(ticket))


class TicketWord(Form, title="补充报修"):
    """A word more for one's own report."""

    word: str = ask(
        "想补充什么？直接说就行，照片、语音也可以。",
        readers.anything,
        options=lambda _: WORDS,
    )
    ticket_no: str = ""

    def done(self, turn: Turn) -> Reply:
        """Put it on the ticket."""
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or ticket.reporter != turn.openid or not ticket.is_open:
            return Reply(f"{self.ticket_no} 已经办完了，没有再加。还没修好请说“还没来电”。")
        return noted(turn, ticket, self.word)


class TicketCancel(Form, title="撤销报修", confirm="要取消{what} {ticket_no}{where}，对吗？"):
    """Cancelling one's own report, danger or wish for a call."""

    refuses = "不取消，照常办"

    ticket_no: str = ""
    what: str = ""
    where: str = ""

    def confirmed(self, turn: Turn) -> bool:
        """取消吧, 不用来了 say yes, too."""
        return report_words.calls_off(turn.text) or call_words.calls_off(turn.text)

    def cancelled(self) -> str:
        """What is said where the report is kept after all."""
        return f"好的，{self.what} {self.ticket_no} 不取消，照常办。"

    def done(self, turn: Turn) -> Reply:
        """Cancel it, if it is still open; who is on the way hears of it.

        What came of it counts, not what was before: where an earlier run cancelled it and was not
        committed, nobody has heard of it yet.
        """
        tickets, number = turn.use.tickets, self.ticket_no
        ticket = tickets.get(number)
        if ticket is not None and ticket.reporter == turn.openid:
            ticket = tickets.move(self.id, number, "cancelled", note="报修人取消")
        if ticket is None or ticket.reporter != turn.openid or ticket.state != "cancelled":
            return Reply(f"{number} 已经办完了，不用再取消。")
        called_off = f"{self.what} {self.ticket_no} 对方已取消，不用再去了。"
        told = (Sms(ticket.duty.phone, called_off),) if ticket.duty else ()
        return Reply(
            f"{self.what} {self.ticket_no} 已取消。{wording.AFTER_CANCELLING[self.what]}",
            effects=(GroupCalls(self.ticket_no), *told),
            unparks=_was_parked(turn, ticket),
        )


def _was_parked(turn: Turn, ticket: Ticket) -> bool:
    """Whether the ticket is what was made of the form that was put aside."""
    parked = turn.session.parked
    is_call = parked is not None and ticket.kind == "callback" and bool(ticket.place)
    return parked is not None and is_call and parked.values.get("place") == ticket.place


def repair_progress(turn: Turn) -> Reply:
    """What became of a report; the message may also hurry it, cancel it or say it is still dark."""
    again = still_dark(turn)
    if again is not None:
        return again
    mine = turn.use.tickets.of_reporter(turn.openid)
    named = turn.understanding.first("ticket_no")
    if named:
        return _by_number(turn, str(named), mine)
    if not mine:
        return _none_here(turn)
    open_ones = tuple(ticket for ticket in mine if ticket.is_open)
    return ticket_reply(turn, (open_ones or mine)[0])


def still_dark(turn: Turn) -> Reply | None:
    """A fixed report whose reporter still has no power is open again (a nested outage)."""
    if not report_words.STILL_DARK.search(turn.text):
        return None
    ticket = wording.still_dark(turn.use.tickets.of_reporter(turn.openid), turn.now)
    if ticket is None:
        return None
    turn.use.tickets.move(turn.id, ticket.ticket_no, "new", note=turn.text[:200])
    text = f"对不住，报修 {ticket.ticket_no} 已重新打开，可能是您这一处还有别的故障。" + called(
        turn, "马上再通知抢修人员。"
    )
    return Reply(text, effects=(CallDuty(ticket.ticket_no),), remember=about(ticket))


def _by_number(turn: Turn, ticket_no: str, mine: tuple[Ticket, ...]) -> Reply:
    own = next((ticket for ticket in mine if ticket.ticket_no == ticket_no), None)
    if own is not None:
        return ticket_reply(turn, own)
    if report_words.calls_off(turn.text):
        hotline = turn.use.utility.hotline
        return Reply(f"只有报修人自己能在这里取消 {ticket_no}；用电话报的，请打{hotline}取消。")
    if turn.use.limits.used_up(LAST_FOUR, turn.openid):
        return _locked(turn)
    return start(TicketCheck, turn, ticket_no=ticket_no)


def ticket_reply(turn: Turn, ticket: Ticket) -> Reply:
    """One's own ticket, or what the message wants done with it."""
    if ticket.is_open and report_words.calls_off(turn.text):
        return cancelling(turn, ticket)
    text = joined(wording.full(ticket, turn.now), _outage(turn, ticket), _awaited(turn, ticket))
    if not ticket.is_open:
        return Reply(text, choices=wording.after(ticket), remember=about(ticket))
    if report_words.HURRY.search(turn.text):
        return _hurried(turn, ticket, text)
    if report_words.says_fixed(turn.text) and not wording.is_call(ticket):
        return _hurried(turn, ticket, text).before("这里还没有记成修好，对不住。")
    if report_words.ADD.search(turn.text):
        return added(turn, ticket)
    what, number = wording.noun(ticket), ticket.ticket_no
    choices = (
        Choice("催一下", "repair_progress", f"催一下 {number}"),
        Choice("补充一句", "repair_progress", f"补充一句 {number}"),
        Choice(f"取消{what}", "repair_progress", f"取消报修 {number}"),
    )
    others = wording.others(turn.use.tickets.of_reporter(turn.openid), ticket)
    return Reply(joined(text, others), choices=choices, remember=about(ticket))


def _outage(turn: Turn, ticket: Ticket) -> str:
    """What is known of the outage that an open report has joined."""
    found = turn.use.outages.get(ticket.outage_no) if ticket.outage_no and ticket.is_open else None
    return outage_words.facts(found, turn.now) if found and found.end is None else ""


def _awaited(turn: Turn, ticket: Ticket) -> str:
    """When somebody comes as a rule, while nobody has taken the report."""
    if ticket.state != "new" or not wording.is_report(ticket) or ticket.outage_no:
        return ""
    arrival = wording.arrival(ticket, turn.use.utility)
    return arrival + promises.news_text(turn.use.can, "有人接单", ticket.phone)


def cancelling(turn: Turn, ticket: Ticket) -> Reply:
    """Ask whether it is to be cancelled."""
    where = f"（{ticket.place}）" if ticket.place else ""
    what = wording.noun(ticket)
    return start(TicketCancel, turn, ticket_no=ticket.ticket_no, what=what, where=where)


def _hurried(turn: Turn, ticket: Ticket, text: str) -> Reply:
    at = wording.hurried_at(ticket)
    if at is not None and ticket.kind != "danger" and turn.now - at < HURRY_EVERY:
        heard = called(turn, "值班人员已经收到。")
        just_now = f"{say.when(at, turn.now)}刚替您催过。{heard}"
        return Reply(joined(text, just_now), remember=about(ticket))
    hurry = CallDuty(ticket.ticket_no, hurry=True, words=turn.text[:200], moment=turn.id)
    heard = called(turn, "值班人员会收到。")
    return Reply(joined(text, f"已经替您催了。{heard}"), effects=(hurry,), remember=about(ticket))


def called(turn: Turn, says: str) -> str:
    """The sentence on who is called; another one where nobody can be."""
    return promises.called(turn.use.can, says, turn.use.utility.hotline)


def added(turn: Turn, ticket: Ticket) -> Reply:
    """The words after 补充, or the question for them."""
    said = report_words.ADD.sub("", turn.text, count=1)
    words = said.replace(ticket.ticket_no, "").strip(" ，,：:。")
    if words:
        return noted(turn, ticket, words)
    return start(TicketWord, turn, ticket_no=ticket.ticket_no)


def noted(turn: Turn, ticket: Ticket, words: str) -> Reply:
    """Put words on the ticket, where whoever sees to it reads them, and a phone in its place."""
    number, phone = ticket.ticket_no, readers.phone(turn, False)  # noqa: FBT003  # a reader's signature
    is_new = bool(phone) and (not ticket.phone or report_words.INSTEAD.search(words))
    event = TicketEvent(turn.now, "note", words[:WORD_CHARS])
    turn.use.tickets.amend(f"{turn.id}:word", number, phone=phone if is_new else None, event=event)
    is_danger = ticket.kind == "danger"
    then = CallDuty(number, hurry=True) if is_danger else GroupCalls(number)
    return Reply(
        f"记下了，已加到{wording.noun(ticket)} {number} 上，{wording.who(ticket)}看得到。",
        effects=(then,),
        remember=about(ticket),
    )


def _none_here(turn: Turn) -> Reply:
    if turn.session.form is not None and turn.session.form.name == "RepairReport":
        return Reply("还差这一步，答完马上登记、通知抢修人员。")
    text = (
        "您在这里还没有报修记录。用电话报的修，请回报修单号（BX开头），"
        f"或拨打{turn.use.utility.hotline}查。"
    )
    return Reply(text, choices=(Choice("我要报修", "repair_report", "我要报修"),))


def _locked(turn: Turn) -> Reply:
    return Reply(f"试错太多次了，请过一小时再试，或拨打{turn.use.utility.hotline}。")


def about(ticket: Ticket) -> dict[str, str]:
    """What the dialogue remembers after talking of it."""
    return {"intent": "repair_progress", "ticket_no": ticket.ticket_no}


def _four_digits(turn: Turn) -> str:
    found = re.fullmatch(r"\D*(\d{4})\D*", turn.text)
    return found[1] if found else ""
