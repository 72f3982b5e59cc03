"""A report's life after it was made: progress, hurry, still dark, a word more, cancel."""

import re
from datetime import timedelta

from bot import readers, say
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty, GroupCalls, Sms
from bot.forms import Form, ask
from bot.replies import Choice, Reply, joined
from bot.services import outage_words
from bot.services import tickets as wording
from bot.services.limits import HOUR
from bot.steps import start
from bot.turn import Turn

TRIES_AN_HOUR = 5
WORD_MORE_FOR = timedelta(minutes=30)
WORD_CHARS = 500
HURRY_EVERY = timedelta(minutes=5)
"""So often a person is reminded of a ticket, unless it has moved since."""

_STILL_DARK = re.compile(
    r"(还|依然|仍|又|咋个?还|怎么还)[^，。,]{0,6}(没|莫|冇|未|不)(有|得)?[^，。,]{0,3}(来电|电|亮|通|送电)|还是?黑|又停"
)
_AWAITED = re.compile(r"来电|送电|恢复|修好|通电|什么时候|啥时候|好久|多久|几点|还要等|还没|还黑")
_HURRY = re.compile(r"催|快点|快些|抓紧|加急|搞快|尽快|等了|半天|好久|多久了")
_ADD = re.compile(
    r"^\s*(?:我?(?:再|还)?(?:想|要)?)(?:补充|备注|加)(?:一?(?:句|下|点))?(?:话|说明|情况)?"
)
_ASKS = re.compile(r"[?？]|[吗呢嘛]$|怎么|咋|多少|什么|啥|哪|几点|几天|讲|唱|推荐|帮我|天气|新闻")
_REPORT = re.compile(r"修|单|险|BX")
_CORRECTS = re.compile(r"^\W*(不是|不对|搞错|说错|写错|更正|其实|应该是)")
_ACK = re.compile(
    r"\W*(好|好的|好嘛|好吧|嗯+|哦+|噢|对|是|是的|行|要得|可以|晓得了?|知道了?|收到|ok|OK|谢谢)+[了啊哈呢吧嘛]?\W*"
)
_CANCEL = re.compile(r"取消|撤销|撤回|撤了|撤单|不用修|不用来|不修了|不报了|作废")


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
        if limits.used_up("last_four", who, TRIES_AN_HOUR, HOUR):
            return _locked(turn)
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or not ticket.phone or ticket.phone[-4:] != self.digits:
            limits.count("last_four", who, TRIES_AN_HOUR, HOUR)
            wrong = "单号和手机号后四位对不上，查不了。请核对后再试一次。"
            if limits.used_up("last_four", who, TRIES_AN_HOUR, HOUR):
                return Reply(wrong)
            return start(TicketCheck, turn, ticket_no=self.ticket_no).before(wrong)
        return Reply(wording.state(ticket))


class TicketWord(Form, title="补充报修"):
    """A word more for one's own report."""

    word: str = ask("想补充什么？直接说就行，照片、语音也可以。", readers.anything)
    ticket_no: str = ""

    def done(self, turn: Turn) -> Reply:
        """Put it on the ticket."""
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or ticket.reporter != turn.openid or not ticket.is_open:
            return Reply(f"{self.ticket_no} 已经办完了，没有再加。还没修好请说“还没来电”。")
        return _noted(turn, ticket, self.word)


class TicketCancel(Form, title="撤销报修", confirm="要取消{what} {ticket_no}{where}，对吗？"):
    """Cancelling one's own report, danger or wish for a call."""

    ticket_no: str = ""
    what: str = ""
    where: str = ""

    def cancelled(self) -> str:
        """It goes on."""
        return f"好的，{self.what} {self.ticket_no} 不取消，照常办。"

    def done(self, turn: Turn) -> Reply:
        """Cancel it, if it is still open; who is on the way hears of it."""
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or ticket.reporter != turn.openid or not ticket.is_open:
            return Reply(f"{self.ticket_no} 已经办完了，不用再取消。")
        turn.use.tickets.move(self.id, self.ticket_no, "cancelled", note="报修人取消")
        called_off = f"{self.what} {self.ticket_no} 对方已取消，不用再去了。"
        told = (Sms(ticket.duty.phone, called_off),) if ticket.duty else ()
        return Reply(
            f"{self.what} {self.ticket_no} 已取消。{wording.AFTER_CANCELLING[self.what]}",
            effects=(GroupCalls(self.ticket_no), *told),
        )


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
    return _mine(turn, (open_ones or mine)[0])


