"""`/healthz`, `/readyz` and `/metrics`."""

import ipaddress
import logging
import os
from collections.abc import Callable

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import text

from bot.database import Database
from bot.errors import BotError, StoreAway
from bot.settings import Settings

log = logging.getLogger(__name__)


Uncalled = Callable[[], tuple[str, ...]]
"""Says why nobody on duty is called; raises `BackendAway` where that cannot be told."""


def blueprint(
    redis: Redis, database: Database, settings: Settings, uncalled: Uncalled
) -> Blueprint:
    """The three routes; the last two only for `METRICS_ALLOW`, and never through a proxy.

    A proxy on the same machine is loopback, whoever asks it; one elsewhere hides the address, too.
    """
    routes = Blueprint("monitoring", __name__)
    allowed = tuple(ipaddress.ip_network(net, strict=False) for net in settings.metrics_allow)

    def guard() -> None:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104  # no bind
        is_proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
        if is_proxied or not any(address in net for net in allowed):
            abort(403)

    @routes.get("/healthz")
    def alive() -> Response:
        return Response("ok", mimetype="text/plain")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        guard()
        state = {"redis": _answers(redis), "database": _opens(database)}
        warnings = warned(uncalled)
        told = state | {"warnings": warnings} if warnings else state
        return jsonify(told), 200 if all(state.values()) else 503

    @routes.get("/metrics")
    def metrics() -> Response:
        guard()
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)

    return routes


def warned(uncalled: Uncalled) -> tuple[str, ...]:
    """Why nobody on duty is called, loudly in the log, too: the bot answers, but nobody comes."""
    try:
        reasons = uncalled()
    except BotError:  # the database is away, which is told by itself
        return ()
    for reason in reasons:
        log.warning("nobody_on_duty_is_called", extra={"reason": reason})
    return reasons


def _registry() -> CollectorRegistry:
    """All workers' figures together where gunicorn runs several."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library's own gap
    return registry


def _answers(redis: Redis) -> bool:
    try:
        return bool(redis.ping())
    except RedisError:
        return False


def _opens(database: Database) -> bool:
    try:
        with database.read() as connection:
            connection.execute(text("SELECT 1"))
    except StoreAway:
        return False
    return True
