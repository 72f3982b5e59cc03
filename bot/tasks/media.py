"""Residents' photos and recordings: fetched while the platform has them, kept with the ticket."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.backends.tickets import TicketEvent, TroubleTickets
from bot.effects import KeepMedia
from bot.store.media import MediaFiles
from bot.tasks.work import Done, Work
from bot.wechat.errors import ApiError, RetryLater

TIMEOUT_S = 20.0

_MB = 1024 * 1024
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"#!AMR", ".amr"),
    (b"ID3", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"\xff\xf3", ".mp3"),
    (b"RIFF", ".wav"),
    (b"OggS", ".ogg"),
)
_FILM = (b"ftyp", ".mp4")
_FILM_AT = 4

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a kind of media may be (sizes: reference wechat.md 1.6)."""

    said: str
    limit_bytes: int
    suffixes: tuple[str, ...]
    types: tuple[str, ...]


_ANY = "application/octet-stream"
_KINDS = {
    "photo": _Kind("一张照片", 10 * _MB, (".jpg", ".png", ".gif"), ("image/", _ANY)),
    "voice": _Kind(
        "一段语音", 2 * _MB, (".amr", ".mp3", ".wav", ".ogg"), ("audio/", "voice/", _ANY)
    ),
    "video": _Kind("一段视频", 10 * _MB, (".mp4",), ("video/", _ANY)),
}


def keep_media(effect: KeepMedia, work: Work) -> Done:
    """Fetch a file into `DATA_DIR` and note it on the ticket; what cannot be fetched is a note."""
    kind = _KINDS.get(effect.media_kind)
    if kind is None or work.use.tickets.get(effect.ticket_no) is None:
        return Done()
    name = _fetched(effect, kind, work)
    what = effect.media_kind if name else "note"
    text = name or f"报修人发来{kind.said}，没能取到（已过期或格式不对），请电话联系。"
    event = TicketEvent(work.now, what, text)
    work.use.tickets.amend(effect.key, effect.ticket_no, event=event)
    return Done()


def _fetched(effect: KeepMedia, kind: _Kind, work: Work) -> str:
    """The kept file's name; empty where the platform has no such file, or another kind of one.

    Raises:
        RetryLater: the platform is busy.
    """
    if not work.use.can.media:
        return ""
    try:
        content, content_type = work.api.get_media(
            effect.media_id, limit_bytes=kind.limit_bytes, timeout_s=TIMEOUT_S
        )
    except RetryLater:
        raise
    except ApiError as error:
        log.info("media_gone", extra={"ticket_no": effect.ticket_no, "errcode": error.errcode})
        return ""
    suffix = suffix_of(content)
    if suffix not in kind.suffixes or not content_type.startswith(kind.types):
        log.info("media_refused", extra={"ticket_no": effect.ticket_no, "type": content_type[:40]})
        return ""
    return work.files.keep(effect.ticket_no, effect.media_id, content, suffix)


def prune(files: MediaFiles, tickets: TroubleTickets, before: datetime) -> None:
    """Delete the files of tickets that nothing has happened to since they were closed, long ago.

    Raises:
        BackendAway: the tickets cannot be read; what is left is for the next time.
    """
    for ticket_no in files.ticket_nos():
        ticket = tickets.get(ticket_no)
        if ticket and not ticket.is_open and all(event.at < before for event in ticket.events):
            files.drop(ticket_no)
            log.info("media_deleted", extra={"ticket_no": ticket_no})


def suffix_of(content: bytes) -> str:
    """What a file is by its first bytes; empty for what is not kept."""
    if content[_FILM_AT : _FILM_AT + len(_FILM[0])] == _FILM[0]:
        return _FILM[1]
    return next((suffix for start, suffix in _STARTS if content.startswith(start)), "")
