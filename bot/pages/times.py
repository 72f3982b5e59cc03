"""Points of time in a form's `datetime-local` fields, in local wall time."""

from datetime import datetime

_FIELD = "%Y-%m-%dT%H:%M"


def read(text: str, now: datetime) -> datetime | None:
    """A time to come; `None` where the field was left empty.

    Raises:
        ValueError: no time, or one that is over.
    """
    if not text.strip():
        return None
    at = datetime.strptime(text.strip(), _FIELD)  # noqa: DTZ007  # local wall time
    if at <= now:
        raise ValueError("over")
    return at


def field(at: datetime) -> str:
    """A time as the field wants it."""
    return at.strftime(_FIELD)
