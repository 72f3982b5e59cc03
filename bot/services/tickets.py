"""How a trouble ticket is spoken of: a report, a danger, or a call-back that somebody asked for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot import say
from bot.backends.accounts import Region
from bot.backends.tickets import Ticket, TicketState
from bot.replies import Choice, joined
from bot.utility import Utility

STATES: Mapping[TicketState, str] = {
    "new": "已登记，等抢修人员接单",
    "accepted": "抢修人员已接单",
    "on_the_way": "抢修人员已出发",
    "on_site": "抢修人员已到现场",
    "fixed": "已修好",
    "customer_side": "查明是用户侧（表后或物业）的故障，已转产权方处理",
    "cancelled": "已取消",
}
CALL_STATES: Mapping[TicketState, str] = {
    "new": "已登记，等人回电",
    "accepted": "已有人接，马上回电",
    "on_the_way": "已有人接，马上回电",
    "on_site": "已有人接，马上回电",
    "fixed": "已回电",
    "customer_side": "已回电",
    "cancelled": "已取消",
}
WHOLE = "报修已填完整，按报修处理"
"""The note that makes a half-filled report's call-back a report like any other."""
AFTER_CANCELLING: Mapping[str, str] = {
    "报修": "再没电了随时说。",
    "险情": "再有险情马上说。",
    "回电": "要找人随时说。",
}
"""The last word of a cancellation, by what was cancelled (see `noun`)."""
OTHERS = 3
_WORDS = frozenset({"note", "photo", "voice", "video"})
JUST_MADE_FOR = timedelta(minutes=30)
"""So long what is said without naming a ticket goes to the one just made."""
STILL_DARK_FOR = timedelta(hours=24)
SAID_AGAIN = timedelta(minutes=5)
"""So soon after a ticket was reopened, a `still dark` may be the one that reopened it."""


def is_call(ticket: Ticket) -> bool:
    """Whether somebody is to call back, and no crew to come."""
    whole = any(event.what == "note" and event.text == WHOLE for event in ticket.events)
    return ticket.kind == "callback" and not whole


def is_report(ticket: Ticket) -> bool:
    """Whether it says that somewhere the power is out: no danger, no wish for a call."""
    return ticket.kind != "danger" and not is_call(ticket)


def is_just_made(ticket: Ticket, now: datetime) -> bool:
    """Whether it is open and so new that what its reporter says next is about it."""
    return ticket.is_open and now - ticket.opened_at <= JUST_MADE_FOR


def just_made(mine: tuple[Ticket, ...], now: datetime) -> Ticket | None:
    """The reporter's latest ticket, where it was just made."""
    return mine[0] if mine and is_just_made(mine[0], now) else None


def noun(ticket: Ticket) -> str:
    """What the resident calls it."""
    if is_call(ticket):
        return "回电"
    return "险情" if ticket.kind == "danger" else "报修"


def yours(ticket: Ticket) -> str:
    """The same as the resident's own."""
    return f"您{'报' if ticket.kind == 'danger' else ''}的{noun(ticket)}"


def title(ticket: Ticket) -> str:
    """What the person on duty calls it."""
    return "险情最急件" if ticket.kind == "danger" else noun(ticket)


def who(ticket: Ticket) -> str:
    """Who sees to it."""
    return "值班人员" if is_call(ticket) else "抢修人员"


def state(ticket: Ticket) -> str:
    """The state alone: what anybody with the number and the last four digits may know."""
    words = CALL_STATES if is_call(ticket) else STATES
    return f"{ticket.ticket_no}：{words[ticket.state]}。"


def full(ticket: Ticket, now: datetime) -> str:
    """The whole ticket, for its reporter only."""
    place = f"，地点：{ticket.place or '还没说'}" if ticket.place or not is_call(ticket) else ""
    duty = f"负责人：{ticket.duty.name}，电话{ticket.duty.phone}。" if ticket.duty else ""
    opened = f"{say.when(ticket.opened_at, now)}登记{place}。"
    return joined(state(ticket), opened + duty, _expected(ticket, now))


def arrival(ticket: Ticket, utility: Utility) -> str:
    """The commitment, as an average; where the place is not on the map, for town and country."""
    return on_average(utility, ticket.region if ticket.transformers else None)


