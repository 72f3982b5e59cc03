"""Celery: wakes effects that are due.

`celery` is the project's one global. The web server's `create_app` configures it; a worker or
scheduler starts from here (`celery -A bot.tasks …`) and builds the bot's parts itself.
"""

import importlib
import logging
import os
from collections.abc import Sequence
from typing import Protocol

from celery import Celery
from kombu.exceptions import OperationalError

from bot import logs, owed, starting
from bot.backends.file import Inbox
from bot.dispatch.board import Board
from bot.pipeline import Pipeline
from bot.settings import Settings
from bot.tasks import dispatching
from bot.tasks.announcing import Announcing
from bot.tasks.work import Performing

EVERY_S = {"sweep": 5, "watch": 60, "announce": 300, "prune": 3600, "inbox": 60}
BROKER_TIMEOUT_S = 0.2

log = logging.getLogger(__name__)


class PartsOfTasks(Protocol):
    """The composition root, as the tasks see it."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def pipeline(self) -> Pipeline:
        """Stations 2 to 7."""

    @property
    def performing(self) -> Performing:
        """Performs effects."""

    @property
    def inbox(self) -> Inbox:
        """Takes in the power company's files."""

    def outage_board(self) -> Board:
        """Outages, and the reports that joined them."""

    def announcing(self) -> Announcing:
        """Planned outages that residents should hear of."""

    def prune_media(self) -> None:
        """Delete old photos and recordings."""


class Tasks(Celery):  # type: ignore[misc]  # celery has no types
    """Celery that knows the composition root."""

    parts: PartsOfTasks | None = None

    @property
    def of_worker(self) -> PartsOfTasks:
        """The parts, which a process that runs tasks has: `on_configure` saw to it."""
        if self.parts is None:
            raise RuntimeError("celery has not been configured")
        return self.parts

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


def configure(parts: PartsOfTasks) -> None:
    """Give Celery its broker and its work; nothing is connected yet."""
    timeouts = {
        "socket_timeout": BROKER_TIMEOUT_S,
        "socket_connect_timeout": BROKER_TIMEOUT_S,
        "max_retries": 0,  # a turn's answer must not wait for 6 s of the transport's own retries
    }
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
            "beat_schedule": _schedule(parts.settings.backend),
        }
    )


def _schedule(backend: str) -> dict[str, dict[str, object]]:
    """What is done how often; where no worker took it until the next time, it is void."""
    return {
        name: {"task": name, "schedule": every_s, "options": {"expires": every_s}}
        for name, every_s in EVERY_S.items()
        if name != "inbox" or backend == "file"
    }


def wake(row_ids: Sequence[str]) -> None:
    """Tell a worker that effects are due; the sweep finds them where there is no broker."""
    if celery.parts is None or not celery.parts.settings.celery_broker_url:
        return
    try:
        for row_id in row_ids:
            celery.send_task("perform", (row_id,))
    except OperationalError as error:
        log.warning("broker_away", extra={"effects": len(row_ids), "error": type(error).__name__})


@celery.task(name="perform")
def perform(row_id: str) -> None:
    """Perform one effect."""
    celery.of_worker.performing.one(row_id)


@celery.task(name="sweep")
def sweep() -> None:
    """Perform what is due and what nobody was woken for."""
    celery.of_worker.performing.due()


@celery.task(name="prune")
def prune() -> None:
    """Delete what nobody can ask for any more."""
    parts = celery.of_worker
    parts.performing.prune()
    parts.prune_media()
    if parts.settings.backend == "file":
        parts.inbox.prune(parts.settings.inbox_keep_days)


@celery.task(name="watch")
def watch() -> None:
    """See what nobody tells the bot, and make good what could not be done at the time."""
    celery.of_worker.outage_board().look()
    celery.of_worker.performing.run(dispatching.see_to_calls)
    owed.leavings(celery.of_worker.pipeline)


@celery.task(name="announce")
def announce() -> None:
    """Tell residents of planned outages."""
    celery.of_worker.announcing().look()


@celery.task(name="inbox")
def inbox() -> None:
    """Take in the power company's files."""
    celery.of_worker.inbox.take()
