"""A report's life after it was made: progress, hurry, still dark, a word more, cancel."""

import re
from datetime import timedelta

from bot import readers
from bot.backends.tickets import Ticket, TicketEvent
from bot.effects import CallDuty, GroupCalls
from bot.forms import Form, ask
from bot.replies import Choice, Reply, joined
from bot.services import tickets as wording
from bot.services.limits import HOUR
from bot.steps import start
from bot.turn import Turn

TRIES_AN_HOUR = 5
WORD_MORE_FOR = timedelta(minutes=30)
WORD_CHARS = 500

_STILL_DARK = re.compile(
    r"(还|依然|仍|又|咋个?还|怎么还)[^，。,]{0,6}(没|莫|冇|未|不)(有|得)?[^，。,]{0,3}(来电|电|亮|通|送电)|还是黑"
)
_HURRY = re.compile(r"催|快点|快些|抓紧|加急|搞快|尽快|等了|半天|好久|多久了")
_ADD = re.compile(
    r"^\s*(?:我?(?:再|还)?(?:想|要)?)(?:补充|备注|加)(?:一?(?:句|下|点))?(?:话|说明|情况)?"
)
_ASKS = re.compile(r"[?？]|[吗呢嘛]$|怎么|咋|多少|什么|啥|哪|几点|几天|讲|唱|推荐|帮我|天气|新闻")
_REPORT = re.compile(r"修|单|BX")
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
            return Reply("单号和手机号后四位对不上，查不了。请核对后再试一次。")
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


class TicketCancel(Form, title="撤销报修", confirm="要取消报修 {ticket_no}（{place}），对吗？"):
    """Cancelling one's own report."""

    ticket_no: str = ""
    place: str = ""

    def cancelled(self) -> str:
        """The report goes on."""
        return f"好的，报修 {self.ticket_no} 不取消，照常办。"

    def done(self, turn: Turn) -> Reply:
        """Cancel it, if it is still open."""
        ticket = turn.use.tickets.get(self.ticket_no)
        if ticket is None or ticket.reporter != turn.openid or not ticket.is_open:
            return Reply(f"{self.ticket_no} 已经办完了，不用再取消。")
        turn.use.tickets.move(self.id, self.ticket_no, "cancelled", note="报修人取消")
        return Reply(
            f"报修 {self.ticket_no} 已取消。再没电了随时说。",
            effects=(GroupCalls(self.ticket_no),),
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
    if ticket is None or not is_topic or not text or turn.understanding.command:
        return None
    if _ADD.search(text):
        return _added(turn, ticket)
    return None if _ASKS.search(text) else _noted(turn, ticket, text)


def cancel(turn: Turn) -> Reply | None:
    """取消 while no form is open: the open report is meant, or may be."""
    mine = turn.use.tickets.of_reporter(turn.openid)
    ticket = next((ticket for ticket in mine if ticket.is_open), None)
    if ticket is None:
        return None
    if _REPORT.search(turn.text):
        return _cancelling(turn, ticket)
    return Reply(
        f"没有在填的单子要取消。您的报修 {ticket.ticket_no} 还在办。",
        choices=(
            Choice("取消这个报修", "repair_progress", f"取消报修 {ticket.ticket_no}"),
            Choice("报修进度", "repair_progress", f"报修进度 {ticket.ticket_no}"),
        ),
    )


def under_way(turn: Turn) -> str:
    """A word on a report of the last half-hour, for who begins another."""
    ticket = _just_made(turn)
    if ticket is None or ticket.kind == "danger":
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
    text = wording.full(ticket, turn.now)
    if not ticket.is_open:
        again = Choice("还没来电", "repair_progress", "还没来电")
        return Reply(text, choices=(again,), remember=_about(ticket))
    if _HURRY.search(turn.text):
        return _hurried(turn, ticket, text)
    if _ADD.search(turn.text):
        return _added(turn, ticket)
    choices = (
        Choice("催一下", "repair_progress", f"催一下 {ticket.ticket_no}"),
        Choice("补充一句", "repair_progress", f"补充一句 {ticket.ticket_no}"),
        Choice("取消报修", "repair_progress", f"取消报修 {ticket.ticket_no}"),
    )
    return Reply(text, choices=choices, remember=_about(ticket))


def _cancelling(turn: Turn, ticket: Ticket) -> Reply:
    return start(TicketCancel, turn, ticket_no=ticket.ticket_no, place=ticket.place or "没留地点")


def _hurried(turn: Turn, ticket: Ticket, text: str) -> Reply:
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
    return Reply(
        f"记下了，已加到报修 {ticket.ticket_no} 上，抢修人员看得到。",
        effects=(GroupCalls(ticket.ticket_no),),
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
