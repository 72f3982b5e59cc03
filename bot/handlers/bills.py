"""Bills: the latest, a month, several, balance and arrears, all of a resident's accounts."""

import re
from datetime import datetime, time

from msgspec.structs import replace

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Bill
from bot.handlers import accounts, accounts_named, bills_of_all, payment_questions
from bot.replies import Choice, Link, Reply, joined
from bot.services import account_numbers, holders, payment_words, receipt_words, reconnection
from bot.services import bills as wording
from bot.turn import Turn

SHOWN_MONTHS = 12

_BALANCE = re.compile(
    r"余额|到账|收到没|到没到|交(上|进去|成功)了?(没|吗)|还剩|剩好多|剩多少|多少钱没交|够(不够)?用|用得?到|能用|撑"
)
_OWES = re.compile(
    r"欠|滞纳金|违约金|逾期|到期|期限|(最晚|最迟|哪天|几号|什么时候).{0,4}前?(交|缴)|该交"
)
_LASTS = re.compile(r"够(不够)?用|用得?到|能用.{0,2}(多久|几天|好久|到)|撑")
_NO_MONTH = re.compile(r"(?<![\d年.])(1[3-9]|[2-9]\d)月(?!\d)")
_WHY = re.compile(r"为什么|为啥|怎么|咋|凭什么|哪来|分析|[高多]了")
_HISTORY = re.compile(r"历月|每个?月|历史|往月|这几个月|半年|一年|全年|明细表|逐月")
_PAID = re.compile(r"(缴|交|付)(费|款|电费|钱)(的)?(记录|历史|明细|流水|凭证)|凭证号|充值记录")
_EACH = re.compile(r"分别|各(是|要|用)?(多少|好多|几)")
_AVERAGE = re.compile(r"平均|均摊|均价")
_DAILY = re.compile(
    r"(昨|前|今)(天|日|儿).{0,6}(用了|用电|几度|多少度|好多度)|每(天|日)|天天|日用电|逐日"
)
DAILY = "每天的用电量这里查不到，只有按月的账单。"
_READING = re.compile(
    r"读数|示数|止码|表码|表(上|里|头)?(现在)?(是|有|显示|走到?)?了?(多少|好多|几)度|表.{0,4}走到"
)
READING = "电表上的读数这里查不到，看表上的显示屏最准；这里有按月的用电量。"
_LINES = re.compile(r"明细|构成|组成|咋算|怎么算|哪些钱|分项")


def bill_query(turn: Turn) -> Reply:
    """Tell the amounts that the message asks for, of the account that it means."""
    sent = payment_questions.of_money_sent(turn)
    if sent:
        return sent
    everywhere = accounts_named.all_meant(turn, "see")
    if everywhere:
        return bills_of_all.all_bills_reply(turn, everywhere)
    account = accounts.account_meant(turn, "see")
    if isinstance(account, Reply):
        return account
    return of_account(turn, account).before(accounts.only_one(turn))


def of_account(turn: Turn, account: Account) -> Reply:
    """What the message asks of one account."""
    bills = turn.use.billing.bills(account.account_no)
    if not bills:
        return Reply(f"{account_numbers.whose(account)}还没有出过账单。", remember=about(account))
    return _asked_for(turn, account, bills)


def _asked_for(turn: Turn, account: Account, bills: tuple[Bill, ...]) -> Reply:
    if _PAID.search(turn.text):
        return _payments(turn, account)
    of_months = _of_months(turn, account, bills)
    if of_months is not None:
        return of_months
    if _OWES.search(turn.text):
        return balance(turn, account)
    if _HISTORY.search(turn.text) or _AVERAGE.search(turn.text):
        shown = bills[:SHOWN_MONTHS]
        return _range(turn, account, shown, (shown[-1].month, shown[0].month))
    if _BALANCE.search(turn.text):
        return balance(turn, account)
    return _one(turn, account, bills[0], bills)


