from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.backends.tickets import Ticket, TicketEvent
from bot.services import grouping, outage_words
from bot.services.grouping import Call

NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai


def call(
    number: int, *transformers: str, place: str = "", weight: int = 1, minutes_ago: int = 0
) -> Call:
    return Call(
        ticket_no=f"BX{number}",
        reporter=f"r{number}",
        phone=f"1380000000{number}",
        place=place or f"幸福小区{number}栋",
        transformers=transformers,
        at=NOW - timedelta(minutes=minutes_ago),
        weight=weight,
    )


def many(_transformer: str) -> int:
    return 36


def test_two_premises_point_to_their_transformer_one_does_not() -> None:
    assert grouping.suspected([call(1, "T1")], many) == ()
    assert grouping.suspected([call(1, "T1"), call(2, "T1")], many) == ("T1",)
    assert grouping.suspected([call(1, "T1"), call(2, "T2")], many) == ()


def test_one_is_enough_where_no_more_are_served() -> None:
    assert grouping.suspected([call(1, "T1")], lambda _: 1) == ("T1",)


def test_a_dark_neighbour_weighs_one_more_where_the_place_is_sure() -> None:
    assert grouping.suspected([call(1, "T1", weight=2)], many) == ("T1",)
    assert grouping.suspected([call(1, "T1", "T2", weight=2)], many) == ()


def test_old_calls_and_calls_from_anywhere_are_no_evidence() -> None:
    old = call(1, "T1", minutes_ago=31)
    wide = call(2, "T1", "T2", "T3", "T4")
    lit = call(3, "T1", weight=0)
    nowhere = call(4)
    assert grouping.distinct([old, wide, lit, nowhere, call(5, "T1")], NOW) == (call(5, "T1"),)


def test_one_place_phone_or_resident_is_one_premise() -> None:
    first = call(1, "T1", place="云溪县城关镇幸福小区3栋")
    same_place = call(2, "T1", place="幸福小区3栋")
    assert grouping.distinct([first, same_place], NOW) == (first,)
    assert len(grouping.distinct([call(1, "T1"), call(2, "T1")], NOW)) == 2


def test_a_feeder_needs_two_transformers_with_calls_of_their_own() -> None:
    below = {"T1": "F", "T2": "F"}
    between = [call(1, "T1", "T2"), call(2, "T1", "T2")]
    assert grouping.feeder_of(between, below, many) == ""
    each = [call(1, "T1"), call(2, "T1"), call(3, "T2"), call(4, "T2")]
    assert grouping.feeder_of(each, below, many) == "F"
    assert grouping.feeder_of(each, {"T1": "F", "T2": "G"}, many) == ""


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["T1", "T2"])), max_size=12))
def test_distinct_calls_are_never_the_same_premise(said: list[tuple[int, str]]) -> None:
    kept = grouping.distinct([call(number, code) for number, code in said], NOW)
    assert len({one.place for one in kept}) == len(kept) == len({number for number, _ in said})


def test_what_was_said_later_counts() -> None:
    ticket = Ticket(
        ticket_no="BX202611240001",
        kind="fault",
        state="new",
        reporter="r",
        place="幸福小区 3栋",
        phone="",
        what="没电了",
        owner="unknown",
        transformers=("T1",),
        region="urban",
        outage_no=None,
        duty=None,
        expected_end=None,
        opened_at=NOW,
        events=(TicketEvent(NOW, "note", "我们整栋楼都没电"),),
    )
    assert Call.of(ticket).weight == 2
    assert Call.of(ticket).place == "幸福小区3栋"


def test_equipment_is_named_as_the_area_that_it_supplies() -> None:
    assert outage_words.area(["和平路1号公变", "和平路2号公变"]) == "和平路一带"
    assert outage_words.area([f"{name}村1号公变" for name in "甲乙丙丁"]) == "甲村、乙村、丙村等地"
