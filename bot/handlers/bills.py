"""Bills: latest, a month, a range, balance and arrears, why they differ, and the chart."""

import re

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Bill
from bot.handlers import accounts
from bot.replies import Choice, Link, Reply, joined
from bot.services import account_numbers, holders, payment_words, receipt_words, reconnection
from bot.services import bills as wording
from bot.turn import Turn

SHOWN_MONTHS = 12

_BALANCE = re.compile(r"余额|欠|到账|收到没|到没到|还剩|剩好多|剩多少|多少钱没交|滞纳金|违约金")
_HISTORY = re.compile(r"历月|每个?月|历史|往月|这几个月|半年|一年|全年|明细表|逐月")
_PAID = re.compile(r"(缴|交|付)(费|款|电费|钱)(的)?(记录|历史|明细|流水|凭证)|凭证号|充值记录")
_AVERAGE = re.compile(r"平均|均摊|均价")
_DAILY = re.compile(
    r"(昨|前|今)(天|日|儿).{0,6}(用了|用电|几度|多少度|好多度)|每(天|日)|天天|日用电|逐日"
)
DAILY = "每天的用电量这里查不到，只有按月的账单。"
_LINES = re.compile(r"明细|构成|组成|咋算|怎么算|哪些钱|分项")


def bill_query(turn: Turn) -> Reply:
    """Tell the amounts that the message asks for, of the account that it means."""
    account = accounts.meant(turn, "see")
    if isinstance(account, Reply):
        return account
    bills = turn.use.billing.bills(account.account_no)
    if not bills:
        return Reply(f"{account_numbers.whose(account)}还没有出过账单。", remember=_about(account))
    return _asked_for(turn, account, bills)


def usage_analysis(turn: Turn) -> Reply:
    """Why a bill is as high as it is, cause by cause in yuan, and what would help."""
    account = accounts.meant(turn, "see")
    if isinstance(account, Reply):
        return account
    bills = turn.use.billing.bills(account.account_no)
    bill = _named(turn, bills) or next(iter(bills), None)
    coming = turn.understanding.first("billing_month")
    if bills and isinstance(coming, str) and coming > f"{turn.now:%Y-%m}":
        return _none_of(turn, account, coming, bills)
    if bill is None:
        return Reply(
            f"{account_numbers.whose(account)}还没有出过账单，暂时没法分析。",
            remember=_about(account),
        )
    text = joined(
        account_numbers.whose(account) + wording.told(bill, bills),
        wording.why(bill, bills) or "没有上个月的账单，比不了。",
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, links=_chart(turn, account), remember=_about(account, bill))


def _asked_for(turn: Turn, account: Account, bills: tuple[Bill, ...]) -> Reply:
    if _PAID.search(turn.text):
        return _payments(turn, account)
    months = turn.understanding.first("billing_month")
    if isinstance(months, list | tuple):
        return _range(turn, account, bills, (str(months[0]), str(months[1])))
    if months:
        bill = _named(turn, bills)
        return (
            _one(turn, account, bill, bills)
            if bill
            else _none_of(turn, account, str(months), bills)
        )
    if _HISTORY.search(turn.text) or _AVERAGE.search(turn.text):
        shown = bills[:SHOWN_MONTHS]
        return _range(turn, account, shown, (shown[-1].month, shown[0].month))
    if _BALANCE.search(turn.text):
        return _balance(turn, account)
    return _one(turn, account, bills[0], bills)


def _one(turn: Turn, account: Account, bill: Bill, bills: tuple[Bill, ...]) -> Reply:
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    text = joined(
        DAILY if _DAILY.search(turn.text) else "",
        account_numbers.whose(account) + wording.told(bill, bills),
        wording.listed(bill) if _LINES.search(turn.text) else "",
        wording.owed(standing, turn.now),
        payment_words.draw(account, turn.now),
        reconnection.planned(account, turn.now),
        wording.fresh(turn.use.billing.as_of()),
    )
    why = Choice("为什么是这个数", "usage_analysis", f"{say.month(bill.month)}电费为什么是这个数")
    choices = (*_pay(account, standing), why, Choice("历月账单", "bill_query", "历月账单"))
    return Reply(text, choices=choices, remember=_about(account, bill))


