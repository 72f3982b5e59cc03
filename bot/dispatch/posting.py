"""Effects that belong to no resident's turn: written once, then the worker is woken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Database
from bot.effects import Effect
from bot.store import outbox


@dataclass(frozen=True, slots=True)
class Post:
    """The way into the outbox for pages and commands."""

    database: Database
    clock: Clock
    wake: Callable[[Sequence[str]], None]

    def __call__(self, effects: Sequence[Effect]) -> None:
        """Write effects; those with a key that was there before are not written again.

        Raises:
            StoreAway: nothing was written.
        """
        with self.database.write() as connection:
            due = outbox.add_new(connection, effects, self.clock())
        self.wake(due)
