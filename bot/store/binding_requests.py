"""Requests to be let in: by somebody bound already (`share`), or by papers (`release`)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection, Executable, String, and_, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.store.types import At, Key, Openid

OPEN_FOR: Final = {"share": timedelta(days=1), "release": timedelta(days=7)}
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
_LENGTH: Final = 8

Kind = Literal["share", "release"]


class BindingRequestRow(Base):
    """One request."""

    __tablename__ = "binding_requests"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(8))
    openid: Mapped[Openid]
    account_no: Mapped[str] = mapped_column(String(16), index=True)
    name: Mapped[str] = mapped_column(String(32))
    role: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[At]
    expires_at: Mapped[At]
    decided_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class BindingRequest:
    """One request. `name` is how the asker calls himself; `role` what he says he is."""

    id: str
    kind: Kind
    openid: str
    account_no: str
    name: str
    role: str
    asked_at: datetime

    @property
    def expires_at(self) -> datetime:
        """Until when it may be granted."""
        return self.asked_at + OPEN_FOR[self.kind]


_QUERY = select(
    BindingRequestRow.id,
    BindingRequestRow.kind,
    BindingRequestRow.openid,
    BindingRequestRow.account_no,
    BindingRequestRow.name,
    BindingRequestRow.role,
    BindingRequestRow.asked_at,
)


class BindingRequests:
    """Reads requests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, request_id: str, now: datetime) -> BindingRequest | None:
        """The request, where nobody decided on it and it has not expired."""
        found = self._listed(now, BindingRequestRow.id == request_id.upper())
        return found[0] if found else None

    def listed(self, now: datetime, kind: Kind) -> tuple[BindingRequest, ...]:
        """Every open request of a kind, oldest first."""
        return self._listed(now, BindingRequestRow.kind == kind)

    def on(self, account_nos: Sequence[str], now: datetime) -> tuple[BindingRequest, ...]:
        """Every open request to share one of these accounts, oldest first."""
        mine = and_(
            BindingRequestRow.kind == "share", BindingRequestRow.account_no.in_(account_nos)
        )
        return self._listed(now, mine)

    def _listed(self, now: datetime, condition: Any) -> tuple[BindingRequest, ...]:  # noqa: ANN401  # a column expression
        query = _QUERY.where(
            condition, BindingRequestRow.decided_at.is_(None), BindingRequestRow.expires_at > now
        ).order_by(BindingRequestRow.asked_at)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(BindingRequest(**row) for row in rows)


def new_id() -> str:
    """A number short enough to be read out at a counter."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def insert_statements(request: BindingRequest) -> tuple[Executable, ...]:
    """Keep a request; it takes the place of the asker's open one for the same account."""
    row = {name: getattr(request, name) for name in BindingRequest.__slots__}
    earlier = delete(BindingRequestRow).where(
        BindingRequestRow.openid == request.openid,
        BindingRequestRow.account_no == request.account_no,
        BindingRequestRow.kind == request.kind,
        BindingRequestRow.decided_at.is_(None),
    )
    values = row | {"expires_at": request.expires_at}
    return earlier, insert(BindingRequestRow).values(values)


def decide_statement(request_id: str, now: datetime) -> Any:  # noqa: ANN401  # an update whose rowcount tells
    """Close a request, once: `releases` goes by the rowcount, a turn's writes by `open` before."""
    return (
        update(BindingRequestRow)
        .where(BindingRequestRow.id == request_id, BindingRequestRow.decided_at.is_(None))
        .values(decided_at=now)
    )


def prune(connection: Connection, before: datetime) -> None:
    """Delete what could no longer be granted then, decided or not."""
    connection.execute(delete(BindingRequestRow).where(BindingRequestRow.expires_at < before))


def forget_statements(openid: str) -> Executable:
    """Delete a resident's requests."""
    return delete(BindingRequestRow).where(BindingRequestRow.openid == openid)
