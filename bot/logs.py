"""Structured logs: one JSON object a line, to stderr."""

import logging
import sys
from datetime import UTC, datetime

import msgspec

NOISY = ("alembic", "jieba", "urllib3", "kombu", "celery.redirected")

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; the rest came in as `extra`."""


class JsonLines(logging.Formatter):
    """Time, level, logger and event name, then whatever ids the call gave."""

    def __init__(self) -> None:
        super().__init__()
        self._encoder = msgspec.json.Encoder(enc_hook=str)

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        given = {name: value for name, value in vars(record).items() if name not in _OWN}
        line |= {f"{name}_given" if name in line else name: given[name] for name in given}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return self._encoder.encode(line).decode()


def configure(level: int = logging.INFO) -> None:
    """Send every log line to stderr as JSON; a second call changes nothing."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, JsonLines) for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
