"""`/healthz`, `/readyz` and `/metrics`."""

import ipaddress
import logging
import os

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import text

from bot.database import Database
from bot.errors import StoreAway
from bot.settings import Settings

log = logging.getLogger(__name__)


def blueprint(redis: Redis, database: Database, settings: Settings) -> Blueprint:
    """The three routes; the last two only for `METRICS_ALLOW`."""
    routes = Blueprint("monitoring", __name__)
    allowed = tuple(ipaddress.ip_network(net, strict=False) for net in settings.metrics_allow)

    def guard() -> None:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104  # no bind
        if not any(address in net for net in allowed):
            abort(403)

    @routes.get("/healthz")
    def alive() -> Response:
        return Response("ok", mimetype="text/plain")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        guard()
        state = {"redis": _answers(redis), "database": _opens(database)}
        return jsonify(state), 200 if all(state.values()) else 503

    @routes.get("/metrics")
    def metrics() -> Response:
        guard()
        return Response(generate_latest(_registry()), mimetype=CONTENT_TYPE_LATEST)

    return routes


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
