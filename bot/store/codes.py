"""Binding codes, and the tries that are counted so that nobody walks the numbers.

Tries are kept for two days by a keyed digest of who asked, so that leaving and coming back starts
no new count and forgetting a resident leaves nothing that names one. A number that does not exist
is treated like one that does: it gets a code that nobody is sent.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Final

from sqlalchemy import Connection, Executable, String, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Database
from bot.store.types import At, Key

DIGITS: Final = 6
VALID_FOR: Final = timedelta(minutes=5)
APART: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
BLOCKED_FOR: Final = timedelta(hours=1)
WRONG_CODES: Final = 5
SMS_A_DAY: Final = 3
"""So many codes an account is sent within a day, whoever asks."""
RESTS_FOR: Final = 2 * DAY
"""Within this no asker is sent more than `SMS_A_DAY` for one account: so its next day is free of
whoever has used up this one."""


class CodeRow(Base):
    """The code that one resident is awaited to write."""

    __tablename__ = "binding_codes"

    openid: Mapped[Key]
    account_no: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[At]


class TryRow(Base):
    """A try: `sent`, `refused` or `wrong` (a code), `blocked` (an asker), `closed` (an account)."""

    __tablename__ = "binding_tries"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(8))
    asker: Mapped[str] = mapped_column(String(64), index=True)
    account_no: Mapped[str] = mapped_column(String(16), index=True)
    at: Mapped[At] = mapped_column(index=True)


class Asked(Enum):
    """What asking for a code came to."""

    GRANTED = auto()
    BLOCKED = auto()
    RESTS = auto()
    TOO_SOON = auto()
    OFTEN_ENOUGH = auto()
    CLOSED = auto()
    CLOSED_NOW = auto()


class Checked(Enum):
    """What a code is worth; `NONE_AWAITED`: none was sent for this resident, or it was used."""

    RIGHT = auto()
    WRONG = auto()
    WRONG_TOO_OFTEN = auto()
    EXPIRED = auto()
    NONE_AWAITED = auto()


@dataclass(frozen=True, slots=True)
class _Ask:
    """One request for a code. `key` is the turn's id; so `many` askers close an account."""

    key: str
    asker: str
    account_no: str
    now: datetime
    many: int


