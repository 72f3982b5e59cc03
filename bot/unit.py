"""Station 7: what a turn did becomes durable, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy.exc import IntegrityError

from bot.database import Database
from bot.effects import Effect
from bot.replies import Answer, Reply
from bot.store import outbox, turns
from bot.store.turns import DoneTurn

Wake = Callable[[Sequence[str]], None]
"""Tells the worker that these outbox rows are due; losing the word only costs time."""

_answers = msgspec.json.Decoder(Answer)


def dump_answer(answer: Answer) -> bytes:
    """An answer as it lies in Redis."""
    return msgspec.json.encode(answer)


def parse_answer(raw: bytes) -> Answer:
    """An answer from Redis."""
    return _answers.decode(raw)


@dataclass(frozen=True, slots=True)
class Unit:
    """One SQL transaction a turn: its statements, its effects and the row that says it is done."""

    database: Database
    wake: Wake

    def write(self, done: DoneTurn, reply: Reply) -> tuple[DoneTurn, list[str]]:
        """Write all of it or nothing.

        Returns:
            The turn as it stands in the table, which is an earlier run's where there was one, and
            the ids of the effects that are due at once.

        Raises:
            StoreAway: nothing was written.
        """
        try:
            with self.database.write() as connection:
                turns.add(connection, done)
                outbox.drop(connection, reply.dropped)
                for statement in reply.writes:
                    connection.execute(statement)
                return done, outbox.add(connection, reply.effects, done.at)
        except IntegrityError:
            earlier = self.find(done.key)
            if earlier is None:
                raise
            return earlier, []

    def find(self, key: str) -> DoneTurn | None:
        """What an earlier run of this message did, where it wrote."""
        with self.database.read() as connection:
            return turns.find(connection, key)

    def latest(self, openid: str) -> DoneTurn | None:
        """The resident's last turn that wrote."""
        with self.database.read() as connection:
            return turns.latest(connection, openid)

    def later(self, effects: Sequence[Effect], now: datetime) -> None:
        """Write effects that belong to no turn, and wake the worker."""
        with self.database.write() as connection:
            due = outbox.add(connection, effects, now)
        self.wake(due)
