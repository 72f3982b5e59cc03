"""Celery: wakes effects that are due.

`celery` is the project's one global. The web server's `create_app` configures it; a worker or
scheduler starts from here (`celery -A bot.tasks …`) and builds the bot's parts itself.
"""

import importlib
import logging
import os
from collections.abc import Sequence
from typing import Any, Protocol

from celery import Celery
from kombu.exceptions import OperationalError

from bot import logs, starting
from bot.settings import Settings

SWEEP_EVERY_S = 5
WATCH_EVERY_S = 60
ANNOUNCE_EVERY_S = 300
PRUNE_EVERY_S = 3600
INBOX_EVERY_S = 60
BROKER_TIMEOUT_S = 0.2

log = logging.getLogger(__name__)


class Tasks(Celery):  # type: ignore[misc]  # celery has no types
    """Celery that knows the composition root."""

    parts: Any = None

    def on_configure(self) -> None:
        """Build a worker's or scheduler's parts when Celery first needs its settings.

        A method, not the signal of that name: a signal's errors are swallowed, and the process
        would go on with Celery's own defaults.
        """
        if self.parts is None:
            logs.configure()
            with starting.refusing():
                parts = importlib.import_module("bot.parts").Parts(os.environ)
                parts.pipeline  # noqa: B018  # loads the understanding, before the pool forks
            configure(parts)


celery = Tasks("bot.tasks")


class Performs(Protocol):
    """What the tasks need of the composition root."""

    def one(self, row_id: str) -> None:
        """Perform one effect."""

    def due(self) -> None:
        """Perform what is due."""

    def prune(self) -> None:
        """Delete what is old."""


class Takes(Protocol):
    """The folder of files, as the tasks see it."""

    def take(self) -> object:
        """Take in what waits."""

    def prune(self, keep_days: int) -> None:
        """Delete what was put away long ago."""


class Looks(Protocol):
    """Something that is looked at again and again, as the tasks see it."""

    def look(self) -> None:
        """See what has become of it, and tell whom it concerns."""


class PartsOfTasks(Protocol):
    """The composition root, as the tasks see it."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def performing(self) -> Performs:
        """Performs effects."""

    def outage_board(self) -> Looks:
        """Outages, and the reports that joined them."""

    def announcing(self) -> Looks:
        """Planned outages that residents should hear of."""

    @property
    def inbox(self) -> Takes:
        """Takes in the power company's files."""


def configure(parts: PartsOfTasks) -> None:
    """Give Celery its broker and its work; nothing is connected yet."""
    timeouts = {"socket_timeout": BROKER_TIMEOUT_S, "socket_connect_timeout": BROKER_TIMEOUT_S}
    celery.parts = parts
    celery.config_from_object(
        {
            "broker_url": parts.settings.celery_broker_url,
            "broker_transport_options": timeouts,
            "broker_connection_retry_on_startup": True,
            "task_ignore_result": True,
            "task_publish_retry": False,
            "task_acks_late": True,
            "worker_hijack_root_logger": False,
            "worker_prefetch_multiplier": 1,
            "beat_schedule_filename": str(parts.settings.data_dir / "celerybeat"),
            "beat_schedule": _schedule(parts.settings),
        }
    )


def _schedule(settings: Settings) -> dict[str, dict[str, object]]:
    schedule: dict[str, dict[str, object]] = {
        "sweep": {"task": "sweep", "schedule": SWEEP_EVERY_S},
        "prune": {"task": "prune", "schedule": PRUNE_EVERY_S},
        "watch": {"task": "watch", "schedule": WATCH_EVERY_S},
        "announce": {"task": "announce", "schedule": ANNOUNCE_EVERY_S},
    }
    if settings.backend == "file":
        schedule["inbox"] = {"task": "inbox", "schedule": INBOX_EVERY_S}
    return schedule


def wake(row_ids: Sequence[str]) -> None:
    """Tell a worker that effects are due; where the broker is away the sweep finds them."""
    try:
        for row_id in row_ids:
            celery.send_task("perform", (row_id,))
    except OperationalError as error:
        log.warning("broker_away", extra={"effects": len(row_ids), "error": type(error).__name__})


@celery.task(name="perform")
def perform(row_id: str) -> None:
    """Perform one effect."""
    celery.parts.performing.one(row_id)


@celery.task(name="sweep")
def sweep() -> None:
    """Perform what is due and what nobody was woken for."""
    celery.parts.performing.due()


@celery.task(name="prune")
def prune() -> None:
    """Delete what nobody can ask for any more."""
    celery.parts.performing.prune()
    settings: Settings = celery.parts.settings
    if settings.backend == "file":
        celery.parts.inbox.prune(settings.inbox_keep_days)


@celery.task(name="watch")
def watch() -> None:
    """Tell who reported it of an outage that ended in the power company's own systems."""
    celery.parts.outage_board().look()


@celery.task(name="announce")
def announce() -> None:
    """Tell residents of planned outages."""
    celery.parts.announcing().look()


@celery.task(name="inbox")
def inbox() -> None:
    """Take in the power company's files."""
    celery.parts.inbox.take()
