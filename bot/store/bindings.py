"""Who is bound to which account, and with which rights."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from bot.queries import Query, among, joined
from bot.store.holders import Holders
from bot.store.types import At, Key, Openid

Right = Literal["see", "pay", "report", "notices"]
Role = Literal["holder", "child", "tenant", "helper"]

RIGHTS: Final[frozenset[str]] = frozenset({"see", "pay", "report", "notices"})

HolderOf = Callable[[str], str | None]
"""Names an account's holder now, `None` where that is not known."""


class BindingRow(Base):
    """One resident's hold on one account."""

    __tablename__ = "bindings"
    __table_args__ = (UniqueConstraint("openid", "account_no"),)

    id: Mapped[Key]
    openid: Mapped[Openid]
    account_no: Mapped[str] = mapped_column(String(16), index=True)
    holder_mark: Mapped[str] = mapped_column(String(32))
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

    `holder_mark` says whose the account was when it was bound (`Holders`). `alias` is the
    resident's own name for it, empty for none. `until` ends it, `None` for never. `role` other than
    `holder` came from the bound resident `shared_by`; `label` is how the sharer knows this one.
    """

    openid: str
    account_no: str
    bound_at: datetime
    holder_mark: str
    alias: str = ""
    rights: frozenset[str] = RIGHTS
    is_default: bool = False
    until: datetime | None = None
    role: Role = "holder"
    label: str = ""
    shared_by: str | None = None

    def may(self, right: Right) -> bool:
        """Whether it holds a right."""
        return right in self.rights

    @property
    def is_own(self) -> bool:
        """Whether it was proven by code or papers, so that its resident may let others in."""
        return self.role == "holder"


_COLUMNS = (
    BindingRow.openid,
    BindingRow.account_no,
    BindingRow.holder_mark,
    BindingRow.alias,
    BindingRow.rights,
    BindingRow.is_default,
    BindingRow.bound_at,
    BindingRow.until,
    BindingRow.role,
    BindingRow.label,
    BindingRow.shared_by,
)
_OF = Query(select(*_COLUMNS).where(BindingRow.openid == bindparam("openid")))
_ON = Query(select(*_COLUMNS).where(BindingRow.account_no == bindparam("account_no")))
_ON_ANY = Query(select(*_COLUMNS).where(among(BindingRow.account_no, "account_nos")))


class Bindings:
    """Reads bindings; what changes them is a list of statements for the turn's transaction.

    A binding whose account has another holder by now is none any more: it is never given out.

    Attributes:
        ended: bindings that were found to be such, of the residents who were looked up.
        remarked: bindings that were marked with an earlier key, with their new mark.
    """

    def __init__(
        self, database: Database, clock: Clock, holders: Holders, holder_of: HolderOf
    ) -> None:
        self._database = database
        self._clock = clock
        self._holders = holders
        self._holder_of = holder_of
        self._known: dict[str, tuple[Binding, ...]] = {}
        self.ended: list[Binding] = []
        self.remarked: list[Binding] = []

    def mark(self, account_no: str, holder: str) -> str:
        """The mark of an account's holder, for a new binding."""
        return self._holders.mark(account_no, holder)

    def of(self, openid: str) -> tuple[Binding, ...]:
        """A resident's accounts, the default first, then in the order in which they were bound.

        They are looked up once: nothing changes before a turn's end.
        """
        if openid not in self._known:
            self._known[openid] = self._of(openid)
        return self._known[openid]

    def _of(self, openid: str) -> tuple[Binding, ...]:
        found = self._found(_OF, openid=openid)
        held = [b for b in found if self._mark_now(b) == b.holder_mark]
        self.ended += [b for b in found if b not in held]
        ordered = sorted(held, key=lambda b: (not b.is_default, b.bound_at))
        return tuple(replace(b, is_default=not n) for n, b in enumerate(ordered))

    def on(self, account_no: str) -> tuple[Binding, ...]:
        """Everybody bound to an account, longest first."""
        found = self._found(_ON, account_no=account_no)
        held = (b for b in found if self._mark_now(b) == b.holder_mark)
        return tuple(sorted(held, key=lambda b: b.bound_at))

    def former(self, account_no: str) -> tuple[Binding, ...]:
        """Everybody who was bound to an account of an earlier holder's."""
        found = self._found(_ON, account_no=account_no)
        return tuple(b for b in found if self._mark_now(b) != b.holder_mark)

    def noticed(self, account_nos: Sequence[str]) -> Iterator[Binding]:
        """Everybody who gets the notices of these accounts."""
        for binding in self._found(_ON_ANY, account_nos=joined(account_nos)):
            if binding.may("notices") and self._mark_now(binding) == binding.holder_mark:
                yield binding

    def _mark_now(self, binding: Binding) -> str:
        """The mark of who holds the account now; the binding's own where that is not known.

        A mark of an earlier key cannot be compared: it is taken as it is, and made anew.
        """
        holder = self._holder_of(binding.account_no)
        if holder is None:
            return binding.holder_mark
        mark = self._holders.mark(binding.account_no, holder)
        if self._holders.is_ours(binding.holder_mark):
            return mark
        self.remarked.append(replace(binding, holder_mark=mark))
        return binding.holder_mark

    def _found(self, query: Query, **values: object) -> list[Binding]:
        found, now = map(_binding, self._database.rows(query, **values)), self._clock()
        return [b for b in found if b.until is None or b.until > now]


def bind_statements(binding: Binding) -> tuple[Executable, ...]:
    """Bind; an earlier hold of the same resident on the same account is replaced."""
    values = {
        "id": f"{binding.openid}:{binding.account_no}",
        "openid": binding.openid,
        "account_no": binding.account_no,
        "holder_mark": binding.holder_mark,
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


def unbind_statements(openid: str, account_no: str) -> tuple[Executable, ...]:
    """End a resident's hold, and the shares that hang on it."""
    shares = delete(BindingRow).where(
        BindingRow.shared_by == openid, BindingRow.account_no == account_no
    )
    return (*_gone(openid, account_no), shares)


def end_statements(bindings: Iterable[Binding]) -> tuple[Executable, ...]:
    """End holds one by one, without what hangs on them."""
    return tuple(statement for b in bindings for statement in _gone(b.openid, b.account_no))


def remark_statement(binding: Binding) -> Executable:
    """Keep a binding's new mark of the same holder."""
    one = _one(binding.openid, binding.account_no)
    return update(BindingRow).where(*one).values(holder_mark=binding.holder_mark)


def rename_statements(openid: str, account_no: str, alias: str) -> tuple[Executable, ...]:
    """Give an account the resident's own name for it."""
    return (update(BindingRow).where(*_one(openid, account_no)).values(alias=alias),)


def default_statements(openid: str, account_no: str) -> tuple[Executable, ...]:
    """Make this account the one meant when none is named."""
    return (
        update(BindingRow).where(BindingRow.openid == openid).values(is_default=False),
        update(BindingRow).where(*_one(openid, account_no)).values(is_default=True),
    )


def forget_statements(openid: str) -> tuple[Executable, ...]:
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
