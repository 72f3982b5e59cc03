"""Which known outage is why it is dark somewhere, as far as that is known."""

from collections.abc import Sequence
from datetime import datetime

from bot.backends.accounts import UsagePoint
from bot.backends.outages import Outage
from bot.services import Services, grouping


def explains(
    use: Services, outage: Outage, transformers: Sequence[str], *, whole: bool = False
) -> bool:
    """Whether an outage is why it is dark below these transformers, or below all of them.

    One village's is not why a whole town is. One that nobody has confirmed is known only where
    reports have made it: other streets of its feeder are still to report.
    """
    dark = grouping.covered(outage.devices, use.network.transformers_of)
    if not outage.confirmed:
        reports = use.tickets.recent(transformers, outage.start)
        made_it = (one for one in reports if one.outage_no == outage.outage_no)
        dark &= {code for one in made_it for code in one.transformers}
    return dark.issuperset(transformers) if whole else grouping.explains(dark, transformers)


def running_at(use: Services, point: UsagePoint, now: datetime) -> Outage | None:
    """The outage that is why a usage point is dark; `None` where none is known."""
    known = use.outages.affecting((point.transformer,), (point.feeder,), now)
    running = (one for one in known if one.start <= now)
    return next((one for one in running if explains(use, one, (point.transformer,))), None)
