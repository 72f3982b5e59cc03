"""Crediting paid orders, finding the group cashier's receipts, watching for power afterwards."""

import logging
from datetime import timedelta

from bot import say
from bot.backends.accounts import Account
from bot.backends.billing import Receipt
from bot.effects import AwaitReceipt, CallDuty, CreditPayment, Effect, Push, WatchPower
from bot.errors import BotError
from bot.replies import joined
from bot.services import (
    account_numbers,
    known_outages,
    outage_words,
    payment_words,
    reconnection,
    tickets,
)
from bot.services.crediting import Crediting, watches
from bot.services.reconnection import Power
from bot.store import orders
from bot.store.orders import Order
from bot.tasks.work import Done, Work

AGAIN_S = 300
ASKED_FOR = timedelta(days=3)
"""How long a receipt is waited for: where the billing system shows payments a day later, too."""
_DELAYS_MIN = (2, 3, 5, 10, 20, 30, 60)

log = logging.getLogger(__name__)


def credit_payment(effect: CreditPayment, work: Work) -> Done:
    """Hand taken money to the billing system; money is never given up, so this comes again."""
    try:
        _crediting(work).credit(effect.order_no)
    except BotError as error:
        log.warning("payment_waits", extra={"order_no": effect.order_no} | error.ids)
        return Done((CreditPayment(effect.order_no, AGAIN_S),))
    return Done()


def await_receipt(effect: AwaitReceipt, work: Work) -> Done:
    """Look for the money of a handed-over order; tell the resident, or look again later."""
    order = work.use.orders.get(effect.order_no)
    if order is None or order.receipt_no is not None or work.now - order.made_at > ASKED_FOR:
        return Done()
    try:
        receipt = _receipt_of(order, work)
    except BotError as error:
        log.info("receipt_not_seen", extra={"order_no": order.order_no} | error.ids)
        receipt = None
    if receipt is None:
        delay_min = _DELAYS_MIN[min(effect.asked, len(_DELAYS_MIN) - 1)]
        again = AwaitReceipt(order.order_no, effect.openid, effect.asked + 1, delay_min)
        return Done((again,))
    with work.database.write() as connection:
        connection.execute(orders.mark_taken(order.order_no, receipt.paid_at))
        if not connection.execute(
            orders.mark_credited(order.order_no, receipt.receipt_no)
        ).rowcount:
            return Done()
    return Done(_arrived(order, receipt, work))


def watch_power(effect: WatchPower, work: Work) -> Done:
    """Two hours after paying: power is back, or a ticket is opened without being asked for."""
    account = work.use.accounts.get(effect.account_no)
    if account is None:
        return Done()
    sees = bool(effect.openid) and _crediting(work).sees(effect.openid, effect.account_no)
    power = reconnection.power(work.use.meters.status(account.usage_point.meter_no))
    if power == "on" or (power == "unknown" and account.cut_on is None):
        said = "已经复电了" if power == "on" else "在供电系统里已经复电了"
        text = f"{account_numbers.whose(account)}{said}。家里还没电的话，回“还没来电”。"
        return Done(_told(effect, text, sees=sees))
    running = _outage(account, work)
    if running:
        return Done(_told(effect, running, sees=sees))
    known = reconnection.open_ticket(work.use.tickets, account, effect.openid, work.now)
    if known is not None and known.what != reconnection.WHAT:
        return Done()
    return Done(_ticket(effect, account, work, power, sees=sees))


def _receipt_of(order: Order, work: Work) -> Receipt | None:
    """The receipt that is this order's: the same sum, or any where nobody else waits for one."""
    found = work.use.billing.receipts(order.account_no, order.made_at)
    claimed = work.use.orders.claimed([receipt.receipt_no for receipt in found])
    free = [receipt for receipt in reversed(found) if receipt.receipt_no not in claimed]
    exact = next((one for one in free if one.amount_fen == order.amount_fen), None)
    if exact is not None or not free:
        return exact
    waiting = work.use.orders.unpaid(order.account_no, work.now - ASKED_FOR)
    alone = all(other.openid == order.openid for other in waiting)
    return free[0] if alone and _crediting(work).sees(order.openid, order.account_no) else None


def _arrived(order: Order, receipt: Receipt, work: Work) -> tuple[Effect, ...]:
    account = work.use.accounts.get(order.account_no)
    watch = watches(order, receipt, account)
    if not order.openid:
        return tuple(watch)
    sees = _crediting(work).sees(order.openid, order.account_no)
    text = payment_words.cashier_receipt_text(order, receipt, account, sees=sees)
    return (Push(openid=order.openid, text=text), *watch)


def _outage(account: Account, work: Work) -> str:
    running = known_outages.running_at(work.use, account.usage_point, work.now)
    if running is None:
        return ""
    said = f"{account_numbers.whose(account)}电费已交清，眼下没电是另外的停电："
    return joined(said, outage_words.outage_text(running, work.now))


def _ticket(
    effect: WatchPower, account: Account, work: Work, power: Power, *, sees: bool
) -> tuple[Effect, ...]:
    new = reconnection.ticket(account, effect.openid if sees else "")
    ticket = work.use.tickets.open(effect.incident, new)
    dark = "查不到复没复电" if power == "unknown" else "还没复电"
    text = (
        f"{account_numbers.whose(account)}交清{say.minutes(120)}了，{dark}，"
        f"已自动给您登记抢修，编号 {ticket.ticket_no}。\n"
        f"{tickets.arrival(ticket, work.use.utility)}"
        f"要是已经来电了，回“取消报修 {ticket.ticket_no}”。"
    )
    return (CallDuty(ticket.ticket_no), *_told(effect, text, sees=sees))


def _told(effect: WatchPower, text: str, *, sees: bool) -> tuple[Effect, ...]:
    return (Push(openid=effect.openid, text=text),) if sees else ()


def _crediting(work: Work) -> Crediting:
    use, pipeline = work.use, work.pipeline
    return Crediting(
        database=work.database,
        accounts=use.accounts,
        billing=use.billing,
        orders=use.orders,
        bindings=use.bindings,
        clock=pipeline.clock,
        wake=pipeline.unit.wake,
    )