def word_more(turn: Turn) -> Reply | None:
    """An unclear message soon after a report is a word more for it, unless it asks something."""
    text, ticket = turn.text, _just_made(turn)
    is_topic = turn.session.context.get("intent") == "repair_progress"
    if ticket is None or not is_topic or not text:
        return None
    if _ACK.fullmatch(text):
        return Reply(f"好的，{wording.noun(ticket)} {ticket.ticket_no} 在办，有消息马上告诉您。")
    if turn.understanding.command:
        return None
    if _CANCEL.search(text):
        return _cancelling(turn, ticket)
    if _ADD.search(text):
        return _added(turn, ticket)
    return None if _ASKS.search(text) else _noted(turn, ticket, text)


def corrected(turn: Turn) -> Reply | None:
    """不是停电，是电压低: a report just made is put right, and no second one begun."""
    ticket = _just_made(turn)
    if ticket is None or not _CORRECTS.search(turn.text) or turn.understanding.first("address"):
        return None
    return _noted(turn, ticket, turn.text)


def awaited(turn: Turn) -> Reply | None:
    """什么时候来电 from somebody whose report is under way, who names no place."""
    if not _AWAITED.search(turn.text):
        return None
    mine = (t for t in turn.use.tickets.of_reporter(turn.openid) if t.is_open)
    ticket = next((ticket for ticket in mine if not wording.is_call(ticket)), None)
    return _mine(turn, ticket) if ticket else None


def cancel(turn: Turn) -> Reply | None:
    """取消 while no form is open: the open report is meant, or may be."""
    mine = turn.use.tickets.of_reporter(turn.openid)
    ticket = next((ticket for ticket in mine if ticket.is_open), None)
    if ticket is None:
        return None
    if _REPORT.search(turn.text):
        return _cancelling(turn, ticket)
    what, number = wording.noun(ticket), ticket.ticket_no
    return Reply(
        f"没有在填的单子要取消。{wording.yours(ticket)} {number} 还在办。",
        choices=(
            Choice(f"取消这个{what}", "repair_progress", f"取消报修 {number}"),
            Choice(f"{what}进度", "repair_progress", f"报修进度 {number}"),
        ),
    )


def under_way(turn: Turn) -> str:
    """A word on a report of the last half-hour, for who begins another."""
    ticket = _just_made(turn)
    if ticket is None or not wording.is_report(ticket):
        return ""
    where = f"（{ticket.place}）" if ticket.place else ""
    return f"您刚报的 {ticket.ticket_no}{where}还在办，同一处不用再报，想补充就回“补充”。"


def still_dark(turn: Turn) -> Reply | None:
    """A fixed report whose reporter still has no power is open again (a nested outage)."""
    if not _STILL_DARK.search(turn.text):
        return None
    ticket = wording.recently_fixed(turn.use.tickets.of_reporter(turn.openid), turn.now)
    if ticket is None:
        return None
    turn.use.tickets.move(turn.id, ticket.ticket_no, "new", note=turn.text[:200])
    text = (
        f"对不住，报修 {ticket.ticket_no} 已重新打开，马上再通知抢修人员，"
        "可能是您这一处还有别的故障。"
    )
    return Reply(text, effects=(CallDuty(ticket.ticket_no),), remember=_about(ticket))


def _by_number(turn: Turn, ticket_no: str, mine: tuple[Ticket, ...]) -> Reply:
    own = next((ticket for ticket in mine if ticket.ticket_no == ticket_no), None)
    if own is not None:
        return _mine(turn, own)
    if turn.use.limits.used_up("last_four", turn.openid, TRIES_AN_HOUR, HOUR):
        return _locked(turn)
    return start(TicketCheck, turn, ticket_no=ticket_no)


