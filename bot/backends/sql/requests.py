"""Applications of a utility in SQL."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from bot.backends.requests import ServiceRequest
from bot.backends.sql.calls import Calls
from bot.backends.sql.request_rows import advanced, request
from bot.backends.sql.sequences import once
from bot.backends.sql.tables import RequestRow
from bot.queries import Query

_NEWEST: Final = Query(select(RequestRow).order_by(RequestRow.application_no.desc()))
_BY_NUMBER: Final = Query(
    select(RequestRow).where(RequestRow.application_no == bindparam("number"))
)
_LOCKED: Final = _BY_NUMBER.select.with_for_update()
_OF_ACCOUNT: Final = Query(_NEWEST.select.where(RequestRow.account_no == bindparam("account_no")))

Change = Callable[[ServiceRequest], dict[str, object]]


class SqlRequests:
    """`ServiceRequests` over SQL."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def get(self, application_no: str) -> ServiceRequest | None:
        """One application."""
        return next(map(request, self._calls.rows(_BY_NUMBER, number=application_no)), None)

    def of_account(self, account_no: str) -> tuple[ServiceRequest, ...]:
        """Applications for an account, newest first."""
        return tuple(map(request, self._calls.rows(_OF_ACCOUNT, account_no=account_no)))

    def listed(self) -> tuple[ServiceRequest, ...]:
        """All applications, newest first."""
        return tuple(map(request, self._calls.rows(_NEWEST)))

    def hurry(self, key: str, application_no: str) -> ServiceRequest:
        """Note that the applicant asks for speed.

        Raises:
            LookupError: when there is no such application; so for the other changes.
        """
        return self._change(
            f"hurry_request:{key}", application_no, lambda one: {"hurried": one.hurried + 1}
        )

    def confirm_visit(self, key: str, application_no: str, at: datetime) -> ServiceRequest:
        """Confirm the one visit at its time, or move it to another."""
        return self._change(
            f"confirm_visit:{key}",
            application_no,
            lambda _: {"visit_at": at, "visit_confirmed": True},
        )

    def advance(self, key: str, application_no: str) -> ServiceRequest:
        """Finish the current step and start the next one today; one that is done stays."""
        today = self._calls.clock().date()
        return self._change(
            f"advance_request:{key}",
            application_no,
            lambda one: {**advanced(one, today), "advanced": True},
        )

    def _change(self, key: str, application_no: str, change: Change) -> ServiceRequest:
        with self._calls.write() as connection:

            def make() -> str:
                values = change(_one(connection, application_no))
                by_number = update(RequestRow).filter_by(application_no=application_no)
                connection.execute(by_number.values(values))
                return application_no

            return _one(connection, once(connection, key, make))


def _one(connection: Connection, application_no: str) -> ServiceRequest:
    row = connection.execute(_LOCKED, {"number": application_no}).one_or_none()
    if row is None:
        raise LookupError(f"no application {application_no!r}")
    return request(row)
