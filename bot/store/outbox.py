"""The outbox: effects committed with the turn that caused them, waiting for the worker."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Integer,
    LargeBinary,
    String,
    Update,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base
from bot.effects import Effect
from bot.store.types import At

LEASE = timedelta(seconds=90)
"""How long a worker may take for one effect before another takes it over."""


class OutboxRow(Base):
    """One effect."""

    __tablename__ = "outbox"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    recipient: Mapped[str] = mapped_column(String(64), index=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[At]
    due_at: Mapped[At] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    claimed_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(String(16))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An effect that is due, taken by one worker.

    Attributes:
        id: the row's.
        payload: the effect as JSON.
        tries: how often it was taken, this time included.
        until: when the lease ends. It names this lease: what has taken the row's place, or was
            taken over, has another.
    """

    id: str
    payload: bytes
    tries: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """An effect as it lies in the outbox."""

    id: str
    payload: bytes
    created_at: datetime


_encoder = msgspec.json.Encoder()
_AS_NEW: Final = {"tries": 0, "claimed_until": None, "done_at": None, "outcome": None}


def _upsert(dialect: Any) -> Executable:  # noqa: ANN401  # a module of SQLAlchemy
    new = dialect.insert(OutboxRow)
    given = ("kind", "recipient", "payload", "created_at", "due_at")
    values = {name: new.excluded[name] for name in given}
    upsert: Executable = new.on_conflict_do_update(index_elements=["id"], set_=values | _AS_NEW)
    return upsert


_UPSERTS: Final[Mapping[str, Executable]] = {
    "postgresql": _upsert(postgresql),
    "sqlite": _upsert(sqlite),
}
_DROP: Final = delete(OutboxRow).where(OutboxRow.id == bindparam("key"))


def add(connection: Connection, effects: Sequence[Effect], now: datetime) -> list[str]:
    """Keep effects; one with a key takes the place of an earlier one with the same key.

    Returns:
        The ids of those that are due at once.
    """
    rows = {row["id"]: row for row in (_row(effect, now) for effect in effects)}
    if rows:
        connection.execute(_UPSERTS[connection.dialect.name], list(rows.values()))
    return [str(row["id"]) for row in rows.values() if row["due_at"] == now]


def add_new(connection: Connection, effects: Sequence[Effect], now: datetime) -> list[str]:
    """Keep effects, but leave those as they are whose key was there before, done or not."""
    ids = [_id(effect.key) for effect in effects if effect.key]
    query = select(OutboxRow.id).where(OutboxRow.id.in_(ids))
    there = set(connection.execute(query).scalars()) if ids else set()
    new = [effect for effect in effects if not effect.key or _id(effect.key) not in there]
    return add(connection, new, now)


def drop(connection: Connection, keys: Sequence[str]) -> None:
    """Take back the effects with these keys."""
    if keys:
        connection.execute(_DROP, [{"key": _id(key)} for key in keys])


def due(connection: Connection, now: datetime, limit: int = 100) -> list[str]:
    """Ids of effects that should be done and that nobody is doing, longest due first."""
    query = select(OutboxRow.id).where(_free(now)).order_by(OutboxRow.due_at).limit(limit)
    return list(connection.execute(query).scalars())


def claim(connection: Connection, row_id: str, now: datetime) -> Waiting | None:
    """Take an effect for a while; `None` where it is done, taken, not due or taken back."""
    until = now + LEASE
    mine = (
        update(OutboxRow)
        .where(OutboxRow.id == row_id, _free(now))
        .values(claimed_until=until, tries=OutboxRow.tries + 1)
        .returning(OutboxRow.payload, OutboxRow.tries)
    )
    row = connection.execute(mine).first()
    return Waiting(row_id, row.payload, row.tries, until) if row else None


def finish(connection: Connection, taken: Waiting, now: datetime, outcome: str = "done") -> None:
    """The effect needs nothing more, unless another has taken its place meanwhile."""
    connection.execute(_of(taken).values(done_at=now, outcome=outcome))


def put_off(connection: Connection, taken: Waiting, until: datetime) -> None:
    """Try the effect again later."""
    connection.execute(_of(taken).values(claimed_until=until))


def last_payload(connection: Connection, kind: str, recipient: str) -> bytes | None:
    """The newest effect of a kind for a recipient, done or not."""
    query = (
        select(OutboxRow.payload)
        .where(OutboxRow.kind == kind, OutboxRow.recipient == recipient)
        .order_by(OutboxRow.created_at.desc(), OutboxRow.sequence.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def newest(connection: Connection, kind: str, limit: int) -> Sequence[Kept]:
    """The newest effects of a kind, done or not."""
    query = (
        select(OutboxRow.id, OutboxRow.payload, OutboxRow.created_at)
        .where(OutboxRow.kind == kind)
        .order_by(OutboxRow.sequence.desc())
        .limit(limit)
    )
    return [Kept(*row) for row in connection.execute(query)]


def prune(connection: Connection, before: datetime) -> None:
    """Delete what was done before then."""
    connection.execute(delete(OutboxRow).where(OutboxRow.done_at < before))


def _free(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxRow.done_at.is_(None),
        OutboxRow.due_at <= now,
        or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= now),
    )


def _of(taken: Waiting) -> Update:
    return update(OutboxRow).where(OutboxRow.id == taken.id, OutboxRow.claimed_until == taken.until)


def _id(key: str) -> str:
    """A keyed effect's id: keys name residents and phones, and ids stand in logs."""
    return blake2b(key.encode(), digest_size=16).hexdigest()


def _row(effect: Effect, now: datetime) -> dict[str, object]:
    return {
        "id": _id(effect.key) if effect.key else uuid.uuid4().hex,
        "kind": effect.__struct_config__.tag,
        "recipient": effect.recipient,
        "payload": _encoder.encode(effect),
        "created_at": now,
        "due_at": now + effect.after,
    }
