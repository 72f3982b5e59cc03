"""How a debt, an order and a receipt are told.

Whoever is not bound to the account hears the masked holder, the number's last four digits and sums
only: never what it is made of, nor money that lies on the account.
"""

from datetime import datetime

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Receipt
from bot.replies import joined
from bot.services import account_numbers
from bot.services.bills import Standing
from bot.services.reconnection import BACK_WITHIN, planned
from bot.store.orders import Order


def payable_fen(standing: Standing) -> int:
    """All that is to be paid today: what is owed less what lies on the account."""
    return max(0, -standing.balance_fen)


def draw(account: Account, now: datetime) -> str:
    """The draw that is under way, beside what is owed; empty where none is."""
    signed = account.auto_pay
    if signed is None or signed.drawing_fen <= 0:
        return ""
    on = f"{say.dated(signed.draw_on, now)}扣款" if signed.draw_on else "近日扣款"
    return f"其中{say.yuan(signed.drawing_fen)}已在代扣途中，{on}，不用另外交。"


def drawing(account: Account, now: datetime) -> str:
    """Why a debt that is already with the bank is not payable here, and the day of the draw."""
    on = account.auto_pay.draw_on if account.auto_pay else None
    day = f"{say.dated(on, now)}扣款" if on else "近日扣款"
    return (
        f"{account_numbers.whose(account)}的电费已经在代扣途中，{day}，不用再交，免得交重了。"
        "要是没扣成，再来说一声“交电费”就行。"
    )


def owed(account: Account, standing: Standing, now: datetime, *, sees: bool) -> str:
    """What is owed, and for whom the words are meant: what it is made of, and a planned cut-off."""
    due_fen = payable_fen(standing)
    if not due_fen:
        prepaid = f"，余额{say.yuan(standing.balance_fen)}" if sees and standing.balance_fen else ""
        return f"{account_numbers.whose(account)}没有欠费{prepaid}。"
    if not sees:
        return f"{account_numbers.whose(account)}应交{say.yuan(due_fen)}。"
    parts = [f"含违约金{say.yuan(standing.late_fee_fen)}"] if standing.late_fee_fen else []
    parts += [f"已扣掉预存的{say.yuan(standing.prepaid_fen)}"] if standing.prepaid_fen else []
    made_of = f"（{'，'.join(parts)}）" if parts else ""
    cut = "这户因欠费停着电，交清后一般2小时内自动复电。" if account.cut_on else ""
    return joined(
        f"{account_numbers.whose(account)}应交{say.yuan(due_fen)}{made_of}。",
        cut,
        planned(account, now),
    )


def part(due_fen: int, amount_fen: int) -> str:
    """What becomes of a sum other than the debt."""
    if amount_fen == due_fen:
        return ""
    if not due_fen:
        return f"这次预存{say.yuan(amount_fen)}。"
    if amount_fen < due_fen:
        rest = say.yuan(due_fen - amount_fen)
        return f"这次先交{say.yuan(amount_fen)}，交完约还欠{rest}。"
    rest = say.yuan(amount_fen - due_fen)
    return f"这次交{say.yuan(amount_fen)}：{say.yuan(due_fen)}抵欠费，{rest}转为预存。"


def receipt(order: Order, got: Receipt, account: Account | None, *, sees: bool) -> str:
    """The receipt of an order that this bot collected, for the one who asked for its link."""
    name = (
        account_numbers.whose(account)
        if account
        else f"户号尾号{account_numbers.tail(order.account_no)}"
    )
    return joined(
        f"收到了：{name}电费{say.yuan(got.amount_fen)}，凭证号 {got.receipt_no}。",
        _late(order),
        _settled(got),
        _balance(got) if sees or got.balance_fen < 0 else "",
        _power(got) if sees and account and account.cut_on else "",
    )


def cashier_receipt_text(order: Order, got: Receipt, account: Account | None, *, sees: bool) -> str:
    """The receipt of money that came by the group's cashier: who paid it is not known here."""
    name = (
        account_numbers.whose(account)
        if account
        else f"户号尾号{account_numbers.tail(order.account_no)}"
    )
    return joined(
        f"缴费到账了：{name}收到电费{say.yuan(got.amount_fen)}，凭证号 {got.receipt_no}。",
        _balance(got) if sees or got.balance_fen < 0 else "",
        _power(got) if sees and account and account.cut_on else "",
    )


def _late(order: Order) -> str:
    """Why the link was no longer the one to pay by, where it was not."""
    if not order.was_late:
        return ""
    why = "付的是换新以前的旧链接" if order.closed_at else "链接过期以后才到的这笔钱"
    return f"{why}，一样入账了。"


def _settled(got: Receipt) -> str:
    if not got.prepaid_fen or got.balance_fen < 0:
        return f"{say.yuan(got.amount_fen)}全部抵了欠费。"
    if got.settled_fen:
        return f"{say.yuan(got.settled_fen)}抵了欠费，{say.yuan(got.prepaid_fen)}转为预存。"
    return f"入账时没有欠费，{say.yuan(got.prepaid_fen)}全部转为预存，以后抵电费。"


def _balance(got: Receipt) -> str:
    if got.balance_fen < 0:
        return f"还欠{say.yuan(-got.balance_fen)}。"
    return f"现在余额{say.yuan(got.balance_fen)}。"


def _power(got: Receipt) -> str:
    if not got.settled_fen:
        return ""
    if got.balance_fen < 0:
        return "欠费全部交清以后才会复电。"
    hours = say.minutes(int(BACK_WITHIN.total_seconds()) // 60)
    return f"欠费交清了，一般{hours}内自动复电。到时没看到复电，就自动给您登记抢修。"
