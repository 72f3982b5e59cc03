"""The metering head-end of the demo utility."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from bot.backends.accounts import MeterReading
from bot.backends.demo.tables import AccountRow
from bot.backends.outages import Outages
from bot.backends.sql.calls import Calls
from bot.backends.sql.rows import AnyRow
from bot.backends.sql.tables import PlaceRow
from bot.queries import Query

_METER: Final = Query(
    select(
        AccountRow.profile,
        AccountRow.reconnect_at,
        PlaceRow.transformers,
        PlaceRow.feeders,
        PlaceRow.region,
    )
    .join(PlaceRow, PlaceRow.code == AccountRow.meter_box)
    .where(AccountRow.meter_no == bindparam("meter_no"))
)


class DemoMeters:
    """`Meters`: follows from outages and cut-offs; meters in the mountains cannot be asked."""

    def __init__(self, calls: Calls, outages: Outages) -> None:
        """Keep the way to the database, and the outages."""
        self._calls = calls
        self._outages = outages

    def status(self, meter_no: str) -> MeterReading | None:
        """The meter's answer to a ping."""
        row = next(iter(self._calls.rows(_METER, meter_no=meter_no)), None)
        if row is None or row.region == "remote":
            return None
        now = self._calls.clock()
        if self._outages.affecting(row.transformers.split(","), row.feeders.split(","), now):
            return MeterReading(online=False, energised=False, relay_closed=None, read_at=now)
        return MeterReading(
            online=True, energised=True, relay_closed=not is_cut(row, now), read_at=now
        )


def is_cut(row: AnyRow, now: datetime) -> bool:
    """Whether an account's relay is open now."""
    return row.profile in {"cut", "cut_paid"} and (
        row.reconnect_at is None or now < row.reconnect_at
    )
