"""Cut for arrears, paid, still dark: one thing to try at a time, then a ticket.

The ladder comes from real 95598 calls (reference: domain.md 3, point 2): balance, wait, card, white
key, breaker, ticket. What the meter says skips steps that cannot help.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Self

from bot import say
from bot.backends.accounts import Account
from bot.backends.tickets import NewTicket
from bot.effects import CallDuty, WatchPower
from bot.forms import Form, ask
from bot.handlers import accounts, outages, repairs
from bot.replies import Choice, Reply, joined
from bot.services import bills, payment_words, reconnection
from bot.services import tickets as wording
from bot.services.reconnection import BACK_WITHIN, METER, Power
from bot.steps import start
from bot.turn import Turn

LIT: Final = "来电了"
DARK: Final = "还没来电"

_LIT = re.compile(r"(来|有|通)(了)?电(了|啦|咯|喽)|电来(了|咯)|亮(了|咯|起)|恢复(了|正常)|好了|送电了|^有电|^来了")
_DARK = re.compile(r"没|未|不|莫|冇|黑|还是|一样|用过|试过|推了|按了|插了|等了|下一步")
_LOOK_BACK: Final = timedelta(days=3)


def _answer(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    if not asked:
        return ""
    command, text = turn.understanding.command, turn.text
    if command == "no" or _DARK.search(text):
        return DARK
    return LIT if command == "yes" or _LIT.search(text) else ""


def _options(_turn: Turn) -> tuple[str, ...]:
    return LIT, DARK


_RETRY: Final = "回“来电了”或“还没来电”就行。"


class PowerBack(
    Form,
    title="交费后复电",
    about=("reconnection", "repair_report", "repair_progress", "outage_query", "service_points"),
):
    """The ladder, a step a question; `account_no` is empty where none is bound.

    A step is skipped (`-`) where the meter or the clock says that it cannot help.
    """

    waited: str = ask(
        "交清后一般2小时内自动复电，先等一等。现在来电了吗？要是等不及，回“还没来电”试下一步。",
        _answer,
        retry=_RETRY,
        options=_options,
    )
    card: str = ask(
        "电表要插卡吗？要插的话，把电卡插进电表等一会儿；不用插卡就回“还没来电”。来电了吗？",
        _answer,
        retry=_RETRY,
        options=_options,
    )
    key: str = ask(
        "按住电表上的白色按键5到10秒再松开。来电了吗？", _answer, retry=_RETRY, options=_options
    )
    breaker: str = ask(
        "手擦干，把电表旁边和家里的空气开关往上推到底；闻到焦糊味就别动，回“还没来电”。来电了吗？",
        _answer,
        retry=_RETRY,
        options=_options,
    )
    account_no: str = ""
    incident: str = ""

    def noticed(self, turn: Turn, name: str) -> tuple[Self, str]:
        """Light ends the ladder; after each try the meter is asked again."""
        if self.value(name) == LIT:
            return _skipped(self, *self.asks), ""
        if name == "breaker" or not self.account_no:
            return self, ""
        account = turn.use.accounts.get(self.account_no)
        power = _power(turn, account) if account else "unknown"
        return (_skipped(self, "waited", "card", "key"), METER[power]) if power == "on" else (self, "")

    def done(self, turn: Turn) -> Reply:
        """Light, or a ticket."""
        watch = WatchPower(self.account_no, turn.openid, self.incident).key
        if LIT in {self.value(name) for name in self.asks}:
            return Reply("太好了，来电了就好。再有什么事随时说。", dropped=(watch,))
        account = turn.use.accounts.get(self.account_no) if self.account_no else None
        if account is None or account.phone is None:
            place = account.address if account else ""
            return start(repairs.RepairReport, turn, id=self.id, place=place, what="欠费交清后未复电")
        return replace(_ticket(turn, account, self.incident or self.id), dropped=(watch,))


def reconnection_(turn: Turn) -> Reply:
    """Where the account stands, and the first thing to try."""
    account = accounts.meant(turn, "see")
    if isinstance(account, Reply):
        return _unbound(turn)
    about = {"intent": "reconnection", "account_no": account.account_no}
    now = turn.now
    standing = bills.standing(turn.use.billing, account, now.date())
    if payment_words.payable_fen(standing) > 0:
        text = _owing(turn, account)
        pay = Choice("交电费", "payment", f"交电费 户号{account.account_no}")
        return Reply(text, choices=(pay,), remember=about)
    dark = _outage(turn, account)
    if dark:
        return Reply(dark, remember=about)
    return replace(_ladder(turn, account), remember=about)


def _owing(turn: Turn, account: Account) -> str:
    """Not paid yet, or not all of it: what is open, and when power goes or went."""
    now = turn.now
    standing = bills.standing(turn.use.billing, account, now.date())
    paid = turn.use.billing.receipts(account.account_no, now - _LOOK_BACK)
    last = ""
    if paid:
        last = f"最近一笔{say.when(paid[0].paid_at, now)}收到{say.yuan(paid[0].amount_fen)}。"
    return joined(
        payment_words.whose(account) + bills.owed(standing, now),
        last,
        reconnection.cut(account, now),
        reconnection.planned(account, now),
        "交清后一般2小时内自动复电。" if account.cut_on else reconnection.rule(account),
        bills.fresh(turn.use.billing.as_of()),
    )


def _ladder(turn: Turn, account: Account) -> Reply:
    """Open the ladder at the step that may help, and keep an eye on the meter until then."""
    now, power = turn.now, _power(turn, account)
    since = now - _LOOK_BACK
    receipts = turn.use.billing.receipts(account.account_no, since)
    paid_at = receipts[0].paid_at if receipts else None
    form = PowerBack(
        id=turn.id, account_no=account.account_no, incident=reconnection.incident(account)
    )
    waits = paid_at is not None and now < paid_at + BACK_WITHIN
    if power == "on":
        form = _skipped(form, "waited", "card", "key")
    elif not waits and account.cut_on is not None:
        form = _skipped(form, "waited")
    known = {name: form.value(name) for name in ("account_no", "incident", *form.asks)}
    reply = start(PowerBack, turn, **known)
    said = joined(
        payment_words.whose(account) + reconnection.told(account, paid_at, now), METER[power]
    )
    watch = _watch(account, turn.openid, paid_at, now) if waits else ()
    return replace(reply.before(said), effects=(*reply.effects, *watch))


def _watch(
    account: Account, openid: str, paid_at: datetime | None, now: datetime
) -> tuple[WatchPower, ...]:
    """The bot looks by itself when the time is over."""
    if paid_at is None or account.cut_on is None:
        return ()
    left_min = int((paid_at + BACK_WITHIN - now).total_seconds()) // 60
    incident = reconnection.incident(account)
    return (WatchPower(account.account_no, openid, incident, delay_min=max(left_min, 1)),)


def _unbound(turn: Turn) -> Reply:
    """Without an account the ladder still helps; what is owed needs a binding."""
    said = (
        "您先确认欠费和违约金都交清了。发“绑定户号”绑上，我就能直接看余额、"
        "查电表、到时间自动给您报修。没绑也可以一步一步来："
    )
    return start(PowerBack, turn).before(said)


def _ticket(turn: Turn, account: Account, key: str) -> Reply:
    """The ticket, with what is on record; nothing is asked any more."""
    ticket = turn.use.tickets.open(key, new_ticket(account, turn.openid))
    text = joined(
        f"都试过了还没电，给您登记好报修了，编号 {ticket.ticket_no}。",
        wording.arrival(ticket, turn.use.utility),
        f"抢修人员会打户号登记的电话{say.masked_phone(account.phone or '')}，"
        "想换电话或补充情况，直接发来就行。",
    )
    return Reply(
        text,
        effects=(CallDuty(ticket.ticket_no),),
        remember={"intent": "repair_progress", "ticket_no": ticket.ticket_no},
    )


def new_ticket(account: Account, reporter: str) -> NewTicket:
    """A ticket for an account that has paid and is still dark."""
    point = account.usage_point
    return NewTicket(
        kind="fault",
        reporter=reporter,
        place=account.address,
        phone=account.phone or "",
        what="欠费停电，已交清，仍未复电",
        owner="utility",
        transformers=(point.transformer,),
        region=point.region,
        latitude=point.latitude,
        longitude=point.longitude,
    )


def _outage(turn: Turn, account: Account) -> str:
    """An outage that is running where the account is: then paying has nothing to do with it."""
    raise NotImplementedError


def _power(turn: Turn, account: Account) -> Power:
    return reconnection.power(turn.use.meters.status(account.usage_point.meter_no))


def _skipped(form: PowerBack, *names: str) -> PowerBack:
    """The form with these steps left out; what was answered stays."""
    return replace(form, **{name: form.value(name) or "-" for name in names})
