"""Messages the bot was unsure of, masked, and what the resident then chose: for an editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Executable, String, Text, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.store.types import At, Key, Openid


class UtteranceRow(Base):
    """One such message. `chosen` is empty until the resident picked something.

    `openid` is empty after a day: an editor needs the words, not who said them.
    """

    __tablename__ = "utterances"

    id: Mapped[Key]
    openid: Mapped[Openid]
    text: Mapped[str] = mapped_column(Text)
    offered: Mapped[str] = mapped_column(String(200))
    chosen: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[At] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message the bot was unsure of. `offered` are the intents it asked about."""

    id: str
    text: str
    offered: tuple[str, ...]
    chosen: str
    at: datetime


def insert_statement(openid: str, utterance: Utterance) -> Executable:
    """Keep a message; its `text` is masked already."""
    return insert(UtteranceRow).values(
        id=utterance.id,
        openid=openid,
        text=utterance.text,
        offered=" ".join(utterance.offered),
        chosen=utterance.chosen,
        at=utterance.at,
    )


def choice_statement(utterance_id: str, intent: str) -> Executable:
    """The resident picked what was meant."""
    mine = update(UtteranceRow).where(UtteranceRow.id == utterance_id)
    return mine.values(chosen=intent)


def prune(connection: Connection, before: datetime) -> None:
    """Unlink from whoever said it what was said before then."""
    old = update(UtteranceRow).where(UtteranceRow.at < before, UtteranceRow.openid != "")
    connection.execute(old.values(openid=""))


def newest(database: Database, limit: int) -> Sequence[Utterance]:
    """The newest messages, those with a choice first."""
    query = (
        select(
            UtteranceRow.id,
            UtteranceRow.text,
            UtteranceRow.offered,
            UtteranceRow.chosen,
            UtteranceRow.at,
        )
        .order_by((UtteranceRow.chosen == "").asc(), UtteranceRow.at.desc())
        .limit(limit)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    return [Utterance(row[0], row[1], tuple(row[2].split()), row[3], row[4]) for row in rows]
