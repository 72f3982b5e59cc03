"""The pay page, and the provider's callback.

The page opens for whoever holds the link: relatives pay. It shows the masked holder, the account's
last four digits and the sum, nothing else. Its button makes the embedded provider call back; a real
provider has its own page there.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot import say
from bot.errors import StoreAway
from bot.pages import links as pages
from bot.services import account_numbers
from bot.services.crediting import Crediting
from bot.services.links import LinkForged, Links
from bot.services.payment_notices import MAX_BYTES, NoticeRefused, Seal
from bot.services.payments import PAY_PATH, EmbeddedProvider, Payments
from bot.store.orders import Order

NOTIFY = "/pay/notify"
LINK_AGE_S = 3 * 24 * 3600
"""An old link still says what became of its order; paying ends with the order, after 30 minutes."""

_GONE = {
    "closed": "这个链接已经换成新的了，请回到微信用最新的那一个。",
    "expired": "这个链接已经过期了，请回到微信重新获取。",
}

log = logging.getLogger(__name__)


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

    def confirm(self, order: Order) -> int:
        """Let the embedded provider call back; gives the HTTP status it was answered with.

        The signed request goes to the application itself, with the headers and bytes that it would
        have on the wire: a server need not reach its own public address, and none need run.
        """
        if self.seal is None:
            return 404
        return EmbeddedProvider(self.seal, _call_back, self.crediting.clock).confirm(order)


def blueprint(till: Callable[[], Till]) -> Blueprint:
    """`/pages/pay/<token>` and `POST /pay/notify`."""
    routes = Blueprint("pay", __name__, template_folder="templates")
    pages.guard(routes)
    _guard(routes)

    @routes.get(f"/{PAY_PATH}/<token>")
    def show(token: str) -> Response:
        desk = till()
        return _page(desk, desk.order(token))

    @routes.post(f"/{PAY_PATH}/<token>")
    def pay(token: str) -> Response:
        desk = till()
        order = desk.order(token)
        if order.state(desk.crediting.clock()) == "open":
            desk.confirm(order)
        return _page(desk, desk.order(token))

    @routes.post(NOTIFY)
    def notify() -> tuple[Response, int]:
        desk = till()
        request.max_content_length = MAX_BYTES
        body = request.get_data(cache=False)
        notice = desk.payments.opened(dict(request.headers), body, desk.crediting.clock())
        desk.crediting.take(notice)
        return jsonify(code="SUCCESS"), 200

    return routes


def _guard(routes: Blueprint) -> None:
    """Answer what is no notice of the provider's with 4xx, and ask for another call with 503."""

    @routes.errorhandler(NoticeRefused)
    def refused(error: NoticeRefused) -> tuple[Response, int]:
        log.warning("notice_refused", extra=error.ids)
        return jsonify(code="FAIL"), error.status

    @routes.errorhandler(RequestEntityTooLarge)
    def too_large(_error: RequestEntityTooLarge) -> tuple[Response, int]:
        log.warning("notice_refused", extra={"reason": "size"})
        return jsonify(code="FAIL"), 413

    @routes.errorhandler(StoreAway)
    def away(error: StoreAway) -> tuple[Response, int]:
        log.warning("notice_not_taken", extra=error.ids)
        return jsonify(code="FAIL"), 503


def _page(till: Till, order: Order) -> Response:
    state = order.state(till.crediting.clock())
    if state in _GONE:
        page = render_template("sentence.html", sentence=_GONE[state])
        return Response(page, status=pages.GONE)
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


def _call_back(body: bytes, headers: Mapping[str, str]) -> int:
    answer = current_app.test_client().post(
        NOTIFY, data=body, headers=dict(headers), content_type="application/json"
    )
    return answer.status_code
