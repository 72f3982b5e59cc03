"""From a provider's notice to credited money: once, however often or late it comes."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.backends.accounts import Account, Accounts
from bot.backends.billing import Billing, Receipt
from bot.clock import Clock
from bot.database import Database
from bot.effects import CreditPayment, Effect, Push, WatchPower
from bot.errors import BackendAway
from bot.services import payment_words, reconnection
from bot.services.payment_notices import Notice, NoticeRefused
from bot.store import orders, outbox
from bot.store.bindings import Bindings
from bot.store.orders import Order, Orders

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crediting:
    """Takes the money of orders in two steps, each of which may run again.

    First the bot's own books say that the money is there, and an effect stands by to hand it on;
    then the billing system gets it under the order's number. So nothing is lost between the two.
    """

    database: Database
    accounts: Accounts
    billing: Billing
    orders: Orders
    bindings: Bindings
    clock: Clock
    wake: Callable[[Sequence[str]], None]

    def take(self, notice: Notice) -> None:
        """Take the money that a verified notice reports.

        Raises:
            NoticeRefused: 404 for an order that was never made, 409 where the notice's account or
                amount is not the order's.
            StoreAway: nothing was written; the provider calls again.
        """
        ids = {"order_no": notice.order_no[:32], "transaction_no": notice.transaction_no[:64]}
        order = self.orders.get(notice.order_no)
        if order is None:
            raise NoticeRefused(404, "no_order", notice.order_no[:32])
        if (notice.account_no, notice.amount_fen) != (order.account_no, order.amount_fen):
            raise NoticeRefused(409, "not_the_order", order.order_no)
        now = self.clock()
        with self.database.write() as connection:
            if connection.execute(orders.mark_taken(order.order_no, now)).rowcount:
                outbox.add(connection, [CreditPayment(order.order_no)], now)
                log.info("payment_taken", extra=ids)
        try:
            self.credit(order.order_no)
        except BackendAway as error:
            log.warning("payment_waits", extra=ids | error.ids)

    def credit(self, order_no: str) -> None:
        """Hand the money of a paid order to the billing system; does nothing the second time.

        Raises:
            BackendAway: not now; the order is still to be credited.
        """
        order = self.orders.get(order_no)
        if order is None or order.paid_at is None or order.receipt_no is not None:
            return
        account = self.accounts.get(order.account_no)
        told_fen = order.late_fee_fen
        receipt = self.billing.receive(order_no, order.account_no, order.amount_fen, told_fen)
        now = self.clock()
        with self.database.write() as connection:
            outbox.drop(connection, [CreditPayment(order_no).key])
            if not connection.execute(orders.mark_credited(order_no, receipt.receipt_no)).rowcount:
                return
            due = outbox.add(connection, self._told(order, receipt, account), now)
        log.info("payment_credited", extra={"order_no": order_no, "receipt": receipt.receipt_no})
        self.wake(due)

    def _told(self, order: Order, receipt: Receipt, account: Account | None) -> list[Effect]:
        told: list[Effect] = []
        if order.openid:
            sees = self.sees(order.openid, order.account_no)
            text = payment_words.receipt(order, receipt, account, sees=sees)
            told.append(Push(openid=order.openid, text=text))
        return told + watches(order, receipt, account)

    def sees(self, openid: str, account_no: str) -> bool:
        """Whether a resident may know how an account stands."""
        held = self.bindings.of(openid)
        return any(one.account_no == account_no and one.may("see") for one in held)


def watches(order: Order, receipt: Receipt, account: Account | None) -> list[Effect]:
    """A watch over the power of an account that was cut and owes nothing any more by this."""
    if account is None or account.cut_on is None:
        return []
    if receipt.balance_fen < 0 or not receipt.settled_fen:
        return []
    return [WatchPower(account.account_no, order.openid, reconnection.incident(account))]
