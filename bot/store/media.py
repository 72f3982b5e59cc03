"""Residents' photos and recordings, as files in `DATA_DIR/media/<ticket>/`."""

import os
import re
import shutil
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

SUFFIXES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".amr": "audio/amr",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
}
"""What is kept, with the content type that it is served with."""

_TICKET = re.compile(r"BX\d{8,24}")
_NAME = re.compile(r"[0-9a-f]{24}(\.[a-z0-9]{3})")


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """Keeps and finds files; names are made here, never by a resident."""

    folder: Path

    def keep(self, ticket_no: str, media_id: str, content: bytes, suffix: str) -> str:
        """Write a file, whole or not at all, and give its name; the same media is one file."""
        name = blake2b(media_id.encode(), digest_size=12).hexdigest() + suffix
        path = self._path(ticket_no, name)
        if path is None:
            raise ValueError("no such ticket number or suffix")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(path)
        return name

    def find(self, ticket_no: str, name: str) -> tuple[bytes, str] | None:
        """A file's content and content type; `None` where there is none of that name."""
        path = self._path(ticket_no, name)
        if path is None or not path.is_file():
            return None
        return path.read_bytes(), SUFFIXES[path.suffix]

    def ticket_nos(self) -> list[str]:
        """The tickets that files are kept of."""
        return sorted(path.name for path in self.folder.glob("BX*"))

    def drop(self, ticket_no: str) -> None:
        """Delete a ticket's files."""
        shutil.rmtree(self.folder / ticket_no)

    def _path(self, ticket_no: str, name: str) -> Path | None:
        named = _NAME.fullmatch(name)
        if named is None or named[1] not in SUFFIXES or not _TICKET.fullmatch(ticket_no):
            return None
        return self.folder / ticket_no / name
