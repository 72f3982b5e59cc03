"""What electricity costs: the price in force, with its document."""

import re
from datetime import date

from bot.backends.accounts import Account
from bot.handlers import accounts
from bot.replies import Reply, joined
from bot.services import prices
from bot.turn import Turn

_BUSINESS = re.compile(r"工商业|商业|企业|工业|工厂|门面|店|公司|代理购电|输配|容量|需量|大工业")
_MONTH = re.compile(r"(?P<year>20\d\d)[年./-](?P<month>\d{1,2})(?!\d)")


def tariff_query(turn: Turn) -> Reply:
    """The price of the resident's own tariff, else the residential one."""
    hotline = turn.use.utility.hotline
    account = _own(turn)
    on = _day(turn)
    is_business = bool(_BUSINESS.search(turn.text)) or (
        account is not None and account.category != "residential"
    )
    if is_business:
        told = prices.business(turn.use.tariffs, f"{on:%Y-%m}")
    else:
        tariff = account.tariff if account and account.tariff else turn.use.utility.default_tariff
        told = prices.residential(turn.use.tariffs, tariff, on)
    return Reply(joined(told, f"峰谷时段和其他电价，可以打{hotline}问。"))


def _own(turn: Turn) -> Account | None:
    """The account that the message is about, where one is bound."""
    if not turn.use.bindings.of(turn.openid):
        return None
    found = accounts.meant(turn, "see")
    return None if isinstance(found, Reply) else found


def _day(turn: Turn) -> date:
    named = _MONTH.search(turn.text)
    if named and 1 <= int(named["month"]) <= 12:  # noqa: PLR2004  # months of a year
        return date(int(named["year"]), int(named["month"]), 1)
    month = turn.understanding.first("billing_month")
    return date.fromisoformat(f"{month}-01") if isinstance(month, str) else turn.now.date()
