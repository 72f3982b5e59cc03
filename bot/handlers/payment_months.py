"""Paying one month's bill: money goes to the oldest debt first, so the months before come along."""

import re
from typing import Final

from bot import say
from bot.backends.accounts import Account
from bot.handlers import payment_links
from bot.replies import Choice, Reply
from bot.services import account_numbers, bills
from bot.services.bills import Standing
from bot.services.payment_amounts import Wish
from bot.turn import Turn

_PAYS: Final = re.compile(
    r"([先只就想要来]|帮我?|给我|把).{0,10}[交缴付]|^\W*我?(现在)?[交缴付](清|掉)?.{0,6}月"
)
_ASKS: Final = re.compile(r"多少|好多|几|[吗没么查看]|记录|凭证|怎么|为|[交缴付](过|了(?!\W*$))|已")


def pays_month(turn: Turn) -> bool:
    """Whether a month's bill is to be paid, rather than asked about."""
    is_wish = _PAYS.search(turn.text) and not _ASKS.search(turn.text)
    return bool(is_wish and bills.months_said(turn.understanding))


def of_month(turn: Turn, account: Account, standing: Standing, wish: Wish) -> Reply | None:
    """The link for the month that is named, with its late fee; `None` for none, or another sum."""
    months = bills.months_said(turn.understanding)
    bill = next((one for one in standing.open if one.month in months), None)
    if not months or (wish.fen is not None and bill and wish.fen != bill.owed_fen):
        return None
    if bill is None:
        return _paid(turn, account, standing, months[0])
    category, month = account.category, say.month(bill.month)
    due_fen = bills.due_until(standing, bill.month, turn.now.date(), category)
    if not due_fen:
        return None
    is_oldest = bill == standing.open[-1]
    so_far = "" if is_oldest else f"交费从最早的欠起，交到{month}，"
    late = "连违约金" if standing.late_fee_fen else ""
    told = f"{so_far or month}{late}一共{say.yuan(due_fen)}。"
    return payment_links.pay(turn, account, due_fen, sees=True).before(told)


def _paid(turn: Turn, account: Account, standing: Standing, month: str) -> Reply | None:
    """A month without a debt: paid, or not billed yet."""
    billed = {bill.month for bill in turn.use.billing.bills(account.account_no)}
    if month not in billed:
        return None
    about = payment_links.about(account)
    pay = (Choice("交电费", "payment", "交电费"),) if standing.open else ()
    text = f"{account_numbers.whose(account)}{say.month(month)}的电费已经交清了。"
    return Reply(text + bills.owed(standing, turn.now), choices=pay, remember=about)