def _mine(turn: Turn, ticket: Ticket) -> Reply:
    if ticket.is_open and _CANCEL.search(turn.text):
        return _cancelling(turn, ticket)
    text = joined(wording.full(ticket, turn.now), _outage(turn, ticket))
    if not ticket.is_open:
        return Reply(text, choices=wording.after(ticket), remember=_about(ticket))
    if _HURRY.search(turn.text):
        return _hurried(turn, ticket, text)
    if _ADD.search(turn.text):
        return _added(turn, ticket)
    what, number = wording.noun(ticket), ticket.ticket_no
    choices = (
        Choice("催一下", "repair_progress", f"催一下 {number}"),
        Choice("补充一句", "repair_progress", f"补充一句 {number}"),
        Choice(f"取消{what}", "repair_progress", f"取消报修 {number}"),
    )
    others = wording.others(turn.use.tickets.of_reporter(turn.openid), ticket)
    return Reply(joined(text, others), choices=choices, remember=_about(ticket))


def _outage(turn: Turn, ticket: Ticket) -> str:
    """What is known of the outage that an open report has joined."""
    found = turn.use.outages.get(ticket.outage_no) if ticket.outage_no and ticket.is_open else None
    return outage_words.facts(found, turn.now) if found and found.end is None else ""


def _cancelling(turn: Turn, ticket: Ticket) -> Reply:
    where = f"（{ticket.place}）" if ticket.place else ""
    what = wording.noun(ticket)
    return start(TicketCancel, turn, ticket_no=ticket.ticket_no, what=what, where=where)


def _hurried(turn: Turn, ticket: Ticket, text: str) -> Reply:
    at = wording.hurried_at(ticket)
    if at is not None and ticket.kind != "danger" and turn.now - at < HURRY_EVERY:
        told = f"{say.when(at, turn.now)}刚替您催过，值班人员已经收到。"
        return Reply(joined(text, told), remember=_about(ticket))
    event = TicketEvent(turn.now, "hurry", turn.text[:200])
    turn.use.tickets.amend(turn.id, ticket.ticket_no, event=event)
    effects = (CallDuty(ticket.ticket_no, hurry=True),)
    return Reply(
        joined(text, "已经替您催了，值班人员会收到。"), effects=effects, remember=_about(ticket)
    )


def _just_made(turn: Turn) -> Ticket | None:
    ticket = next(iter(turn.use.tickets.of_reporter(turn.openid)), None)
    if ticket is None or not ticket.is_open or turn.now - ticket.opened_at > WORD_MORE_FOR:
        return None
    return ticket


def _added(turn: Turn, ticket: Ticket) -> Reply:
    """The words after 补充, or the question for them."""
    words = _ADD.sub("", turn.text, count=1).replace(ticket.ticket_no, "").strip(" ，,：:。")
    if words:
        return _noted(turn, ticket, words)
    return start(TicketWord, turn, ticket_no=ticket.ticket_no)


def _noted(turn: Turn, ticket: Ticket, words: str) -> Reply:
    event = TicketEvent(turn.now, "note", words[:WORD_CHARS])
    turn.use.tickets.amend(f"{turn.id}:word", ticket.ticket_no, event=event)
    number = ticket.ticket_no
    is_danger = ticket.kind == "danger"
    then = CallDuty(number, hurry=True) if is_danger else GroupCalls(number)
    return Reply(
        f"记下了，已加到{wording.noun(ticket)} {number} 上，{wording.who(ticket)}看得到。",
        effects=(then,),
        remember=_about(ticket),
    )


def _none_here(turn: Turn) -> Reply:
    text = (
        "您在这里还没有报修记录。用电话报的修，请回报修单号（BX开头），"
        f"或拨打{turn.use.utility.hotline}查。"
    )
    return Reply(text, choices=(Choice("我要报修", "repair_report", "我要报修"),))


def _locked(turn: Turn) -> Reply:
    return Reply(f"试错太多次了，请过一小时再试，或拨打{turn.use.utility.hotline}。")


def _about(ticket: Ticket) -> dict[str, str]:
    return {"intent": "repair_progress", "ticket_no": ticket.ticket_no}


def _four_digits(turn: Turn) -> str:
    found = re.fullmatch(r"\D*(\d{4})\D*", turn.text)
    return found[1] if found else ""
