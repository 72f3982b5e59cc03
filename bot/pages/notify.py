"""`POST /pay/notify`: the payment provider's callback."""

import logging
from collections.abc import Callable

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.errors import StoreAway
from bot.pages.pay import Till
from bot.services.payment_notices import MAX_BYTES, NoticeRefused

log = logging.getLogger(__name__)


def blueprint(till: Callable[[], Till]) -> Blueprint:
    """The callback: 200 for money that is taken, 4xx for no notice, 503 asks to call again."""
    routes = Blueprint("notify", __name__)

    @routes.post("/pay/notify")
    def notify() -> Response:
        desk = till()
        request.max_content_length = MAX_BYTES
        desk.take(dict(request.headers), request.get_data(cache=False))
        return jsonify(code="SUCCESS")

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

    return routes
