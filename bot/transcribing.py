"""Recordings to words, before station 4; the platform's own recognition is mostly gone."""

from dataclasses import dataclass
from typing import Protocol

from bot.clock import Deadline


class Transcriber(Protocol):
    """Turns a recording into text, within the turn's time."""

    def transcribe(self, media_id: str, deadline: Deadline) -> str:
        """What was said; empty where it cannot be told.

        Raises:
            OutOfTime: by the deadline.
        """
        ...


@dataclass(frozen=True, slots=True)
class NoTranscriber:
    """None is configured: the recording itself is what a person will hear."""

    def transcribe(self, media_id: str, deadline: Deadline) -> str:  # noqa: ARG002  # the Protocol's
        """Nothing."""
        return ""
