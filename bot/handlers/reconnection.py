"""Cut for arrears, paid, still dark: one thing to try at a time, then a ticket.

The steps come from real 95598 calls (reference: domain.md 3, point 2): balance, wait, card, white
key, breaker, ticket. What the meter says skips steps that cannot help.
"""

import re
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Self

from msgspec.structs import replace

from bot import say
from bot.backends.accounts import Account
from bot.backends.tickets import Ticket
from bot.effects import CallDuty, WatchPower
from bot.forms import Form, ask
from bot.handlers import (
    accounts,
    arrears,
    outages,
    payment_questions,
    progress,
    reconnection_asking,
    repairs,
    self_help,
)
from bot.handlers.self_help import DARK, LIT, WAITS
from bot.replies import Choice, Reply, joined
from bot.services import (
    account_numbers,
    known_outages,
    outage_words,
    promises,
    tickets,
)
from bot.services import reconnection as wording
from bot.services.reconnection import BACK_WITHIN, METER, Power
from bot.steps import start
from bot.turn import Turn

_ELSEWHERE: Final = frozenset({"repair_report", "repair_progress", "service_points"})
_REPAIR: Final = re.compile(
    r"报(个|一下)?修|[派叫找喊].{0,3}(人|师傅)|(人|师傅).{0,3}来[修看]|来(人|修)|催一?[下催]|进度"
)
_LOOK_BACK: Final = timedelta(days=3)


class PowerBack(
    Form,
    title="交费后复电",
    about=("reconnection", "repair_report", "repair_progress", "outage_query", "service_points"),
):
    """The self-help steps, a question each; `account_no` is empty where none is bound.

    A step is skipped (`-`) where the meter or the clock says that it cannot help.
    """

    waited: str = ask(
        "先等一等，等不及就回“还没来电”试下一步。现在来电了吗？",
        self_help.answer_or_wait,
        retry=self_help.RETRY,
        options=lambda _turn: (LIT, DARK, WAITS),
    )
    card: str = ask(
        "电表要插卡吗？要插的话，把电卡插进电表等一会儿；不用插卡就回“还没来电”。来电了吗？",
        self_help.answer,
        retry=self_help.RETRY,
        options=self_help.options,
    )
    key: str = ask(
        "按住电表上的白色按键5到10秒再松开。来电了吗？",
        self_help.answer,
        retry=self_help.RETRY,
        options=self_help.options,
    )
    breaker: str = ask(
        "手擦干，把电表旁边和家里的空气开关往上推到底；闻到焦糊味就别动，回“还没来电”。来电了吗？",
        self_help.answer,
        retry=self_help.RETRY,
        options=self_help.options,
    )
    account_no: str = ""
    incident: str = ""

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """End when power is back or the resident waits; else ask the meter again."""
        if self.value(name) in (LIT, WAITS):
            return self.skipping(*self.asks), ""
        done = self.skipping(*list(self.asks)[: self_help.tried(turn.text)])
        if done != self:
            return done, ""
        account = turn.use.accounts.get(self.account_no) if self.account_no else None
        if name == "breaker" or account is None or _power(turn, account) != "on":
            return self, ""
        return self.skipping("waited", "card", "key"), METER["on"]

    def yields(self, turn: Turn) -> bool:
        """Whether it is a report, its progress or a hall, and not how the last try went."""
        wish = turn.understanding.intent
        return _REPAIR.search(turn.text) is not None or (
            wish in _ELSEWHERE and not self_help.answer_or_wait(turn, asked=True)
        )

    def done(self, turn: Turn) -> Reply:
        """The reply when power is back, when the resident waits, or with the ticket."""
        if self.waited == WAITS:
            return Reply(self._patience(turn))
        watch = WatchPower(self.account_no, turn.openid, self.incident).key
        if LIT in {self.value(name) for name in self.asks}:
            return Reply("太好了，来电了就好。再有什么事随时说。", dropped=(watch,))
        account = turn.use.accounts.get(self.account_no) if self.account_no else None
        if account is not None and account.phone is not None:
            return replace(self._ticket(turn, account), dropped=(watch,))
        place = account.address if account else ""
        return start(repairs.RepairReport, turn, id=self.id, place=place, what="欠费交清后未复电")

    def skipping(self, *names: str) -> Self:
        """The form with these steps left out; what was answered stays."""
        return self.with_values(**{name: self.value(name) or self_help.SKIPPED for name in names})

    def _ticket(self, turn: Turn, account: Account) -> Reply:
        tries = sum(self.value(name) == DARK for name in self.asks)
        tried = "都试过了" if tries > 1 else "试过了"
        return _ticket(turn, account, self.incident or self.id, tried)

    def _patience(self, turn: Turn) -> str:
        if self.account_no:
            told = promises.news_text(turn.use.can, "复没复电")
            return f"好的。时间到了我再查一次，没看到复电就自动给您登记抢修，{told}"
        return "好的。等满2小时还没来电，再跟我说一声“交了费还没来电”。"


def reconnection(turn: Turn) -> Reply:
    """Where the account stands, and the first thing to try."""
    first = progress.still_dark(turn) or payment_questions.of_money_sent(turn)
    if first is not None:
        return first
    account = accounts.account_meant(turn, "see")
    if isinstance(account, Reply):
        return _without(turn, account)
    return _of_cut(turn, account) if account.cut_on else _of_lit(turn, account)


def _of_lit(turn: Turn, account: Account) -> Reply:
    """The account is not cut: when that would be is asked, or the dark has another cause."""
    text = turn.text
    if reconnection_asking.asks_how_long(text):
        return reconnection_asking.how_long()
    if reconnection_asking.asks_rule(text):
        return arrears.owing(turn, account)
    if not reconnection_asking.ARREARS.search(text):
        return _fault(turn, account)
    if arrears.owes(turn, account) and reconnection_asking.is_dark_though_paid(text):
        return _for_another_cause(turn, account)
    return _of_cut(turn, account)


