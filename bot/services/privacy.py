"""The privacy notice (`dictionaries/privacy.toml`) and who agreed to it."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Executable

from bot.store import consents
from bot.store.consents import Consent, Consents

PATH: Final = "pages/privacy"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice."""

    version: str
    title: str
    updated: date
    sections: tuple[Section, ...]


class Privacy:
    """The notice in force, where it is read, and residents' words on it."""

    def __init__(self, notice: Notice, consents: Consents, public_url: str) -> None:
        self.notice = notice
        self.url = f"{public_url}/{PATH}"
        self._consents = consents

    def word_of(self, openid: str) -> Consent | None:
        """What a resident said to the version in force."""
        return self._consents.of(openid, self.notice.version)

    def agreed(self, openid: str) -> bool:
        """Whether a binding, a phone or a location of this resident may be kept."""
        word = self.word_of(openid)
        return word is not None and word.agreed

    def agree(self, openid: str, now: datetime) -> tuple[Executable, ...]:
        """Statements that keep the resident's agreement with its version and time."""
        return self._said(openid, now, agreed=True)

    def refuse(self, openid: str, now: datetime) -> tuple[Executable, ...]:
        """Statements that keep the resident's refusal."""
        return self._said(openid, now, agreed=False)

    def _said(self, openid: str, now: datetime, *, agreed: bool) -> tuple[Executable, ...]:
        return consents.insert_statements(openid, Consent(self.notice.version, agreed, now))


def load(path: Path) -> Notice:
    """Read the notice.

    Raises:
        msgspec.ValidationError: a field is missing or wrong.
    """
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Notice)
