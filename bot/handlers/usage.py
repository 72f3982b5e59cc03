"""Why a bill is what it is: against the month before, the year before or any other month."""

import re
from collections.abc import Sequence
from typing import Final

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Bill
from bot.handlers import accounts, bills, payment_months, payments
from bot.replies import Choice, Reply, joined
from bot.services import account_numbers
from bot.services import bills as wording
from bot.turn import Turn

_YEAR_BEFORE: Final = re.compile(r"(去年|上年|前一年)(?![\d一二三四五六七八九十])|同期|同比|同月")
_AGAINST: Final = re.compile(r"[比跟和与同]|相差|差(多少|好多)")
_EXTREME: Final = re.compile(r"[哪几]个?月.{0,6}[最高多少低贵]|最[高多贵低少].{0,4}[哪几]个?月")
_OWED: Final = re.compile(r"[要应该]交|欠|违约金|滞纳金")
_CLASSES: Final = re.compile(r"[比跟和与].{0,3}(居民|住户|民用|家用|商业|工业|门面)")
_LOWEST: Final = re.compile(r"最?[低少]|最便宜")
_BY_THING: Final = re.compile(r"(哪样|哪个|什么|啥子?)(电器|东西)?.{0,4}最?[费耗吃]电")
_NO_THINGS: Final = (
    "电表只记总数，分不出哪样电器。一般家里最费电的是空调、电热水器、取暖器、电磁炉，"
    "少用一样，看两三天电表走得慢了多少就知道。"
)


def usage_analysis(turn: Turn) -> Reply:
    """Why a bill is as high as it is, cause by cause in yuan."""
    account = accounts.account_meant(turn, "see")
    if isinstance(account, Reply):
        return account
    known = turn.use.billing.bills(account.account_no)
    if not known:
        whose = account_numbers.whose(account)
        return Reply(f"{whose}还没有出过账单，暂时没法分析。", remember=bills.about(account))
    if _CLASSES.search(turn.text):
        return _of_class(account)
    return _of_bills(turn, account, known)


def _of_bills(turn: Turn, account: Account, known: tuple[Bill, ...]) -> Reply:
    """The dearest month, several of them, what is owed, or one set against another."""
    if _EXTREME.search(turn.text):
        return _extreme(turn, account, known)
    against_year = _AGAINST.search(turn.text) and _YEAR_BEFORE.search(turn.text)
    if bills.asks_history(turn) and not against_year:
        return bills.bill_query(turn)
    if _OWED.search(turn.text):
        return bills.balance(turn, account)
    bill, month = _pair(turn, known)
    return (
        _compared(turn, account, known, (bill, month))
        if bill
        else bills.none_of(turn, account, month, known)
    )


def _of_class(account: Account) -> Reply:
    """Why a shop pays another price than a home: there are two of them."""
    mine = "居民" if account.category == "residential" else "工商业"
    return Reply(
        "居民和工商业是两种电价：居民的是定好的目录价，分档；工商业的由代理购电、输配等几部分相加，每月公布。"
        f"{account_numbers.whose(account)}按{mine}电价算。",
        choices=tuple(
            Choice(f"{one}电价", "tariff_query", f"{one}电价") for one in ("居民", "工商业")
        ),
        remember=bills.about(account),
    )


def bill_query(turn: Turn) -> Reply:
    """An amount, or two of them set against each other; a month may be meant to be paid."""
    if payment_months.pays_month(turn):
        return payments.payment(turn)
    analyses = _compares(turn) or _EXTREME.search(turn.text)
    return usage_analysis(turn) if analyses else bills.bill_query(turn)


def _compares(turn: Turn) -> bool:
    """Whether two months are to be set against each other."""
    said = _AGAINST.search(turn.text) is not None
    named = wording.months_said(turn.understanding) or _YEAR_BEFORE.search(turn.text)
    return said and bool(named)


def _pair(turn: Turn, known: Sequence[Bill]) -> tuple[Bill | None, str]:
    """The bill that is asked about and the month that it is set against.

    Where the bill, or a month that was named, is not there: `None` and that month.
    """
    said = wording.months_said(turn.understanding)
    last = bills.talked_of(turn) or known[0].month
    against = _AGAINST.search(turn.text)
    if len(said) > 1:
        other, month = sorted(said[:2])
    elif _YEAR_BEFORE.search(turn.text):
        month = said[0] if said else last
        other = wording.year_before(month)
    elif said and against and said[0] != last:
        other, month = sorted((last, said[0]))
    else:
        month = said[0] if said else last
        other = wording.before(month)
    by_month = {bill.month: bill for bill in known}
    missing = next((one for one in (month, *said) if one not in by_month), None)
    return (None, missing) if missing else (by_month[month], other)


def _compared(
    turn: Turn, account: Account, known: tuple[Bill, ...], pair: tuple[Bill, str]
) -> Reply:
    bill, month = pair
    other = next((one for one in known if one.month == month), None)
    is_asked = bool(other and _AGAINST.search(turn.text))
    text = joined(
        _NO_THINGS if _BY_THING.search(turn.text) else "",
        account_numbers.whose(account) + wording.bill_text(bill, () if is_asked else known),
        wording.why(bill, other) if other else f"没有{say.month(month)}的账单，比不了。",
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, links=bills.chart(turn, account), remember=bills.about(account, bill))


def _extreme(turn: Turn, account: Account, known: tuple[Bill, ...]) -> Reply:
    """The dearest or the cheapest month of the last twelve."""
    shown = known[: bills.SHOWN_MONTHS]
    lowest = _LOWEST.search(turn.text) is not None
    bill = (min if lowest else max)(shown, key=lambda one: one.amount_fen)
    what = "最低" if lowest else "最高"
    text = joined(
        f"{account_numbers.whose(account)}最近{len(shown)}个月里，{say.month(bill.month)}{what}："
        f"{say.yuan(bill.amount_fen)}，{bill.kwh}度。",
        wording.compared(bill, known),
        wording.fresh(turn.use.billing.as_of()),
    )
    return Reply(text, links=bills.chart(turn, account), remember=bills.about(account, bill))
