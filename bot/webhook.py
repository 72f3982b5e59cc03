"""Station 1 and 8: the platform's requests in, sealed answers out."""

import logging
import time
from collections.abc import Callable

from flask import Blueprint, Response, request

from bot.clock import Deadline
from bot.pipeline import TURN_S
from bot.replies import Answer
from bot.wechat import render
from bot.wechat.door import SUCCESS, Door
from bot.wechat.errors import Refused
from bot.wechat.messages import Message

QUIET_EVENTS = frozenset(
    {"location", "view", "view_miniprogram", "templatesendjobfinish", "masssendjobfinish"}
)
"""Events that come as a flood and want nothing: answered without any I/O."""

WAITED = "bot.waited_s"
"""The WSGI variable in which `bot.worker` says how long a request waited for a thread."""

log = logging.getLogger(__name__)


def blueprint(door: Door, answer: Callable[[Message, Deadline], Answer]) -> Blueprint:
    """`/wechat` over a door and something that answers messages."""
    routes = Blueprint("wechat", __name__)

    @routes.get("/wechat")
    def handshake() -> Response:
        return Response(door.handshake(request.args), mimetype="text/plain")

    @routes.post("/wechat")
    def receive() -> Response:
        deadline = Deadline.after(TURN_S - _queued_s())
        opened = door.open(request.args, request.get_data(cache=False))
        message = opened.message
        if message is None or message.event in QUIET_EVENTS:
            what = {"wechat_event": message.event} if message else {"msg_type": "unreadable"}
            log.info("nothing_to_answer", extra=what)
            return _success()
        return _sealed(opened.seal, message, answer(message, deadline))

    @routes.errorhandler(Refused)
    def refused(error: Refused) -> Response:
        log.warning("refused", extra={"status": error.status, "reason": error.reason})
        return Response(status=error.status)

    return routes


def _sealed(seal: Callable[[str], str], message: Message, answer: Answer) -> Response:
    now_s = int(time.time())
    if answer.transfer is not None:
        xml = render.transfer(message, answer.transfer or None, now_s=now_s)
    elif answer.text:
        xml = render.text(message, answer.text, now_s)
    else:
        return _success()
    return Response(seal(xml), mimetype="application/xml")


def _success() -> Response:
    return Response(SUCCESS, mimetype="text/plain")


def _queued_s() -> float:
    """How long the request lay in a queue: the server's own, and a proxy's where it stamps.

    A proxy stamps `X-Request-Start: t=<unix seconds>`.
    """
    environ = request.environ
    stamp = environ.get("HTTP_X_REQUEST_START", "").removeprefix("t=")
    try:
        at_proxy_s = max(time.time() - float(stamp), 0.0) if stamp else 0.0
    except ValueError:
        at_proxy_s = 0.0
    in_server_s: float = environ.get(WAITED, 0.0)
    return min(max(at_proxy_s, in_server_s), TURN_S)
