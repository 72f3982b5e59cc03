"""gunicorn's configuration: settings and model are checked in the master, before any worker."""

import gc
import os
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from bot import settings, starting
from bot.intents import artifact

worker_class = "bot.worker.QueueAwareWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
graceful_timeout = 10
timeout = 30
control_socket_disable = True


def on_starting(_server: Any) -> None:  # noqa: ANN401  # gunicorn's arbiter
    """Refuse to start on an incomplete environment or without a model: one message, exit code 2."""
    with starting.refusing():
        artifact.read(settings.read(os.environ).model_dir)
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)


def post_worker_init(_worker: Any) -> None:  # noqa: ANN401  # gunicorn's worker
    """Leave what was loaded out of every later garbage collection: dictionaries and model stay."""
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:  # noqa: ANN401  # gunicorn's types
    """Close the books of a worker that has ended."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)
