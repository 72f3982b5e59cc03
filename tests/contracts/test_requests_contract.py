import pytest
from support.implementations import NOBODY, Known, Utility

from bot.backends.base import Backends
from bot.backends.requests import ServiceRequest

STEPS = {
    "low": ("申请受理", "供电方案答复", "装表接电"),
    "high": ("申请受理", "供电方案答复", "外部工程实施", "装表接电"),
}


@pytest.fixture
def request_(backends: Backends, known: Known) -> ServiceRequest:
    found = backends.requests.get(known.application)
    assert found is not None
    return found


def test_an_application_is_found_by_number_and_by_account(
    backends: Backends, known: Known, request_: ServiceRequest
) -> None:
    assert request_.application_no == known.application
    assert request_ in backends.requests.of_account(known.application_account)
    assert request_ in backends.requests.listed()


def test_an_unknown_application(backends: Backends) -> None:
    assert backends.requests.get("SQ202611249999") is None
    assert backends.requests.of_account(NOBODY) == ()
    with pytest.raises(LookupError):
        backends.requests.hurry("a", "SQ202611249999")
    with pytest.raises(LookupError):
        backends.requests.advance("a", "SQ202611249999")


def test_all_are_listed_newest_first_with_the_steps_of_their_voltage(backends: Backends) -> None:
    listed = backends.requests.listed()
    numbers = [one.application_no for one in listed]
    assert numbers == sorted(numbers, reverse=True)
    assert {one.voltage for one in listed} == {"low", "high"}
    for one in listed:
        assert tuple(step.name for step in one.steps) == STEPS[one.voltage]


def test_dates_of_steps_follow_each_other(backends: Backends) -> None:
    for one in backends.requests.listed():
        days = [day for step in one.steps for day in (step.started, step.done)]
        begun = [day for day in days if day]
        assert begun == sorted(begun)
        assert days[: len(begun)] == begun


def test_hurrying_is_counted_once_a_key(
    backends: Backends, known: Known, request_: ServiceRequest
) -> None:
    hurry = backends.requests.hurry
    assert hurry("a", known.application).hurried == request_.hurried + 1
    assert hurry("a", known.application).hurried == request_.hurried + 1
    assert hurry("b", known.application).hurried == request_.hurried + 2


def test_the_visit_is_confirmed_and_moved(utility: Utility, known: Known) -> None:
    requests, at = utility.at_leisure.requests, utility.clock().replace(hour=10, minute=0)
    confirmed = requests.confirm_visit("a", known.application, at)
    assert (confirmed.visit_at, confirmed.visit_confirmed) == (at, True)
    moved = requests.confirm_visit("b", known.application, at.replace(hour=15))
    assert moved.visit_at == at.replace(hour=15)
    assert requests.confirm_visit("a", known.application, at) == moved


def test_advancing_ends_this_step_and_starts_the_next(
    utility: Utility, known: Known, request_: ServiceRequest
) -> None:
    utility.clock.turn(days=1)
    today = utility.clock().date()
    advanced = utility.at_leisure.requests.advance("a", known.application)
    index = request_.steps.index(request_.step)
    assert advanced.steps[index].done == today
    assert advanced.steps[index + 1].started == today
    assert advanced.steps[:index] == request_.steps[:index]
    assert advanced.missing == ()
    assert utility.at_leisure.requests.advance("a", known.application) == advanced


def test_it_ends_with_the_last_step(backends: Backends, known: Known) -> None:
    for key in range(5):
        last = backends.requests.advance(str(key), known.application)
    assert last.is_done
    assert last.step == last.steps[-1]
    assert all(step.started and step.done for step in last.steps)
    assert (last.visits_left, last.visit_at, last.visit_confirmed) == (0, None, False)
