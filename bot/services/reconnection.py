"""Cut for arrears, and back again: what the backend knows about it, and the rules."""

from datetime import datetime, timedelta
from typing import Final, Literal

from bot import say
from bot.backends.accounts import Account, MeterReading
from bot.backends.tickets import NewTicket, Ticket, TroubleTickets
from bot.replies import joined
from bot.utility import CutRules

BACK_WITHIN: Final = timedelta(hours=2)
"""How soon power is usually back after paying (reference: domain.md 1.2, real calls)."""

WHAT: Final = "欠费停电，已交清，仍未复电"
"""What such a ticket is about."""
_LOOK_BACK: Final = timedelta(days=30)

NO_NOTICE: Final = "没有查到这户的停电通知。"

NOT_CUT: Final = "这户没有因欠费停电，屋里没电多半是别的原因。"

BACK_AGAIN: Final = "交清后一般2小时内自动复电。"

Power = Literal["on", "off", "cut", "unknown"]
"""What the meter shows: lit, dark, its switch still open, or no answer."""


def planned(account: Account, now: datetime) -> str:
    """A cut-off that is planned, with its notice and the rule; empty where none is."""
    if account.cut_planned_on is None or account.cut_on is not None:
        return ""
    noticed = account.cut_notice_on
    notice = f"{say.day(noticed, now)}已发过停电通知，" if noticed else ""
    day = say.day(account.cut_planned_on, now)
    return f"注意：因为欠费，{notice}计划{day}停电，在那之前交清就不停。"


def rule(account: Account, rules: CutRules) -> str:
    """The rule on cutting and its notice, for this kind of customer."""
    is_home = account.category == "residential"
    days = rules.residential_notice_days if is_home else rules.other_notice_days
    return (
        f"按规定，逾期超过{rules.overdue_days}天、催过还没交的才会停电，"
        f"停电前至少提前{days}天通知{rules.hedge}。"
    )


def rules_told(rules: CutRules) -> str:
    """The rule on cutting and its notice, for every kind of customer."""
    return (
        f"按规定，逾期超过{rules.overdue_days}天、催过还没交的才会停电。停电前要通知：居民至少提前"
        f"{rules.residential_notice_days}天，其他用户至少提前{rules.other_notice_days}天"
        f"{rules.hedge}。"
    )


def cut(account: Account, now: datetime) -> str:
    """Since when the account is cut, and when that was announced; empty where it is not."""
    if account.cut_on is None:
        return ""
    noticed = account.cut_notice_on
    notice = f"，{say.day(noticed, now)}发过停电通知" if noticed else ""
    return f"这户{say.day(account.cut_on, now)}因欠费停的电{notice}。"


def power(reading: MeterReading | None) -> Power:
    """What a meter's answer means."""
    if reading is None or (reading.energised is None and reading.relay_closed is None):
        return "unknown"
    if reading.energised is False:
        return "off"
    if reading.relay_closed is False:
        return "cut"
    return "on" if reading.energised else "unknown"


METER: Final[dict[Power, str]] = {
    "on": "我查了电表：已经合闸，表上有电。",
    "off": "我查了电表：表上没有电，不像是欠费的缘故。",
    "cut": "我查了电表：还没有合闸。",
    "unknown": "这户的电表这里查不到，来没来电以您家里看到的为准。",
}


def payment_text(
    account: Account, paid_at: datetime | None, now: datetime, until: datetime | None = None
) -> str:
    """What is known of the payment, and `until` when it is worth waiting."""
    if paid_at is None:
        return joined(cut(account, now), "欠费都交清了。")
    wait = f"一般2小时内自动复电，等到{say.when(until, now)}看看。" if until else ""
    return joined(cut(account, now), f"欠费都交清了，{say.when(paid_at, now)}到的账。{wait}")


def incident(account: Account) -> str:
    """The idempotency key of the ticket for this cut-off: the form and the watch share it."""
    on = account.cut_on.isoformat() if account.cut_on else ""
    return f"power:{account.account_no}:{on}"


def open_ticket(
    known: TroubleTickets, account: Account, reporter: str, now: datetime
) -> Ticket | None:
    """The open report of an account's home: the reporter's own first, else anybody's."""
    code = account.usage_point.transformer
    near = known.recent((code,), now - _LOOK_BACK)
    here = [one for one in near if one.is_open and one.kind == "fault"]
    own = (one for one in here if one.reporter == reporter)
    return next(own, None) or next((one for one in here if one.place == account.address), None)


def ticket(account: Account, reporter: str) -> NewTicket:
    """A ticket for an account that has paid and is still dark; `reporter` may be empty."""
    point = account.usage_point
    return NewTicket(
        kind="fault",
        reporter=reporter,
        place=account.address,
        phone=account.phone or "",
        what=WHAT,
        owner="utility",
        transformers=(point.transformer,),
        region=point.region,
        latitude=point.latitude,
        longitude=point.longitude,
    )
