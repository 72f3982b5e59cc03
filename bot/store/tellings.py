"""Which resident was told of which planned outage, when, and with which times.

It keeps an announcement from being made twice, and is the proof that it was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Executable, String, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.store.types import At, Key, Openid

KEPT_FOR: Final = timedelta(days=180)
CANCELLED: Final = "cancelled"


class TellingRow(Base):
    """One announcement to one resident. `said` are the times that were told, or `cancelled`."""

    __tablename__ = "tellings"

    id: Mapped[Key]
    openid: Mapped[Openid]
    outage_no: Mapped[str] = mapped_column(String(64), index=True)
    said: Mapped[str] = mapped_column(String(64))
    start: Mapped[At] = mapped_column(index=True)
    at: Mapped[At]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a resident is told of an outage that is to begin at `start`."""

    openid: str
    outage_no: str
    said: str
    start: datetime


class Tellings:
    """Reads what was told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, outage_no: str) -> Mapping[str, str]:
        """What was told of an outage, by resident."""
        query = select(TellingRow.openid, TellingRow.said).filter_by(outage_no=outage_no)
        with self._database.read() as connection:
            return {row.openid: row.said for row in connection.execute(query)}

    def to_come(self, now: datetime) -> tuple[str, ...]:
        """Outages that were announced, have not begun and are not told to be cancelled."""
        query = select(TellingRow.outage_no).where(
            TellingRow.start > now, TellingRow.said != CANCELLED
        )
        with self._database.read() as connection:
            return tuple(connection.execute(query.distinct()).scalars())


def record_telling(
    connection: Connection, telling: Telling, before: str | None, now: datetime
) -> bool:
    """Keep that a resident is told; false where meanwhile another process did so.

    Args:
        connection: the transaction in which the message is written, too.
        telling: what is told.
        before: what the resident was told of this outage earlier, `None` for nothing.
        now: when.
    """
    values = {"said": telling.said, "start": telling.start, "at": now}
    who = {"openid": telling.openid, "outage_no": telling.outage_no}
    if before is not None:
        again = update(TellingRow).filter_by(**who, said=before)
        return bool(connection.execute(again.values(values)).rowcount)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"id": f"{telling.outage_no}:{telling.openid}", **who, **values}
    new = dialect.insert(TellingRow).values(row).on_conflict_do_nothing()
    return connection.execute(new.returning(TellingRow.id)).first() is not None


def prune(connection: Connection, now: datetime) -> None:
    """Delete what proves nothing any more."""
    connection.execute(delete(TellingRow).where(TellingRow.start < now - KEPT_FOR))


def forget_statements(openid: str) -> Executable:
    """Delete what a resident was told."""
    return delete(TellingRow).where(TellingRow.openid == openid)