def on_average(utility: Utility, region: Region | None) -> str:
    """The same for a region, or for no place yet."""
    promised = utility.commitments
    if region is None:
        urban, rural = (say.minutes(promised.arrival_min(of)) for of in ("urban", "rural"))
        average = f"平均城里{urban}、乡下{rural}左右到现场"
    else:
        average = f"平均{say.minutes(promised.arrival_min(region))}左右到现场"
    return f"抢修人员{average}，这是平均时间，忙的时候会慢些。"


def moved(ticket: Ticket, note: str, now: datetime) -> str:
    """What the reporter is told when a person on duty moves the ticket or says something."""
    duty = ticket.duty
    by = f"值班员{duty.name}，电话{duty.phone}。" if duty and ticket.is_open else ""
    said = f"{who(ticket)}说：{note}" if note else ""
    fixed = ticket.state == "fixed" and not is_call(ticket)
    still = "要是还没来电，请告诉我们。" if fixed else ""
    return joined(f"{yours(ticket)}{state(ticket)}", by, _expected(ticket, now), said, still)


def handed_back(ticket: Ticket) -> str:
    """What the reporter is told when who had the ticket handed it back; empty where nobody had."""
    at = max((n for n, e in enumerate(ticket.events) if e.what == "returned"), default=0)
    before = [e.what for e in ticket.events[:at] if e.what in STATES or e.what == "reopened"]
    if not before or before[-1] in ("new", "reopened") or ticket.state != "new":
        return ""
    name = ticket.events[at].text.partition(" ")[0]
    return joined(
        f"{yours(ticket)}{state(ticket)}",
        f"{name}去不了，退回来了。现在重新找人接，有人接了告诉您。",
    )


def not_reached(ticket: Ticket, utility: Utility) -> str:
    """What the reporter is told when nobody took it, or who has it cannot be reminded."""
    if ticket.duty is not None:
        return (
            f"您催的 {ticket.ticket_no} 没能通知到{ticket.duty.name}。请直接打他的电话"
            f"{ticket.duty.phone}，或拨打{utility.hotline}，24小时有人接。"
        )
    careful = "人请一直远离危险。" if ticket.kind == "danger" else ""
    return (
        f"对不住，{yours(ticket)} {ticket.ticket_no} 到现在还没有人确认接单。{careful}"
        f"请直接拨打{utility.hotline}，24小时有人接，报这个编号就行。"
    )


def others(mine: tuple[Ticket, ...], shown: Ticket) -> str:
    """The reporter's other open tickets."""
    rest = [one for one in mine if one.is_open and one.ticket_no != shown.ticket_no]
    named = "、".join(f"{one.ticket_no}（{one.place[:20] or noun(one)}）" for one in rest[:OTHERS])
    return f"您另外还有 {named}在办，回编号就能看。" if named else ""


def after(ticket: Ticket) -> tuple[Choice, ...]:
    """What may be wished for after a ticket's end."""
    if is_call(ticket):
        return (Choice("再约回电", "human_agent", "转人工"),)
    if ticket.state == "cancelled":
        return (Choice("重新报修", "repair_report", "我要报修"),)
    return (Choice("还没来电", "repair_progress", "还没来电"),)


def hurried_at(ticket: Ticket) -> datetime | None:
    """When it was last hurried, if it has not moved since."""
    steps = (event for event in reversed(ticket.events) if event.what not in _WORDS)
    last = next(steps, None)
    return last.at if last is not None and last.what == "hurry" else None


def still_dark(tickets: tuple[Ticket, ...], now: datetime) -> Ticket | None:
    """The reporter's ticket that a `still dark` opens again: the last said to be fixed.

    One that was opened again just now is open for the same words: when the turn that did so failed
    after it, they are said twice, and nobody was called yet.
    """
    for ticket in tickets:
        moved_at = max((event.at for event in ticket.events), default=ticket.opened_at)
        if ticket.state in ("fixed", "customer_side") and not is_call(ticket):
            return ticket if now - moved_at <= STILL_DARK_FOR else None
        if ticket.events and ticket.events[-1].what == "reopened" and now - moved_at <= SAID_AGAIN:
            return ticket
    return None


def _expected(ticket: Ticket, now: datetime) -> str:
    if not ticket.is_open or ticket.expected_end is None:
        return ""
    when, done = say.when(ticket.expected_end, now), "回电" if is_call(ticket) else "修好"
    if ticket.expected_end < now:
        return f"原来预计{when}{done}，已经过了，新的时间还没有报上来，对不住。"
    return f"预计{when}{done}，是现场估计。" if done == "修好" else f"预计{when}{done}。"
