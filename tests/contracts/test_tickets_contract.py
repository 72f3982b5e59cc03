import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from support.implementations import Utility

from bot.backends.base import Backends
from bot.backends.tickets import Duty, NewTicket, Ticket, TicketEvent, TicketState

WANG, LI = Duty("王师傅", "15490000001"), Duty("李师傅", "15490000002")


def report(reporter: str = "ada", *transformers: str) -> NewTicket:
    return NewTicket(
        "fault",
        reporter,
        "和平路12号",
        phone="15400000000",
        what="停电",
        owner="utility",
        transformers=transformers,
        region="rural",
        latitude=31.2,
        longitude=105.4,
        outage_no="TD000001",
    )


@pytest.fixture
def ticket(backends: Backends) -> Ticket:
    return backends.tickets.open("open", report())


def test_a_ticket_keeps_what_was_reported(utility: Utility) -> None:
    tickets = utility.at_leisure.tickets
    opened = tickets.open("a", report("ada", "T1", "T2"))
    assert opened == tickets.get(opened.ticket_no)
    assert (opened.state, opened.reporter, opened.place) == ("new", "ada", "和平路12号")
    assert (opened.phone, opened.what, opened.owner) == ("15400000000", "停电", "utility")
    assert (opened.transformers, opened.region) == (("T1", "T2"), "rural")
    assert (opened.latitude, opened.longitude, opened.outage_no) == (31.2, 105.4, "TD000001")
    assert opened.opened_at == utility.clock()
    assert opened.duty is None
    assert [event.what for event in opened.events] == ["new"]


def test_numbers_run_through_the_day_and_start_again_on_the_next(utility: Utility) -> None:
    tickets = utility.at_leisure.tickets
    numbers = [tickets.open(f"{n}", report()).ticket_no for n in range(3)]
    day = f"BX{utility.clock():%Y%m%d}"
    assert all(number.startswith(day) and len(number) == len(day) + 4 for number in numbers)
    assert [int(later[-4:]) - int(number[-4:]) for number, later in pairwise(numbers)] == [1, 1]
    utility.clock.turn(days=1)
    assert tickets.open("next", report()).ticket_no == f"BX{utility.clock():%Y%m%d}0001"


def test_many_at_once_get_different_numbers(backends: Backends) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda n: backends.tickets.open(f"{n}", report()), range(24)))
    assert len({ticket.ticket_no for ticket in opened}) == 24


def test_the_same_key_opens_one_ticket_even_at_once(backends: Backends) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: backends.tickets.open("one", report()), range(8)))
    assert len({ticket.ticket_no for ticket in opened}) == 1
    assert len(backends.tickets.of_reporter("ada")) == 1


def test_an_unknown_ticket(backends: Backends) -> None:
    assert backends.tickets.get("BX202611249999") is None
    with pytest.raises(LookupError):
        backends.tickets.amend("a", "BX202611249999", place="x")
    with pytest.raises(LookupError):
        backends.tickets.move("b", "BX202611249999", "accepted")


def test_a_reporter_sees_his_newest_twenty(utility: Utility) -> None:
    tickets = utility.at_leisure.tickets
    numbers = []
    for number in range(22):
        numbers.append(tickets.open(f"{number}", report()).ticket_no)
        utility.clock.turn(minutes=1)
    tickets.open("other", report("bob"))
    assert [one.ticket_no for one in tickets.of_reporter("ada")] == numbers[:1:-1]
    assert tickets.of_reporter("nobody") == ()


def test_nobody_is_no_reporter(backends: Backends) -> None:
    backends.tickets.open("a", report(""))
    assert backends.tickets.of_reporter("") == ()


def test_recent_tickets_are_found_by_transformer_and_time(utility: Utility) -> None:
    tickets, start = utility.at_leisure.tickets, utility.clock()
    first = tickets.open("a", report("ada", "T1", "T2"))
    utility.clock.turn(minutes=20)
    second = tickets.open("b", report("bob", "T2"))
    assert tickets.recent(("T1", "T2"), start) == (second, first)
    assert tickets.recent(("T1",), start) == (first,)
    assert tickets.recent(("T2",), start) == (second, first)
    assert tickets.recent(("T2",), start + timedelta(minutes=10)) == (second,)
    assert tickets.recent((), start) == ()
    assert tickets.recent(("T3",), start) == ()