def _of_months(turn: Turn, account: Account, bills: tuple[Bill, ...]) -> Reply | None:
    """The bills of the months that are named; `None` where none is."""
    months = turn.understanding.first("billing_month")
    if isinstance(months, list | tuple):
        return _range(turn, account, bills, (str(months[0]), str(months[1])))
    said = wording.months_said(turn.understanding)
    if len(said) > 1 and set(said) <= {bill.month for bill in bills}:
        return _listed(turn, account, [bill for bill in bills if bill.month in said])
    if _NO_MONTH.search(turn.text):
        text = "没有这个月份，一年只有12个月。要哪个月的？比如“8月电费”。"
        return Reply(text, remember=about(account))
    if not months:
        return None
    bill = _named(turn, bills)
    if bill is None:
        return none_of(turn, account, str(months), bills)
    return _one(turn, account, bill, bills)


def asks_history(turn: Turn) -> bool:
    """Whether several months' amounts are asked for, and not why they are so."""
    several = isinstance(turn.understanding.first("billing_month"), list | tuple)
    listed = several or any(p.search(turn.text) for p in (_HISTORY, _AVERAGE, _EACH))
    return bool(listed) and not _WHY.search(turn.text)


def talked_of(turn: Turn) -> str:
    """The month that the last answer was about; empty where it was about none."""
    context = turn.session.context
    return context.get("month", "") if context.get("about") else ""


def _one(turn: Turn, account: Account, bill: Bill, bills: tuple[Bill, ...]) -> Reply:
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    text = joined(
        DAILY if _DAILY.search(turn.text) else "",
        READING if _READING.search(turn.text) else "",
        account_numbers.whose(account) + wording.bill_text(bill, bills),
        wording.lines_named(bill, turn.text)
        or (wording.listed(bill) if _LINES.search(turn.text) else ""),
        wording.state(bill, turn.now),
        wording.owed(standing, turn.now),
        payment_words.draw(account, turn.now),
        reconnection.planned(account, turn.now),
        wording.fresh(turn.use.billing.as_of()),
    )
    why = Choice("为什么是这个数", "usage_analysis", f"{say.month(bill.month)}电费为什么是这个数")
    history = Choice("历月账单", "bill_query", "历月账单")
    choices = (*_pay(account, standing), why, history, *bills_of_all.others(turn, account))
    return Reply(text, choices=choices, remember=about(account, bill))


def _range(turn: Turn, account: Account, bills: tuple[Bill, ...], span: tuple[str, str]) -> Reply:
    first, last = span
    chosen = [bill for bill in bills if first <= bill.month <= last]
    if not chosen:
        return none_of(turn, account, f"{first}/{last}", bills)
    oldest = bills[-1].month if first < bills[-1].month else ""
    reply = _listed(turn, account, chosen)
    if not oldest:
        return reply
    older = f"更早的这里没有，最早查得到{say.month(oldest)}，合计里不含。"
    return replace(reply, text=joined(reply.text, older))


def _listed(turn: Turn, account: Account, chosen: list[Bill]) -> Reply:
    """Some months' bills, a line each, and what they come to."""
    lines = (
        f"· {say.month(bill.month)} {say.yuan(bill.amount_fen)}，{bill.kwh}度"
        + ("" if bill.owed_fen <= 0 else "，未交清")
        for bill in chosen
    )
    total = f"合计{say.yuan(sum(b.amount_fen for b in chosen))}，{sum(b.kwh for b in chosen)}度。"
    text = joined(
        f"{account_numbers.whose(account)}{say.month(chosen[-1].month)}到{say.month(chosen[0].month)}：",
        *lines,
        total,
        _average(chosen) if _AVERAGE.search(turn.text) else "",
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, links=chart(turn, account), remember=about(account, chosen[0]))


