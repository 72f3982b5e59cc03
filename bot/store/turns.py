"""Turns that wrote: what a message did and answered, so that it is never done twice."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, LargeBinary, String, Text, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base
from bot.store.types import At, Key, Openid


class TurnRow(Base):
    """One finished turn."""

    __tablename__ = "turns"

    key: Mapped[Key]
    openid: Mapped[Openid]
    answer: Mapped[str] = mapped_column(Text)
    transfer: Mapped[str | None] = mapped_column(String(64))
    session: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[At] = mapped_column(index=True)


class DoneTurn(msgspec.Struct, frozen=True):
    """What a turn answered, and the session it left. `answer` is empty for a silent one."""

    key: str
    openid: str
    answer: str
    transfer: str | None
    session: bytes
    at: datetime


_COLUMNS = (
    TurnRow.key,
    TurnRow.openid,
    TurnRow.answer,
    TurnRow.transfer,
    TurnRow.session,
    TurnRow.at,
)
_BY_KEY = select(*_COLUMNS)
_INSERT = insert(TurnRow)


def find(connection: Connection, key: str) -> DoneTurn | None:
    """The turn of this message, where it wrote."""
    row = connection.execute(_BY_KEY.where(TurnRow.key == key)).first()
    return DoneTurn(*row) if row else None


def latest(connection: Connection, openid: str) -> DoneTurn | None:
    """The resident's last turn that wrote."""
    query = _BY_KEY.where(TurnRow.openid == openid).order_by(TurnRow.at.desc()).limit(1)
    row = connection.execute(query).first()
    return DoneTurn(*row) if row else None


def add(connection: Connection, turn: DoneTurn) -> None:
    """Keep a turn.

    Raises:
        sqlalchemy.exc.IntegrityError: it was done already.
    """
    connection.execute(
        _INSERT,
        {
            "key": turn.key,
            "openid": turn.openid,
            "answer": turn.answer,
            "transfer": turn.transfer,
            "session": turn.session,
            "at": turn.at,
        },
    )


def prune(connection: Connection, before: datetime) -> None:
    """Delete turns that no retry of the platform can ask for any more."""
    connection.execute(delete(TurnRow).where(TurnRow.at < before))
