"""Which table a kind of file goes into, by which rule, and what of a row a newer file leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, case, func, or_

from bot.backends.file import rules, tables
from bot.backends.file.rules import Rule
from bot.backends.file.staging import Overrides
from bot.backends.sql import tables as shared
from bot.database import Base


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
    """

    table: type[Base]
    rule: Rule = rules.nothing
    is_dated: bool = False
    of_accounts: bool = False
    is_network: bool = False
    numbered: str = ""
    overrides: Callable[[Any], Overrides] = lambda _: {}


def _outage(new: Any) -> Overrides:  # noqa: ANN401  # the columns of the new row
    # What the duty person ended stays ended, whatever yesterday's plan says.
    old = shared.OutageRow
    return {
        "is_open": and_(old.is_open, new.is_open),
        "end": func.coalesce(old.end, new.end),
    }


def _application(new: Any) -> Overrides:  # noqa: ANN401  # as above
    # A visit that the customer confirmed or moved in the chat stays until the file tells another.
    old = shared.RequestRow
    is_news = or_(
        old.visit_said.is_distinct_from(new.visit_at),
        and_(new.visit_confirmed, ~old.visit_confirmed),
    )
    return {
        "visit_at": case((is_news, new.visit_at), else_=old.visit_at),
        "visit_confirmed": case((is_news, new.visit_confirmed), else_=old.visit_confirmed),
        "hurried": old.__table__.c.hurried,
    }


TARGETS: Final[Mapping[str, Target]] = {
    "managers": Target(shared.ManagerRow),
    "transformers": Target(tables.FileTransformerRow, rules.transformer, is_network=True),
    "places": Target(tables.FilePlaceRow, rules.place, is_network=True),
    "accounts": Target(tables.FileAccountRow, rules.account, is_dated=True, is_network=True),
    "bills": Target(tables.FileBillRow, rules.bill, is_dated=True, of_accounts=True),
    "payments": Target(tables.FilePaymentRow, rules.payment, is_dated=True, of_accounts=True),
    "outages": Target(shared.OutageRow, rules.outage, overrides=_outage),
    "applications": Target(
        shared.RequestRow, rules.application, of_accounts=True, overrides=_application
    ),
    "points": Target(shared.ServicePointRow, numbered="id"),
    "roster": Target(shared.RosterRow, rules.duty),
}
