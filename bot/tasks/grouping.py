"""Trouble calls make an outage: predicted below a transformer, rolled up to its feeder."""

from collections.abc import Iterable

from bot.backends.outages import NewOutage, Outage
from bot.backends.tickets import Ticket
from bot.effects import GroupCalls
from bot.services import grouping, outage_words
from bot.services.grouping import Call
from bot.services.tickets import is_report
from bot.tasks.dispatching import see_to_call
from bot.tasks.work import Done, Work


def group_calls(effect: GroupCalls, work: Work) -> Done:
    """Have somebody called, join a running outage, or see whether recent calls make one.

    Only what nobody has confirmed is grouped: a confirmed outage takes calls in and stays as it is.
    """
    ticket = work.use.tickets.get(effect.ticket_no)
    if ticket is None or not is_report(ticket):
        return Done()
    see_to_call(ticket, work)
    if not ticket.transformers:
        return Done()
    if not ticket.is_open:
        _end_if_over(ticket, work)
        return Done()
    feeders = _feeders(ticket.transformers, work)
    running = _running(ticket.transformers, tuple(feeders.values()), work)
    confirmed = next(
        (one for one in running if one.confirmed and _explains(one, ticket, work)), None
    )
    if confirmed is not None and not Call.of(ticket).weight:
        return Done()  # the neighbours have power: the fault is behind the reporter's own meter
    if confirmed is not None:
        _join([ticket], confirmed, work)
        return Done()
    _predict(ticket, feeders, work)
    return Done()


def _predict(ticket: Ticket, feeders: dict[str, str], work: Work) -> None:
    network = work.use.network
    on_feeders = [code for feeder in feeders.values() for code in network.transformers_of(feeder)]
    running = _running(on_feeders, tuple(feeders.values()), work)
    tickets = _unexplained(on_feeders, running, work)
    calls = grouping.distinct(map(Call.of, tickets), work.now)
    codes = grouping.suspected(calls, network.premises)
    feeder = grouping.feeder_of(calls, _feeders(codes, work), network.premises)
    devices = (feeder,) if feeder else tuple(c for c in codes if c in ticket.transformers)
    if not devices or (len(calls) == 1 and _meter_is_live(ticket, work)):
        return
    known = next((o for o in running if not o.confirmed and set(devices) <= set(o.devices)), None)
    outage = known or _open(devices, calls[0], codes, work)
    covered = set(network.transformers_of(feeder) if feeder else devices)
    _absorb((o for o in running if covered.issuperset(o.devices)), outage, work)
    _join((one for one in tickets if not covered.isdisjoint(one.transformers)), outage, work)


def _explains(outage: Outage, ticket: Ticket, work: Work) -> bool:
    dark = grouping.covered(outage.devices, work.use.network.transformers_of)
    return grouping.explains(dark, ticket.transformers)


def _end_if_over(ticket: Ticket, work: Work) -> None:
    """A predicted outage ends with the last open ticket that joined it."""
    outage = work.use.outages.get(ticket.outage_no) if ticket.outage_no else None
    if outage is None or outage.confirmed or outage.end is not None:
        return
    still_open = work.use.tickets.listed(only_open=True)
    if not any(one.outage_no == outage.outage_no for one in still_open):
        work.use.outages.close(f"calls_over:{outage.outage_no}", outage.outage_no, work.now)


def _running(transformers: Iterable[str], feeders: Iterable[str], work: Work) -> tuple[Outage, ...]:
    known = work.use.outages.affecting(tuple(transformers), tuple(feeders), work.now)
    return tuple(outage for outage in known if outage.start <= work.now)


def _unexplained(
    codes: Iterable[str], running: tuple[Outage, ...], work: Work
) -> tuple[Ticket, ...]:
    """Open reports of the last half-hour that no confirmed outage explains, nor a lit neighbour."""
    explained = {outage.outage_no for outage in running if outage.confirmed}
    recent = work.use.tickets.recent(tuple(codes), work.now - grouping.WINDOW)
    return tuple(
        one
        for one in recent
        if is_report(one) and one.is_open and one.outage_no not in explained and Call.of(one).weight
    )


def _feeders(transformers: Iterable[str], work: Work) -> dict[str, str]:
    """Each transformer's feeder."""
    found = {code: work.use.network.equipment(code) for code in transformers}
    return {code: place.feeders[0] for code, place in found.items() if place}


def _meter_is_live(ticket: Ticket, work: Work) -> bool:
    """A lone caller whose meter has power has a fault behind it, whatever the neighbours have."""
    for binding in work.use.bindings.of(ticket.reporter) if ticket.reporter else ():
        account = work.use.accounts.get(binding.account_no)
        if account is None or account.usage_point.transformer not in ticket.transformers:
            continue
        reading = work.use.meters.status(account.usage_point.meter_no)
        if account.cut_on is not None or (reading is not None and reading.energised):
            return True
    return False


def _open(devices: tuple[str, ...], first: Call, codes: tuple[str, ...], work: Work) -> Outage:
    places = (work.use.network.equipment(code) for code in codes)
    new = NewOutage(
        kind="fault",
        area=outage_words.area(place.name for place in places if place),
        cause="",
        devices=devices,
        start=first.at,
        confirmed=False,
    )
    return work.use.outages.open(f"calls:{','.join(devices)}:{first.ticket_no}", new)


def _absorb(smaller: Iterable[Outage], outage: Outage, work: Work) -> None:
    """A feeder's outage takes the place of those predicted below it."""
    for one in smaller:
        if not one.confirmed and one.outage_no != outage.outage_no:
            work.use.outages.close(f"absorbed:{one.outage_no}", one.outage_no, work.now)


def _join(tickets: Iterable[Ticket], outage: Outage, work: Work) -> None:
    for ticket in tickets:
        if ticket.outage_no != outage.outage_no:
            key = f"join:{ticket.ticket_no}:{outage.outage_no}"
            work.use.tickets.amend(key, ticket.ticket_no, outage_no=outage.outage_no)