def test_all_tickets_are_listed_newest_first(utility: Utility) -> None:
    tickets = utility.at_leisure.tickets
    first = tickets.open("a", report())
    utility.clock.turn(minutes=1)
    second = tickets.open("b", report("bob"))
    assert tickets.listed()[:2] == (second, first)
    done = tickets.move("c", first.ticket_no, "cancelled")
    assert tickets.listed()[:2] == (second, done)
    assert first.ticket_no not in {one.ticket_no for one in tickets.listed(only_open=True)}


def test_an_amendment_changes_what_is_given(utility: Utility, ticket: Ticket) -> None:
    tickets = utility.at_leisure.tickets
    event = TicketEvent(utility.clock(), "note", "门口有狗")
    amended = tickets.amend("a", ticket.ticket_no, phone="15411111111", event=event)
    assert (amended.phone, amended.place) == ("15411111111", ticket.place)
    assert amended.events == (*ticket.events, event)
    amended = tickets.amend("b", ticket.ticket_no, place="石桥", transformers=("T9",))
    assert (amended.place, amended.transformers) == ("石桥", ("T9",))
    assert tickets.recent(("T9",), ticket.opened_at) == (amended,)
    amended = tickets.amend("c", ticket.ticket_no, transformers=(), outage_no="TD000002")
    assert (amended.transformers, amended.outage_no) == ((), "TD000002")
    assert tickets.recent(("T9",), ticket.opened_at) == ()


def test_the_same_key_amends_once(utility: Utility, ticket: Ticket) -> None:
    tickets = utility.at_leisure.tickets
    event = TicketEvent(utility.clock(), "hurry")
    once = tickets.amend("a", ticket.ticket_no, event=event)
    assert tickets.amend("a", ticket.ticket_no, event=event) == once


def test_a_ticket_goes_its_way(utility: Utility, ticket: Ticket) -> None:
    tickets, eta = utility.at_leisure.tickets, utility.clock() + timedelta(hours=1)
    moved = ticket
    way: tuple[TicketState, ...] = ("accepted", "on_the_way", "on_site", "fixed")
    for state in way:
        utility.clock.turn(minutes=10)
        moved = tickets.move(state, ticket.ticket_no, state, duty=WANG, expected_end=eta, note="好")
        assert (moved.state, moved.duty, moved.expected_end) == (state, WANG, eta)
        assert moved.events[-1] == TicketEvent(utility.clock(), state, "好")
    assert not moved.is_open


def test_steps_may_be_left_out_but_never_taken_back(backends: Backends, ticket: Ticket) -> None:
    move, number = backends.tickets.move, ticket.ticket_no
    assert move("a", number, "on_site", duty=WANG).state == "on_site"
    assert move("b", number, "accepted", duty=WANG).state == "on_site"
    assert move("c", number, "new", duty=WANG).state == "on_site"
    assert len(move("d", number, "on_the_way", duty=WANG).events) == 2


@pytest.mark.parametrize("end", ["fixed", "customer_side", "cancelled"])
def test_what_is_over_only_starts_again(
    backends: Backends, ticket: Ticket, end: TicketState
) -> None:
    move, number = backends.tickets.move, ticket.ticket_no
    assert move("a", number, end, duty=WANG).state == end
    assert move("b", number, "accepted", duty=WANG).state == end
    assert move("c", number, "cancelled").state == end
    again = move("d", number, "new", note="还没来电")
    assert (again.state, again.duty, again.expected_end) == ("new", None, None)
    assert (again.events[-1].what, again.events[-1].text) == ("reopened", "还没来电")
    assert move("e", number, "accepted", duty=LI).duty == LI


