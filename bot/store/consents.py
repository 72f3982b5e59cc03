"""Who agreed to which version of the privacy notice, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Boolean, Executable, String, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.queries import Query
from bot.store.types import At, Key, Openid


class ConsentRow(Base):
    """One resident's word on one version."""

    __tablename__ = "consents"

    id: Mapped[Key]
    openid: Mapped[Openid]
    version: Mapped[str] = mapped_column(String(16))
    agreed: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[At]


@dataclass(frozen=True, slots=True)
class Consent:
    """A resident's word on a version of the notice."""

    version: str
    agreed: bool
    at: datetime


_OF: Final = Query(
    select(ConsentRow.version, ConsentRow.agreed, ConsentRow.at).where(
        ConsentRow.openid == bindparam("openid"), ConsentRow.version == bindparam("version")
    )
)


class Consents:
    """Reads what residents agreed to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, openid: str, version: str) -> Consent | None:
        """The resident's word on a version, `None` where there was none."""
        rows = self._database.rows(_OF, openid=openid, version=version)
        return Consent(*rows[0]) if rows else None


def insert_statements(openid: str, consent: Consent) -> tuple[Executable, ...]:
    """Keep a resident's word; it takes the place of an earlier one on the same version."""
    row = {
        "id": f"{openid}:{consent.version}",
        "openid": openid,
        "version": consent.version,
        "agreed": consent.agreed,
        "at": consent.at,
    }
    earlier = delete(ConsentRow).where(ConsentRow.id == row["id"])
    return earlier, insert(ConsentRow).values(row)
