from datetime import datetime, timedelta

import pytest
from support.implementations import Known, Utility

from bot.backends.accounts import UsagePoint
from bot.backends.base import Backends
from bot.backends.outages import NewOutage

SOON = timedelta(days=7)


@pytest.fixture
def point(backends: Backends, known: Known) -> UsagePoint:
    account = backends.accounts.get(known.settled)
    assert account is not None
    return account.usage_point


def fault(device: str, start: datetime, expected_end: datetime | None = None) -> NewOutage:
    return NewOutage("fault", "某处", "查找中", (device,), start, expected_end)


def test_an_open_fault_affects_what_lies_below(utility: Utility, known: Known) -> None:
    backends = utility.at_leisure
    account = backends.accounts.get(known.with_fault)
    assert account is not None
    below = account.usage_point
    outages = backends.outages.affecting((below.transformer,), (below.feeder,), utility.clock())
    assert "fault" in {outage.kind for outage in outages}


def test_an_outage_of_a_transformer_or_its_feeder_is_found(
    utility: Utility, point: UsagePoint
) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    for device in (point.transformer, point.feeder):
        opened = outages.open(device, fault(device, now - timedelta(minutes=1)))
        affecting = outages.affecting((point.transformer,), (point.feeder,), now)
        assert opened in affecting
        assert opened in outages.open_now()
        assert outages.get(opened.outage_no) == opened
        outages.close(device, opened.outage_no, now)
        assert outages.affecting((point.transformer,), (point.feeder,), now) == ()


def test_other_devices_are_not_affected(utility: Utility, point: UsagePoint) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    opened = outages.open("a", fault(f"{point.transformer}0", now - timedelta(minutes=1)))
    assert opened not in outages.affecting((point.transformer,), (point.feeder,), now)
    assert outages.affecting((), (), now + SOON) == ()


def test_a_planned_outage_counts_from_its_start_to_its_end(
    utility: Utility, point: UsagePoint
) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    start, end = now + timedelta(hours=2), now + timedelta(hours=4)
    planned = NewOutage("planned", "某处", "检修", (point.transformer,), start, end)
    opened = outages.open("a", planned)
    devices = ((point.transformer,), (point.feeder,))
    assert outages.affecting(*devices, now + timedelta(hours=1)) == ()
    assert outages.affecting(*devices, now + timedelta(hours=3)) == (opened,)
    utility.clock.turn(hours=3)
    assert opened in outages.affecting(*devices, utility.clock())
    assert opened in outages.open_now()
    utility.clock.turn(hours=2)
    assert outages.affecting(*devices, utility.clock() + SOON) == ()
    assert opened not in outages.open_now()


def test_a_fault_stays_open_after_its_estimate_has_passed(
    utility: Utility, point: UsagePoint
) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    opened = outages.open("a", fault(point.transformer, now, now + timedelta(hours=1)))
    utility.clock.turn(hours=2)
    assert opened in outages.affecting((point.transformer,), (), utility.clock())


def test_the_soonest_comes_first(utility: Utility, point: UsagePoint) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    for hours in (3, 1, 2):
        outages.open(str(hours), fault(point.transformer, now + timedelta(hours=hours)))
    found = outages.affecting((point.transformer,), (), now + SOON)
    starts = [outage.start for outage in found]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_a_change_leaves_the_rest(utility: Utility, point: UsagePoint) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    opened = outages.open("a", fault(point.transformer, now))
    utility.clock.turn(minutes=3)
    later = now + timedelta(hours=1)
    changed = outages.change("b", opened.outage_no, expected_end=later)
    assert (changed.expected_end, changed.cause) == (later, opened.cause)
    assert changed.updated_at == utility.clock()
    changed = outages.change("c", opened.outage_no, cause="树压线", confirmed=False)
    assert (changed.expected_end, changed.cause, changed.confirmed) == (later, "树压线", False)


def test_a_predicted_outage_is_not_confirmed(utility: Utility, point: UsagePoint) -> None:
    predicted = NewOutage(
        "fault", "某处", "", (point.transformer,), utility.clock(), confirmed=False
    )
    assert not utility.at_leisure.outages.open("a", predicted).confirmed


def test_the_same_key_opens_changes_and_closes_once(utility: Utility, point: UsagePoint) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    before = len(outages.open_now())
    opened = outages.open("a", fault(point.transformer, now))
    assert outages.open("a", fault(point.feeder, now)) == opened
    assert len(outages.open_now()) == before + 1
    outages.change("b", opened.outage_no, cause="一")
    assert outages.change("b", opened.outage_no, cause="二").cause == "一"
    closed = outages.close("c", opened.outage_no, now)
    assert outages.close("c", opened.outage_no, now + SOON) == closed
    assert outages.close("d", opened.outage_no, now + SOON).end == now


def test_what_is_over_is_not_changed(utility: Utility, point: UsagePoint) -> None:
    outages, now = utility.at_leisure.outages, utility.clock()
    closed = outages.close("b", outages.open("a", fault(point.transformer, now)).outage_no, now)
    assert outages.change("c", closed.outage_no, cause="别的") == closed


def test_an_unknown_outage(utility: Utility) -> None:
    outages = utility.at_leisure.outages
    assert outages.get("TD999999") is None
    with pytest.raises(LookupError):
        outages.change("a", "TD999999", cause="x")
    with pytest.raises(LookupError):
        outages.close("b", "TD999999", utility.clock())