def balance(turn: Turn, account: Account) -> Reply:
    """What is owed bill by bill, or what lies on the account."""
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    receipts = turn.use.billing.receipts(account.account_no, _month_began(turn.now))
    paid = (
        f"最近一笔{say.when(receipts[0].paid_at, turn.now)}收到{say.yuan(receipts[0].amount_fen)}。"
        if receipts
        else ""
    )
    text = joined(
        account_numbers.whose(account) + wording.owed(standing, turn.now),
        wording.debts(standing, turn.now, account.category),
        _lasts(turn, account, standing) if _LASTS.search(turn.text) else "",
        payment_words.draw(account, turn.now),
        paid,
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, choices=_pay(account, standing), remember=about(account))


def _month_began(now: datetime) -> datetime:
    return datetime.combine(now.replace(day=1), time.min)


def _lasts(turn: Turn, account: Account, standing: wording.Standing) -> str:
    """For how long the money on the account lasts, at the last bill's daily use."""
    last = next(iter(turn.use.billing.bills(account.account_no)), None)
    daily_fen = last.amount_fen // wording.days(last) if last else 0
    if standing.balance_fen <= 0 or not daily_fen:
        return ""
    days = standing.balance_fen // daily_fen
    return f"照上一期每天约{say.yuan(daily_fen)}算，余额大约够用{days}天。"


def _pay(account: Account, standing: wording.Standing) -> tuple[Choice, ...]:
    """Paying is offered where something is to be paid and the bank is not drawing it already."""
    if account.is_drawing or not payment_words.payable_fen(standing):
        return ()
    return (Choice("交电费", "payment", "交电费"),)


def _named(turn: Turn, bills: tuple[Bill, ...]) -> Bill | None:
    month = turn.understanding.first("billing_month") or talked_of(turn)
    if not isinstance(month, str):
        return None
    return next((bill for bill in bills if bill.month == month), None)


def none_of(turn: Turn, account: Account, months: str, bills: tuple[Bill, ...]) -> Reply:
    """No bill of these months: not read yet, or older than what is kept here."""
    first, _, last = months.partition("/")
    named = "到".join(say.month(month) for month in months.split("/"))
    why = ""
    if (last or first) < bills[-1].month:
        why = f"最早查得到{say.month(bills[-1].month)}。"
    elif first > bills[0].month:
        why = f"要抄完表才出账，最近出的是{say.month(bills[0].month)}的。"
    latest = Choice(
        f"看{say.month(bills[0].month)}的", "bill_query", f"{say.month(bills[0].month)}电费多少"
    )
    return Reply(
        joined(
            f"{account_numbers.whose(account)}没有{named}的账单。{why}",
            wording.fresh(turn.use.billing.as_of()),
        ),
        choices=(latest, Choice("历月账单", "bill_query", "历月账单")),
        remember=about(account),
    )


def _payments(turn: Turn, account: Account) -> Reply:
    """What was paid and when, with the receipt numbers."""
    text = joined(
        f"{account_numbers.whose(account)}最近的交费：",
        receipt_words.proofs(turn.use.billing, account.account_no, turn.now),
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, remember=about(account))


def _average(chosen: list[Bill]) -> str:
    fen = _mean([bill.amount_fen for bill in chosen])
    return f"平均每月{say.yuan(fen)}，{_mean([bill.kwh for bill in chosen])}度。"


def _mean(values: list[int]) -> int:
    """The mean, half up."""
    return (2 * sum(values) + len(values)) // (2 * len(values))


def chart(turn: Turn, account: Account) -> tuple[Link, ...]:
    """The link to the chart of an account's bills."""
    url = holders.bills_link(turn.use.links, turn.openid, account.account_no)
    return (Link("历月账单图（7天内有效）：", url),)


def about(account: Account, bill: Bill | None = None) -> dict[str, str]:
    """What a follow-up goes on with."""
    month = {"month": bill.month} if bill else {}
    return {"intent": "bill_query", "account_no": account.account_no, **month}
