"""Everything the bot keeps of one resident, as the resident may have it."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import LargeBinary, Table, select

from bot.backends.tickets import TroubleTickets
from bot.database import Base, Database

PATH: Final = "pages/my-data"
MAX_AGE_S: Final = 15 * 60

_INNER: Final = frozenset({"digest", "holder_mark", "id", "key", "shared_by"})
"""Columns that say nothing about the resident."""


def of(openid: str, database: Database, tickets: TroubleTickets) -> dict[str, Any]:
    """Every row that is kept by the openid, table by table, and the resident's own reports."""
    kept = {table.name: _rows(table, openid, database) for table in _tables()}
    return {
        "openid": openid,
        "kept": {name: rows for name, rows in kept.items() if rows},
        "reports": [
            {
                "ticket_no": ticket.ticket_no,
                "state": ticket.state,
                "place": ticket.place,
                "phone": ticket.phone,
                "what": ticket.what,
                "opened_at": _plain(ticket.opened_at),
            }
            for ticket in tickets.of_reporter(openid)
        ],
    }


def _tables() -> list[Table]:
    """A table that names residents by openid is exported without being entered anywhere."""
    return [table for table in Base.metadata.sorted_tables if "openid" in table.columns]


def _rows(table: Table, openid: str, database: Database) -> list[dict[str, Any]]:
    shown = [
        column
        for column in table.columns
        if column.name not in _INNER and not isinstance(column.type, LargeBinary)
    ]
    with database.read() as connection:
        rows = connection.execute(select(*shown).where(table.c.openid == openid)).mappings().all()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a column holds
    return value.isoformat() if isinstance(value, date | datetime) else value
