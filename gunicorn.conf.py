"""gunicorn's configuration: the settings are checked in the master, before any worker starts."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from bot import settings

worker_class = "bot.worker.QueueAwareWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
graceful_timeout = 10
timeout = 30
control_socket_disable = True


def on_starting(_server: Any) -> None:  # noqa: ANN401  # gunicorn's arbiter
    """Refuse to start on an incomplete environment: one message, exit code 2."""
    try:
        settings.read(os.environ)
    except settings.SettingsError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
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
