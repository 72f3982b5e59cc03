"""The pay page.

The page opens for whoever holds the link: relatives pay. It shows the masked holder, the account's
last four digits and the sum, nothing else. Its button makes the embedded provider call back, signed
as on the wire; a real provider has its own page there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from flask import Blueprint, Response, render_template

from bot import say
from bot.pages import sentences
from bot.services import account_numbers, bills
from bot.services.crediting import Crediting
from bot.services.links import LinkForged, Links
from bot.services.payment_notices import Notice, NoticeRefused, Seal
from bot.services.payments import PAY_PATH, Payments
from bot.store.orders import Order

_SETTLED = (
    "这户的电费刚刚有人交过了，这个链接不用再付。要预存，或者还有没交清的，回微信说“交电费”。"
)
LINK_AGE_S = 3 * 24 * 3600
"""An old link still says what became of its order; paying ends with the order, after 30 minutes."""

_GONE = {
    "closed": "这个链接已经换成新的了，请回到微信用最新的那一个。",
    "expired": "这个链接已经过期了，请回到微信重新获取。",
}


@dataclass(frozen=True, slots=True)
class Till:
    """What the pay page works with; `seal` is the embedded provider's, `None` without it."""

    crediting: Crediting
    payments: Payments
    links: Links
    seal: Seal | None

    def order(self, token: str) -> Order:
        """The order of a link.

        Raises:
            LinkForged: the link was altered, or its order was never made.
            LinkExpired: the link is older than `LINK_AGE_S`.
        """
        order_no = self.links.read(PAY_PATH, token, LINK_AGE_S)
        order = self.crediting.orders.get(str(order_no))
        if order is None:
            raise LinkForged
        return order

    def is_settled(self, order: Order) -> bool:
        """Whether somebody else has paid so much meanwhile that the order would be too much."""
        crediting = self.crediting
        came = crediting.billing.receipts(order.account_no, order.made_at)
        account = crediting.accounts.get(order.account_no)
        if account is None or not any(receipt.settled_fen for receipt in came):
            return False
        standing = bills.standing(crediting.billing, account, crediting.clock().date())
        return order.amount_fen > max(0, -standing.balance_fen)

    def take(self, headers: Mapping[str, str], body: bytes) -> None:
        """Take the money that a provider's callback reports; raises as `Crediting.take`.

        Raises:
            NoticeRefused: the callback is not the provider's, or is too old.
        """
        self.crediting.take(self.payments.opened(headers, body, self.crediting.clock()))

    def confirm(self, order: Order) -> None:
        """Let the embedded provider call back, with the headers and bytes that it would send.

        The same order has the same transaction, however often it is confirmed.

        Raises:
            NoticeRefused: there is no embedded provider here.
        """
        if self.seal is None:
            raise NoticeRefused(404, "no_provider", order.order_no)
        notice = Notice(
            order_no=order.order_no,
            account_no=order.account_no,
            amount_fen=order.amount_fen,
            transaction_no=f"T{order.order_no}",
            result="SUCCESS",
        )
        body = msgspec.json.encode(notice)
        self.take(self.seal.headers(body, self.crediting.clock()), body)


def blueprint(till: Callable[[], Till]) -> Blueprint:
    """`/pages/pay/<token>`."""
    routes = Blueprint("pay", __name__, template_folder="templates")

    @routes.get(f"/{PAY_PATH}/<token>")
    def show(token: str) -> Response:
        desk = till()
        return _page(desk, desk.order(token))

    @routes.post(f"/{PAY_PATH}/<token>")
    def pay(token: str) -> Response:
        desk = till()
        order = desk.order(token)
        is_open = order.state(desk.crediting.clock()) == "open"
        if desk.seal is not None and is_open and not desk.is_settled(order):
            desk.confirm(order)
        return _page(desk, desk.order(token))

    return routes


def _page(till: Till, order: Order) -> Response:
    state = order.state(till.crediting.clock())
    gone = _SETTLED if state == "open" and till.is_settled(order) else _GONE.get(state)
    if gone:
        page = render_template("sentence.html", sentence=gone)
        return Response(page, status=sentences.GONE)
    account = till.crediting.accounts.get(order.account_no)
    page = render_template(
        "pay/order.html",
        holder=say.masked_name(account.holder) if account else "",
        tail=account_numbers.tail(order.account_no),
        amount=say.yuan(order.amount_fen),
        paid=state == "paid",
        until=f"{order.expires_at:%H:%M}",
    )
    return Response(page, headers={"Cache-Control": "no-store"})
