"""Customer accounts and meters out of the clerk's files."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import bindparam, select

from bot.backends.accounts import Account, AutoPay, MeterReading, UsagePoint
from bot.backends.file.tables import FileAccountRow, FileTransformerRow
from bot.backends.sql.account_numbers import is_address, old_form
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow, AnySelect
from bot.queries import Query, among, joined

_ACCOUNT: Final[AnySelect] = select(
    FileAccountRow,
    FileTransformerRow.feeder,
    FileTransformerRow.station,
    FileTransformerRow.region,
    FileTransformerRow.latitude,
    FileTransformerRow.longitude,
).join(FileTransformerRow, FileTransformerRow.code == FileAccountRow.transformer)
_BY_NUMBER: Final = Query(_ACCOUNT.where(FileAccountRow.account_no == bindparam("number")))
_BY_METER: Final = Query(_ACCOUNT.where(FileAccountRow.meter_no == bindparam("number")))
_BELOW: Final = Query(
    select(FileAccountRow.account_no, FileAccountRow.transformer).where(
        among(FileAccountRow.transformer, "transformers")
    )
)


class FileAccounts:
    """`Accounts` over the accounts file."""

    def __init__(self, calls: Calls) -> None:
        """Keep the way to the database."""
        self._calls = calls

    def get(self, account_no: str) -> Account | None:
        """The account with this number, in its 10- or 13-digit form."""
        rows = self._calls.rows(_BY_NUMBER, number=old_form(account_no))
        return next(map(_account, rows), None)

    def find_by_meter(self, meter_no: str, address: str) -> Account | None:
        """The account whose meter and address both fit; never one of several."""
        fitting = [
            _account(row)
            for row in self._calls.rows(_BY_METER, number=meter_no)
            if is_address(address, row.address, row.area)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def below(self, transformers: Sequence[str]) -> Mapping[str, str]:
        """Every account that these transformers supply, with its transformer."""
        rows = self._calls.rows(_BELOW, transformers=joined(transformers))
        return {row.account_no: row.transformer for row in rows}


class FileMeters:
    """`Meters` where there is no head-end to ask."""

    def __init__(self, calls: Calls) -> None:
        """Keep the deadline."""
        self._calls = calls

    def status(self, meter_no: str) -> MeterReading | None:  # noqa: ARG002  # the Protocol's
        """No meter can be asked."""
        self._calls.deadline.left_s()
        return None


def _account(row: AnyRow) -> Account:
    return Account(
        account_no=row.account_no,
        holder=row.holder,
        phone=row.phone,
        address=row.address,
        category=row.category,
        voltage=row.voltage,
        usage_point=_usage_point(row),
        auto_pay=_auto_pay(row),
        cut_on=row.cut_on,
        cut_notice_on=row.cut_notice_on,
        cut_planned_on=row.cut_planned_on,
        capacity_kva=row.capacity_kva,
        tariff=row.tariff or "",
    )


def _auto_pay(row: AnyRow) -> AutoPay | None:
    return AutoPay(row.auto_pay, row.draw_on, row.drawing_fen) if row.auto_pay else None


def _usage_point(row: AnyRow) -> UsagePoint:
    return UsagePoint(
        meter_no=row.meter_no,
        meter_box=row.meter_box or "",
        transformer=row.transformer,
        feeder=row.feeder,
        station=row.station,
        region=row.region,
        latitude=row.latitude,
        longitude=row.longitude,
    )
