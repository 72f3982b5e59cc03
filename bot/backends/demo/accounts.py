"""Customer accounts of the demo utility."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from bot.backends.accounts import Account, AutoPay, UsagePoint
from bot.backends.demo.meters import is_cut
from bot.backends.demo.tables import AccountRow, AnchorRow
from bot.backends.sql.account_numbers import is_address, old_form
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow, AnySelect
from bot.backends.sql.tables import PlaceRow, TransformerRow
from bot.queries import Query, among, joined

_BANK: Final = "云溪农商银行代扣"

_ACCOUNT: Final[AnySelect] = (
    select(
        AccountRow,
        PlaceRow.transformers.label("transformer"),
        PlaceRow.region,
        PlaceRow.latitude,
        PlaceRow.longitude,
        TransformerRow.feeder,
        TransformerRow.station,
        AnchorRow.loaded_at,
    )
    .join(PlaceRow, PlaceRow.code == AccountRow.meter_box)
    .join(TransformerRow, TransformerRow.code == PlaceRow.transformers)
    .join(AnchorRow, AnchorRow.id == 1)
)
_BY_NUMBER: Final = Query(_ACCOUNT.where(AccountRow.account_no == bindparam("number")))
_BY_METER: Final = Query(_ACCOUNT.where(AccountRow.meter_no == bindparam("number")))
_BELOW: Final = Query(
    select(AccountRow.account_no, PlaceRow.transformers)
    .join(PlaceRow, PlaceRow.code == AccountRow.meter_box)
    .where(among(PlaceRow.transformers, "transformers"))
)

_PLACE_NAME: Final = re.compile(r"^.*?县.*?[镇乡](\D+)")


class DemoAccounts:
    """`Accounts` over the demo's tables."""

    def __init__(self, calls: Calls, owed_fen: Callable[[str], int]) -> None:
        """Keep the way to the database, and to what an account owes."""
        self._calls = calls
        self._owed_fen = owed_fen

    def get(self, account_no: str) -> Account | None:
        """The account with this number, in its 10- or 13-digit form."""
        return self._one(_BY_NUMBER, old_form(account_no))

    def find_by_meter(self, meter_no: str, address: str) -> Account | None:
        """The account whose meter and address both fit."""
        account = self._one(_BY_METER, meter_no)
        return account if account and _is_at(account.address, address) else None

    def below(self, transformers: Sequence[str]) -> Mapping[str, str]:
        """Every account that these transformers supply, with its transformer."""
        rows = self._calls.rows(_BELOW, transformers=joined(transformers))
        return {row.account_no: row.transformers for row in rows}

    def _one(self, query: Query, number: str) -> Account | None:
        return next(map(self._account, self._calls.rows(query, number=number)), None)

    def _account(self, row: AnyRow) -> Account:
        return Account(
            account_no=row.account_no,
            holder=row.holder,
            phone=row.phone,
            address=row.address,
            category=row.category,
            voltage=row.voltage,
            usage_point=_usage_point(row),
            capacity_kva=row.capacity_kva,
            tariff=row.tariff,
            **self._special(row),
        )

    def _special(self, row: AnyRow) -> dict[str, Any]:
        today = row.loaded_at.date()
        match row.profile:
            case "standing":
                return {"auto_pay": AutoPay(_BANK)}
            case "draw":
                return {"auto_pay": self._draw(row.account_no, today)}
            case "notice" if self._owed_fen(row.account_no):
                return {
                    "cut_notice_on": today - timedelta(days=5),
                    "cut_planned_on": today + timedelta(days=3),
                }
            case "cut" | "cut_paid" if is_cut(row, self._calls.clock()):
                cut_on = today - timedelta(days=2)
                return {"cut_on": cut_on, "cut_notice_on": cut_on - timedelta(days=8)}
        return {}

    def _draw(self, account_no: str, today: date) -> AutoPay:
        owed_fen = self._owed_fen(account_no)
        return AutoPay(_BANK, today + timedelta(days=2) if owed_fen else None, owed_fen)


def _usage_point(row: AnyRow) -> UsagePoint:
    return UsagePoint(
        meter_no=row.meter_no,
        meter_box=row.meter_box,
        transformer=row.transformer,
        feeder=row.feeder,
        station=row.station,
        region=row.region,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _is_at(on_record: str, said: str) -> bool:
    name = _PLACE_NAME.match(on_record)
    return is_address(said, on_record, name[1] if name else "")