def test_who_accepts_first_holds_it(backends: Backends, ticket: Ticket) -> None:
    move, number = backends.tickets.move, ticket.ticket_no
    held = move("a", number, "accepted", duty=WANG)
    assert move("b", number, "accepted", duty=LI) == held
    assert move("c", number, "on_site", duty=LI) == held


def test_of_two_at_once_one_wins(utility: Utility, ticket: Ticket) -> None:
    ready = threading.Barrier(2)

    def accept(duty: Duty) -> Ticket:
        tickets = utility.at_leisure.tickets
        ready.wait()
        return tickets.move(duty.phone, ticket.ticket_no, "accepted", duty=duty)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(accept, (WANG, LI))
    assert one.duty == other.duty
    assert [event.what for event in one.events] == ["new", "accepted"]


def test_who_has_a_ticket_hands_it_back(utility: Utility, ticket: Ticket) -> None:
    tickets, at = utility.at_leisure.tickets, utility.clock()
    tickets.move("a", ticket.ticket_no, "on_the_way", duty=WANG, expected_end=at)
    back = tickets.hand_back("b", ticket.ticket_no, duty=WANG, note="车坏了")
    assert (back.state, back.duty, back.expected_end) == ("new", None, None)
    assert back.events[-1] == TicketEvent(at, "returned", "王师傅 15490000001：车坏了")
    assert tickets.move("c", ticket.ticket_no, "accepted", duty=LI).duty == LI
    assert tickets.hand_back("b", ticket.ticket_no, duty=WANG).state == "accepted"


def test_who_was_only_called_says_so(backends: Backends, ticket: Ticket) -> None:
    back = backends.tickets.hand_back("a", ticket.ticket_no, duty=LI)
    assert (back.state, back.events[-1].text) == ("new", "李师傅 15490000002")


def test_another_persons_ticket_and_one_that_is_over_stay(
    backends: Backends, ticket: Ticket
) -> None:
    taken = backends.tickets.move("a", ticket.ticket_no, "accepted", duty=WANG)
    assert backends.tickets.hand_back("b", ticket.ticket_no, duty=LI) == taken
    over = backends.tickets.move("c", ticket.ticket_no, "fixed", duty=WANG)
    assert backends.tickets.hand_back("d", ticket.ticket_no, duty=WANG) == over


def test_a_new_estimate_is_no_new_state(backends: Backends, ticket: Ticket) -> None:
    move, number, eta = backends.tickets.move, ticket.ticket_no, ticket.opened_at
    move("a", number, "on_site", duty=WANG)
    moved = move("b", number, "on_site", duty=WANG, expected_end=eta)
    assert (moved.state, moved.expected_end) == ("on_site", eta)
    assert move("c", number, "on_site", duty=LI, expected_end=ticket.opened_at) == moved


def test_the_same_key_moves_once(backends: Backends, ticket: Ticket) -> None:
    move, number = backends.tickets.move, ticket.ticket_no
    move("a", number, "cancelled")
    move("b", number, "new")
    assert move("a", number, "cancelled").state == "new"


def test_one_key_may_serve_different_methods(backends: Backends) -> None:
    opened = backends.tickets.open("form", report())
    assert backends.tickets.move("form", opened.ticket_no, "cancelled").state == "cancelled"


def test_a_forgotten_reporter_leaves_the_ticket(backends: Backends, ticket: Ticket) -> None:
    backends.tickets.open("bob", report("bob"))
    backends.tickets.forget("ada")
    assert backends.tickets.of_reporter("ada") == ()
    left = backends.tickets.get(ticket.ticket_no)
    assert left is not None
    assert (left.reporter, left.phone, left.state) == ("", ticket.phone, "new")
    assert len(backends.tickets.of_reporter("bob")) == 1


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE x; --", "{{7*7}}", "😀" * 500, "]]><x/>", "a\x01b"]
)
def test_any_text_comes_back_as_it_was(backends: Backends, text: str) -> None:
    opened = backends.tickets.open("a", NewTicket("callback", text, text, what=text))
    assert (opened.reporter, opened.place, opened.what) == (text, text, text)
    assert backends.tickets.of_reporter(text) == (opened,)