def _range(turn: Turn, account: Account, bills: tuple[Bill, ...], span: tuple[str, str]) -> Reply:
    first, last = span
    chosen = [bill for bill in bills if first <= bill.month <= last]
    if not chosen:
        return _none_of(turn, account, f"{first}/{last}", bills)
    lines = (
        f"· {say.month(bill.month)} {say.yuan(bill.amount_fen)}，{bill.kwh}度"
        + ("" if bill.owed_fen <= 0 else "，未交清")
        for bill in chosen
    )
    total = f"合计{say.yuan(sum(b.amount_fen for b in chosen))}，{sum(b.kwh for b in chosen)}度。"
    oldest = bills[-1].month if first < bills[-1].month else ""
    text = joined(
        f"{account_numbers.whose(account)}{say.month(chosen[-1].month)}到{say.month(chosen[0].month)}：",
        *lines,
        total,
        _average(chosen) if _AVERAGE.search(turn.text) else "",
        f"更早的这里没有，最早查得到{say.month(oldest)}，合计里不含。" if oldest else "",
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, links=_chart(turn, account), remember=_about(account, chosen[0]))


def _balance(turn: Turn, account: Account) -> Reply:
    standing = wording.standing(turn.use.billing, account, turn.now.date())
    receipts = turn.use.billing.receipts(account.account_no, turn.now.replace(day=1, hour=0))
    paid = (
        f"最近一笔{say.when(receipts[0].paid_at, turn.now)}收到{say.yuan(receipts[0].amount_fen)}。"
        if receipts
        else ""
    )
    text = joined(
        account_numbers.whose(account) + wording.owed(standing, turn.now),
        payment_words.draw(account, turn.now),
        paid,
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, choices=_pay(account, standing), remember=_about(account))


def _pay(account: Account, standing: wording.Standing) -> tuple[Choice, ...]:
    """Paying is offered where something is to be paid and the bank is not drawing it already."""
    draws = account.auto_pay is not None and account.auto_pay.drawing_fen > 0
    if draws or not payment_words.payable_fen(standing):
        return ()
    return (Choice("交电费", "payment", "交电费"),)


def _named(turn: Turn, bills: tuple[Bill, ...]) -> Bill | None:
    context = turn.session.context
    talked_of = context.get("month") if context.get("about") else None
    month = turn.understanding.first("billing_month") or talked_of
    if not isinstance(month, str):
        return None
    return next((bill for bill in bills if bill.month == month), None)


def _none_of(turn: Turn, account: Account, months: str, bills: tuple[Bill, ...]) -> Reply:
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
        remember=_about(account),
    )


def _payments(turn: Turn, account: Account) -> Reply:
    """What was paid and when, with the receipt numbers."""
    text = joined(
        f"{account_numbers.whose(account)}最近的交费：",
        receipt_words.proofs(turn.use.billing, account.account_no, turn.now),
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, remember=_about(account))


def _average(chosen: list[Bill]) -> str:
    fen = _mean([bill.amount_fen for bill in chosen])
    return f"平均每月{say.yuan(fen)}，{_mean([bill.kwh for bill in chosen])}度。"


def _mean(values: list[int]) -> int:
    """The mean, half up."""
    return (2 * sum(values) + len(values)) // (2 * len(values))


def _chart(turn: Turn, account: Account) -> tuple[Link, ...]:
    url = holders.bills_link(turn.use.links, turn.openid, account.account_no)
    return (Link("历月账单图（7天内有效）：", url),)


def _about(account: Account, bill: Bill | None = None) -> dict[str, str]:
    month = {"month": bill.month} if bill else {}
    return {"intent": "bill_query", "account_no": account.account_no, **month}