def _of_cut(turn: Turn, account: Account) -> Reply:
    """What is owed; who has paid tries one thing after the other."""
    if arrears.owes(turn, account):
        return arrears.owing(turn, account)
    return _on_its_way(turn, account) or replace(
        _self_help(turn, account), remember=arrears.about(account)
    )


def _for_another_cause(turn: Turn, account: Account) -> Reply:
    """Dark, and not cut: what was paid has not come, and would not bring the power back."""
    came = payment_questions.came(turn, account)
    text = joined(came.text, wording.NOT_CUT, wording.planned(account, turn.now))
    known = _on_its_way(turn, account)
    report = Choice("报修", "repair_report", "家里没电，我要报修")
    return (
        known.before(text) if known else replace(came, text=text, choices=(report, *came.choices))
    )


def _without(turn: Turn, how: Reply) -> Reply:
    """Without an account: the rule for who asks it, the steps for who has paid, or a report."""
    if reconnection_asking.asks_rule(turn.text):
        return how.before(wording.rules_told(arrears.rules(turn)))
    if reconnection_asking.asks_how_long(turn.text):
        return reconnection_asking.how_long()
    return _unbound(turn) if reconnection_asking.ARREARS.search(turn.text) else _fault(turn)


def _fault(turn: Turn, account: Account | None = None) -> Reply:
    """Dark, and not for arrears: the report on its way, a known outage, or a new report."""
    if any(ticket.is_open for ticket in turn.use.tickets.of_reporter(turn.openid)):
        return progress.repair_progress(turn)
    if account is None:
        return outages.outage_query(turn)
    return _outage(turn, account) or repairs.repair_report(turn)


def _self_help(turn: Turn, account: Account) -> Reply:
    """Open the form at the first step that may help, and watch the meter meanwhile."""
    now, power = turn.now, _power(turn, account)
    receipts = turn.use.billing.receipts(account.account_no, now - _LOOK_BACK)
    paid_at = receipts[0].paid_at if receipts else None
    waits = paid_at is not None and now < paid_at + BACK_WITHIN
    vain = ("waited", "card", "key") if power in ("on", "off") else () if waits else ("waited",)
    about = {"account_no": account.account_no, "incident": wording.incident(account)}
    reply = start(PowerBack, turn, **about, **dict.fromkeys(vain, self_help.SKIPPED))
    until = paid_at + BACK_WITHIN if paid_at and not vain else None
    told = account_numbers.whose(account) + wording.payment_text(account, paid_at, now, until)
    watch = _watch(account, turn.openid, paid_at, now) if waits else ()
    return replace(reply.before(joined(told, METER[power])), effects=(*reply.effects, *watch))


def _watch(
    account: Account, openid: str, paid_at: datetime | None, now: datetime
) -> tuple[WatchPower, ...]:
    """The bot looks by itself when the time is over."""
    if paid_at is None or account.cut_on is None:
        return ()
    left_min = ceil((paid_at + BACK_WITHIN - now) / timedelta(minutes=1))
    incident = wording.incident(account)
    return (WatchPower(account.account_no, openid, incident, delay_min=left_min),)


def _unbound(turn: Turn) -> Reply:
    """The steps without an account; what is owed needs a binding."""
    said = (
        f"{wording.BACK_AGAIN}您先确认欠费和违约金都交清了。发“绑定户号”绑上，我就能直接看余额、"
        "查复没复电、到时间自动给您报修。没绑也可以一步一步来："
    )
    return start(PowerBack, turn).before(said)


def _ticket(turn: Turn, account: Account, key: str, tried: str) -> Reply:
    """The ticket, with what is on record; nothing is asked any more."""
    known = wording.open_ticket(turn.use.tickets, account, turn.openid, turn.now)
    if known is not None:
        return _joined(turn, known)
    ticket = turn.use.tickets.open(key, wording.ticket(account, turn.openid))
    text = joined(
        f"{tried}还没电，给您登记好报修了，编号 {ticket.ticket_no}。",
        tickets.arrival(ticket, turn.use.utility),
        f"抢修人员会打户号登记的电话{say.masked_phone(account.phone or '')}。",
        promises.MORE,
    )
    return Reply(
        text,
        effects=(CallDuty(ticket.ticket_no),),
        remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
    )


def _on_its_way(turn: Turn, account: Account) -> Reply | None:
    """The resident's own open report of this home, or the outage that is running there."""
    known = wording.open_ticket(turn.use.tickets, account, turn.openid, turn.now)
    if known is not None and known.reporter == turn.openid:
        return progress.ticket_reply(turn, known)
    outage = _outage(turn, account)
    return replace(outage, remember=arrears.about(account)) if outage else None


def _joined(turn: Turn, ticket: Ticket) -> Reply:
    """The home is reported already, by the resident or by somebody else of it."""
    if ticket.reporter == turn.openid:
        return progress.ticket_reply(turn, ticket).before("这一户已经报过修了，不用再报。")
    return Reply(f"这一户已经有人报过修了，编号 {ticket.ticket_no}，正在处理，不用再报。")


def _outage(turn: Turn, account: Account) -> Reply | None:
    """An outage that is running where the account is: paying has nothing to do with it."""
    running = known_outages.running_at(turn.use, account.usage_point, turn.now)
    return Reply(outage_words.outage_text(running, turn.now)) if running else None


def _power(turn: Turn, account: Account) -> Power:
    return wording.power(turn.use.meters.status(account.usage_point.meter_no))
