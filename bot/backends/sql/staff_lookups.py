"""Managers and the duty roster of a utility in SQL."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from bot.backends.network import Manager, RosterEntry
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.tables import ManagerRow, RosterRow, TransformerRow
from bot.queries import Query

_MANAGER: Final = Query(
    select(ManagerRow)
    .join(TransformerRow, TransformerRow.manager_id == ManagerRow.id)
    .where(TransformerRow.code == bindparam("code"))
)
_DISTRICT: Final = Query(
    select(TransformerRow.district).where(TransformerRow.code == bindparam("code"))
)
# A district's own people are called before the county's.
_ROSTER: Final = Query(
    select(RosterRow)
    .where(RosterRow.district.in_((bindparam("district"), "")))
    .order_by(RosterRow.district.desc(), RosterRow.rank)
)


class SqlManagers:
    """`Managers` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def of_transformer(self, transformer: str) -> Manager | None:
        """The manager in charge."""
        return next(map(_manager, self._calls.rows(_MANAGER, code=transformer)), None)


class SqlRoster:
    """`Roster` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def on_duty(self, district: str, at: datetime) -> tuple[RosterEntry, ...]:
        """Who is to be called for a district at a time; the county's people stand last."""
        rows = self._calls.rows(_ROSTER, district=district)
        return tuple(_entry(row) for row in rows if covers(row.from_hour, row.to_hour, at.hour))

    def district_of(self, transformer: str) -> str:
        """The district that a transformer lies in, empty where unknown."""
        return next((row.district for row in self._calls.rows(_DISTRICT, code=transformer)), "")


def covers(from_hour: int, to_hour: int, hour: int) -> bool:
    """Whether an hour lies in a duty, which may go over midnight."""
    if from_hour < to_hour:
        return from_hour <= hour < to_hour
    return hour >= from_hour or hour < to_hour


def _manager(row: AnyRow) -> Manager:
    return Manager(row.name, row.phone, row.group, row.group_leader, row.group_phone)


def _entry(row: AnyRow) -> RosterEntry:
    return RosterEntry(
        district=row.district,
        from_hour=row.from_hour,
        to_hour=row.to_hour,
        rank=row.rank,
        name=row.name,
        phone=row.phone,
    )
