"""Which table a kind of file goes into, by which rule, and what of a row a newer file leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, or_, select, update

from bot.backends.file import rules, tables
from bot.backends.file.rules import Rule
from bot.backends.file.staging import Overrides
from bot.backends.sql import tables as shared
from bot.backends.sql.staff_lookups import covers
from bot.database import Base

_HOURS: Final = 24

Columns = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a kind of file goes.

    Attributes:
        table: The table.
        rule: What a row must be.
        is_dated: Whether rows keep the time of their data, so that files may come in any order.
        of_accounts: Whether `account_no` must be known.
        is_network: Whether places are derived from it.
        numbered: The column that takes the row's number, where the file has no key of its own.
        overrides: What of a row stays, given the new row.
        gaps: What is wrong with the staged rows as a whole.
        after: What else happens when they are taken over.
    """

    table: type[Base]
    rule: Rule = rules.nothing
    is_dated: bool = False
    of_accounts: bool = False
    is_network: bool = False
    numbered: str = ""
    overrides: Overrides = lambda _new: {}
    gaps: Callable[[Connection, Table], tuple[str, ...]] = lambda _connection, _staged: ()
    after: Callable[[Connection, Table], None] = lambda _connection, _staged: None


def _outage(new: Any) -> Columns:  # noqa: ANN401  # the namespace of the new row's columns
    # What the duty person ended stays ended, whatever yesterday's plan says.
    old = shared.OutageRow.__table__.c
    return {"is_open": and_(old.is_open, new.is_open), "end": func.coalesce(old.end, new.end)}


def _application(new: Any) -> Columns:  # noqa: ANN401  # as above
    # A visit that the customer confirmed or moved in the chat stays until a file tells another.
    old = shared.RequestRow.__table__.c
    is_news = or_(
        old.visit_said.is_distinct_from(new.visit_at),
        and_(new.visit_confirmed, ~old.visit_confirmed),
    )
    return {
        "visit_at": case((is_news, new.visit_at), else_=old.visit_at),
        "visit_confirmed": case((is_news, new.visit_confirmed), else_=old.visit_confirmed),
        "hurried": old.hurried,
    }


def _uncovered(connection: Connection, staged: Table) -> tuple[str, ...]:
    # The people of the whole utility stand behind every district, so somebody always answers.
    everywhere = select(staged.c.from_hour, staged.c.to_hour).where(staged.c.district == "")
    duties = connection.execute(everywhere).all()
    alone = [
        f"{hour}:00"
        for hour in range(_HOURS)
        if not any(covers(duty.from_hour, duty.to_hour, hour) for duty in duties)
    ]
    if not alone:
        return ()
    return (f"全公司的值班（乡镇一栏空着的）在这些钟点没有人：{'、'.join(alone)}",)


def _booked(connection: Connection, staged: Table) -> None:
    # Money that the bot took itself now stands in the books under their own number.
    payment = tables.FilePaymentRow
    orders = select(staged.c.order_no).where(staged.c.order_no.is_not(None))
    pending = update(payment).where(payment.state == "pending", payment.order_no.in_(orders))
    connection.execute(pending.values(state="replaced"))


TARGETS: Final[Mapping[str, Target]] = {
    "managers": Target(shared.ManagerRow),
    "transformers": Target(tables.FileTransformerRow, rules.transformer, is_network=True),
    "places": Target(tables.FilePlaceRow, rules.place, is_network=True),
    "accounts": Target(tables.FileAccountRow, rules.account, is_dated=True, is_network=True),
    "bills": Target(tables.FileBillRow, rules.bill, is_dated=True, of_accounts=True),
    "payments": Target(
        tables.FilePaymentRow, rules.payment, is_dated=True, of_accounts=True, after=_booked
    ),
    "outages": Target(shared.OutageRow, rules.outage, overrides=_outage),
    "applications": Target(
        shared.RequestRow, rules.application, of_accounts=True, overrides=_application
    ),
    "points": Target(shared.ServicePointRow, numbered="id"),
    "roster": Target(shared.RosterRow, rules.duty, gaps=_uncovered),
}
