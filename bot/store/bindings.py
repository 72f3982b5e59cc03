"""Who is bound to which account, and with which rights."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import (
    Boolean,
    Executable,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.database import Base, Database
from bot.store.types import At, Key, Openid

Right = Literal["see", "pay", "report", "notices"]
Role = Literal["holder", "child", "tenant", "helper"]

RIGHTS: Final[frozenset[str]] = frozenset({"see", "pay", "report", "notices"})


class BindingRow(Base):
    """One resident's hold on one account."""

    __tablename__ = "bindings"
    __table_args__ = (UniqueConstraint("openid", "account_no"),)

    id: Mapped[Key]
    openid: Mapped[Openid]
    account_no: Mapped[str] = mapped_column(String(16), index=True)
    alias: Mapped[str] = mapped_column(String(32))
    rights: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(32))
    shared_by: Mapped[str | None] = mapped_column(String(64), index=True)
    is_default: Mapped[bool] = mapped_column(Boolean)
    bound_at: Mapped[At]
    until: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Binding:
    """One resident's hold on one account.

    `alias` is the resident's own name for it, empty for none. `until` ends it, `None` for never.
    `role` other than `holder` came from the bound resident `shared_by`; `label` is how the sharer
    knows this resident.
    """

    openid: str
    account_no: str
    bound_at: datetime
    alias: str = ""
    rights: frozenset[str] = RIGHTS
    is_default: bool = False
    until: datetime | None = None
    role: Role = "holder"
    label: str = ""
    shared_by: str | None = None

    def may(self, right: str) -> bool:
        """Whether it holds a right."""
        return right in self.rights

    @property
    def is_own(self) -> bool:
        """Whether it was proven by code or papers, so that its resident may let others in."""
        return self.role == "holder"


_COLUMNS = (
    BindingRow.openid,
    BindingRow.account_no,
    BindingRow.alias,
    BindingRow.rights,
    BindingRow.is_default,
    BindingRow.bound_at,
    BindingRow.until,
    BindingRow.role,
    BindingRow.label,
    BindingRow.shared_by,
)
_OF = select(*_COLUMNS).where(BindingRow.openid == bindparam("openid"))
_ON = select(*_COLUMNS).where(BindingRow.account_no == bindparam("account_no"))


class Bindings:
    """Reads bindings; what changes them is a list of statements for the turn's transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[str, tuple[Binding, ...]] | None = None

    def for_turn(self) -> "Bindings":
        """The same for one turn, which looks a resident up once: nothing changes before its end."""
        turn = Bindings(self._database, self._clock)
        turn._known = {}
        return turn

    def of(self, openid: str) -> tuple[Binding, ...]:
        """A resident's accounts, the default first, then in the order in which they were bound."""
        if self._known is None:
            return self._of(openid)
        if openid not in self._known:
            self._known[openid] = self._of(openid)
        return self._known[openid]

    def _of(self, openid: str) -> tuple[Binding, ...]:
        found = self._found(_OF, {"openid": openid})
        ordered = sorted(found, key=lambda b: (not b.is_default, b.bound_at))
        return tuple(replace(b, is_default=not n) for n, b in enumerate(ordered))

    def on(self, account_no: str) -> tuple[Binding, ...]:
        """Everybody bound to an account, longest first."""
        found = self._found(_ON, {"account_no": account_no})
        return tuple(sorted(found, key=lambda b: b.bound_at))

    def _found(self, query: Executable, values: dict[str, str]) -> list[Binding]:
        with self._database.read() as connection:
            rows = connection.execute(query, values).all()
        now = self._clock()
        found = (_binding(row) for row in rows)
        return [b for b in found if b.until is None or b.until > now]


def bound(binding: Binding) -> tuple[Executable, ...]:
    """Bind; an earlier hold of the same resident on the same account is replaced."""
    values = {
        "id": f"{binding.openid}:{binding.account_no}",
        "openid": binding.openid,
        "account_no": binding.account_no,
        "alias": binding.alias,
        "rights": ",".join(sorted(binding.rights)),
        "role": binding.role,
        "label": binding.label,
        "shared_by": binding.shared_by,
        "is_default": binding.is_default,
        "bound_at": binding.bound_at,
        "until": binding.until,
    }
    return (*_gone(binding.openid, binding.account_no), insert(BindingRow).values(values))


def unbound(openid: str, account_no: str) -> tuple[Executable, ...]:
    """End a resident's hold, and the shares that hang on it."""
    shares = delete(BindingRow).where(
        BindingRow.shared_by == openid, BindingRow.account_no == account_no
    )
    return (*_gone(openid, account_no), shares)


def named(openid: str, account_no: str, alias: str) -> tuple[Executable, ...]:
    """Give an account the resident's own name for it."""
    return (update(BindingRow).where(*_one(openid, account_no)).values(alias=alias),)


def made_default(openid: str, account_no: str) -> tuple[Executable, ...]:
    """Make this account the one meant when none is named."""
    return (
        update(BindingRow).where(BindingRow.openid == openid).values(is_default=False),
        update(BindingRow).where(*_one(openid, account_no)).values(is_default=True),
    )


def forgotten(openid: str) -> tuple[Executable, ...]:
    """End every hold of a resident, and every share that hangs on one."""
    return (
        delete(BindingRow).where(BindingRow.openid == openid),
        delete(BindingRow).where(BindingRow.shared_by == openid),
    )


def _gone(openid: str, account_no: str) -> tuple[Executable, ...]:
    return (delete(BindingRow).where(*_one(openid, account_no)),)


def _one(openid: str, account_no: str) -> tuple[Any, ...]:
    return BindingRow.openid == openid, BindingRow.account_no == account_no


def _binding(row: Any) -> Binding:  # noqa: ANN401  # a row of `_COLUMNS`
    values = row._asdict()
    return Binding(**values | {"rights": frozenset(filter(None, values["rights"].split(",")))})
