"""What short messages were read as: residents say the same few things all day."""

from typing import Final, Generic, TypeVar

MAX_TEXTS: Final = 4096
MAX_CHARS: Final = 24

T = TypeVar("T")


class Recent(Generic[T]):
    """Remembers what was made of short texts; safe to share between threads.

    Of messages with numbers and names in them nothing is kept for long: when it is full, it
    forgets all.
    """

    def __init__(self) -> None:
        self._known: dict[str, T] = {}

    def get(self, text: str) -> T | None:
        """What was kept for this text."""
        return self._known.get(text)

    def forget(self) -> None:
        """Forget all."""
        self._known.clear()

    def keep(self, text: str, read: T) -> T:
        """Keep what a text was read as, if it is short; returns it."""
        if len(text) <= MAX_CHARS:
            if len(self._known) >= MAX_TEXTS:
                self.forget()
            self._known[text] = read
        return read
