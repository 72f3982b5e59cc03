"""Photos, films and recordings for a ticket, also those sent just before there was one.

They are written as `kind:media_id`, a line each.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.effects import KeepMedia
from bot.turn import Turn

KINDS: Final = {"image": "photo", "voice": "voice", "video": "video"}
"""The platform's kinds of message and the kinds of file that they are on a ticket."""

_IN_MIND_FOR: Final = timedelta(minutes=10)
_MOST: Final = 9


def added(lines: str, turn: Turn) -> str:
    """The lines with the file that the message is; the newest where there are many."""
    message = turn.message
    every = [*lines.splitlines(), f"{KINDS[message.kind]}:{message.media_id}"]
    return "\n".join(every[-_MOST:])


def in_mind(turn: Turn) -> dict[str, str]:
    """What the dialogue remembers of a file that nobody can say yet what it is for."""
    return {"files": added(sent_before(turn), turn), "files_at": turn.now.isoformat()}


FORGOTTEN: Final = {"files": ""}
"""What the dialogue remembers once a ticket or a report has them."""


def sent_before(turn: Turn) -> str:
    """The files that were sent just before the message, for which it may be the reason."""
    context = turn.session.context
    at = context.get("files_at")
    is_recent = at is not None and turn.now - datetime.fromisoformat(at) <= _IN_MIND_FOR
    return context.get("files", "") if is_recent else ""


def pairs(lines: str) -> tuple[tuple[str, str], ...]:
    """Kinds and ids."""
    parted = (line.partition(":") for line in lines.splitlines())
    return tuple((kind, media_id) for kind, _, media_id in parted)


def put_on(ticket_no: str, lines: str) -> tuple[KeepMedia, ...]:
    """The effects that put them on a ticket."""
    return tuple(KeepMedia(ticket_no, kind, media_id) for kind, media_id in pairs(lines))
