"""Structured logs: one JSON object a line, to stderr."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

NOISY = ("alembic", "jieba", "urllib3", "kombu", "celery.redirected")


def configure(level: int = logging.INFO) -> None:
    """Send every log line to stderr as JSON; a second call changes nothing."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, JsonFormatter) for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    formatter = JsonFormatter(
        "{asctime}{levelname}{name}{message}", style="{", json_ensure_ascii=False
    )
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