class Codes:
    """Makes and checks codes.

    Args:
        database: the bot's own.
        secret_key: keys the digests.
        many_askers: so many askers of a day close an account.
    """

    def __init__(self, database: Database, secret_key: str, many_askers: int) -> None:
        self._database = database
        self._secret_key = secret_key.encode()
        self._many_askers = many_askers

    def ask(self, key: str, openid: str, account_no: str, now: datetime) -> Asked:
        """Count a request for a code, at once: many at the same time are counted one by one.

        Args:
            key: of this request; the same one again is answered as it was.
            openid: who asks.
            account_no: in its plain form, whether it exists or not.
            now: local wall time.
        """
        wanted = _Ask(key, self._digest("asker", openid), account_no, now, self._many_askers)
        try:
            with self._database.write() as connection:
                return _counted(connection, wanted)
        except IntegrityError:
            return Asked.TOO_SOON

    def asked_today(self, openid: str, account_no: str, now: datetime) -> bool:
        """Whether the resident was granted a code for this number already, within a day."""
        mine = TryRow.asker == self._digest("asker", openid), TryRow.account_no == account_no
        with self._database.read() as connection:
            return _count(connection, "sent", now - DAY, *mine) > 0

    def issued(
        self, openid: str, account_no: str, now: datetime, *, reaches: bool
    ) -> tuple[str, list[Executable]]:
        """A fresh code, and the statements that make it the one awaited.

        Where it `reaches` nobody, no six digits fit what is awaited.
        """
        code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        awaited = code if reaches else secrets.token_hex()
        row = {
            "openid": openid,
            "account_no": account_no,
            "digest": self._digest("code", openid, account_no, awaited),
            "expires_at": now + VALID_FOR,
        }
        return code, [self.used(openid), insert(CodeRow).values(row)]

    def check(self, openid: str, account_no: str, code: str, now: datetime) -> Checked:
        """What a code is worth; a wrong one is counted by `wrong`, a right one ended by `used`."""
        with self._database.read() as connection:
            row = connection.execute(
                select(CodeRow.digest, CodeRow.expires_at).where(
                    CodeRow.openid == openid, CodeRow.account_no == account_no
                )
            ).first()
            if row is None:
                return Checked.NONE_AWAITED
            if row.expires_at <= now:
                return Checked.EXPIRED
            if hmac.compare_digest(row.digest, self._digest("code", openid, account_no, code)):
                return Checked.RIGHT
            asker = self._digest("asker", openid)
            before = _count(connection, "wrong", now - BLOCKED_FOR, TryRow.asker == asker)
        return Checked.WRONG_TOO_OFTEN if before + 1 >= WRONG_CODES else Checked.WRONG

    def is_shut_out(self, openid: str, now: datetime) -> bool:
        """Whether the resident was shut out within the hour."""
        mine = TryRow.asker == self._digest("asker", openid)
        with self._database.read() as connection:
            return _count(connection, "blocked", now - BLOCKED_FOR, mine) > 0

    def wrong(self, key: str, openid: str, now: datetime) -> Executable:
        """Count a wrong code."""
        return insert(TryRow).values(self._try(key, "wrong", openid, now))

    def blocked(self, key: str, openid: str, now: datetime) -> list[Executable]:
        """Void the code and shut the resident out for an hour."""
        shut = insert(TryRow).values(self._try(key, "blocked", openid, now))
        return [self.used(openid), shut]

    def used(self, openid: str) -> Executable:
        """The resident's code is worth nothing any more."""
        return delete(CodeRow).where(CodeRow.openid == openid)

    def _try(self, key: str, kind: str, openid: str, now: datetime) -> dict[str, Any]:
        asker = self._digest("asker", openid)
        return {"id": f"{kind}:{key}", "kind": kind, "asker": asker, "account_no": "", "at": now}

    def _digest(self, *parts: str) -> str:
        return hmac.new(self._secret_key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def prune(connection: Connection, before: datetime) -> None:
    """Delete codes that were worth nothing then, and the tries of the days before that."""
    connection.execute(delete(CodeRow).where(CodeRow.expires_at < before))
    connection.execute(delete(TryRow).where(TryRow.at < before - RESTS_FOR))


def _counted(connection: Connection, wanted: _Ask) -> Asked:
    connection.execute(delete(TryRow).where(TryRow.at < wanted.now - RESTS_FOR))
    if _exists(connection, f"sent:{wanted.key}"):
        return Asked.GRANTED
    refused = _refused(connection, wanted)
    if refused is None:
        _keep(connection, wanted, "sent", wanted.key)
        # One row a minute and account: the key makes two at the same moment collide.
        _keep(connection, wanted, "minute", f"{wanted.account_no}:{wanted.now:%Y%m%d%H%M}")
        return Asked.GRANTED
    if refused is Asked.CLOSED_NOW:
        _keep(connection, wanted, "closed", f"{wanted.account_no}:{wanted.now:%Y%m%d}")
    elif refused is Asked.OFTEN_ENOUGH and not _exists(connection, f"refused:{wanted.key}"):
        _keep(connection, wanted, "refused", wanted.key)
    return refused


def _refused(connection: Connection, wanted: _Ask) -> Asked | None:
    mine, here = TryRow.asker == wanted.asker, TryRow.account_no == wanted.account_no
    day_ago = wanted.now - DAY
    if _count(connection, "blocked", wanted.now - BLOCKED_FOR, mine):
        return Asked.BLOCKED
    if _count(connection, "closed", day_ago, here):
        return Asked.CLOSED
    if _count(connection, "sent", wanted.now - RESTS_FOR, mine, here) >= SMS_A_DAY:
        return Asked.RESTS
    asked = select(TryRow.asker).where(
        TryRow.kind.in_(("sent", "refused")), TryRow.at > day_ago, here
    )
    askers = set(connection.execute(asked).scalars())
    if wanted.asker not in askers and len(askers) >= wanted.many:
        return Asked.CLOSED_NOW
    if _count(connection, "sent", wanted.now - APART, here):
        return Asked.TOO_SOON
    is_enough = _count(connection, "sent", day_ago, here) >= SMS_A_DAY
    return Asked.OFTEN_ENOUGH if is_enough else None


def _count(connection: Connection, kind: str, since: datetime, *conditions: Any) -> int:  # noqa: ANN401  # column expressions
    query = select(func.count()).select_from(TryRow)
    narrowed = query.where(TryRow.kind == kind, TryRow.at > since, *conditions)
    return int(connection.execute(narrowed).scalar_one())


def _exists(connection: Connection, row_id: str) -> bool:
    return connection.execute(select(TryRow.id).where(TryRow.id == row_id)).first() is not None


def _keep(connection: Connection, wanted: _Ask, kind: str, key: str) -> None:
    row = {
        "id": f"{kind}:{key}",
        "kind": kind,
        "asker": wanted.asker,
        "account_no": wanted.account_no,
        "at": wanted.now,
    }
    connection.execute(insert(TryRow).values(row))
