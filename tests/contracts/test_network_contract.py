from datetime import timedelta

import pytest
from support.implementations import Known, Utility

from bot.backends.base import Backends


@pytest.fixture
def transformer(backends: Backends, known: Known) -> str:
    account = backends.accounts.get(known.settled)
    assert account is not None
    return account.usage_point.transformer


def test_an_address_names_its_places_finest_first(
    backends: Backends, known: Known, transformer: str
) -> None:
    places = backends.network.locate(known.place)
    assert [transformer in place.transformers for place in places] == [True] * len(places)
    sizes = [len(place.transformers) for place in places]
    assert sizes == sorted(sizes)
    assert len(places) >= 2


def test_words_around_a_place_do_not_matter(backends: Backends, known: Known) -> None:
    assert backends.network.locate(f"喂，{known.place}停电了，好久来") == backends.network.locate(
        known.place
    )


@pytest.mark.parametrize(
    "words", ["", "停电了", "？？", "x" * 20_000, "' OR name LIKE '%", "😀😀😀", "成都市锦江区"]
)
def test_words_without_a_known_place_name_none(backends: Backends, words: str) -> None:
    assert backends.network.locate(words) == ()


def test_every_listed_name_is_found(backends: Backends) -> None:
    names = backends.network.names()
    assert len(names) == len(set(names)) > 10
    for name in names:
        assert any(place.name == name for place in backends.network.locate(f"{name}没电"))


def test_equipment_is_found_by_its_code(backends: Backends, known: Known, transformer: str) -> None:
    account = backends.accounts.get(known.settled)
    assert account is not None
    box = backends.network.equipment(account.usage_point.meter_box)
    assert box is not None
    assert (box.kind, box.transformers) == ("meter_box", (transformer,))
    above = backends.network.equipment(transformer)
    assert above is not None
    assert (above.kind, above.transformers) == ("transformer", (transformer,))
    assert backends.network.equipment("no such code") is None


def test_a_point_lies_in_the_nearest_transformer_district(
    backends: Backends, transformer: str
) -> None:
    place = backends.network.equipment(transformer)
    assert place is not None
    assert backends.network.near(place.latitude, place.longitude) == place


def test_a_point_a_kilometre_away_still_lies_in_one(backends: Backends, transformer: str) -> None:
    place = backends.network.equipment(transformer)
    assert place is not None
    for north in (-0.008, 0, 0.008):
        for east in (-0.008, 0, 0.008):
            assert backends.network.near(place.latitude + north, place.longitude + east)


def test_a_point_far_from_everything_lies_nowhere(backends: Backends) -> None:
    for point in ((39.9, 116.4), (0, 0), (-90, 180), (1e300, -1e300)):
        assert backends.network.near(*point) is None
    assert backends.network.near(float("nan"), float("inf")) is None


def test_a_feeder_knows_its_transformers(
    backends: Backends, known: Known, transformer: str
) -> None:
    account = backends.accounts.get(known.settled)
    assert account is not None
    assert transformer in backends.network.transformers_of(account.usage_point.feeder)
    assert backends.network.transformers_of("no such feeder") == ()


def test_premises_are_counted(backends: Backends, transformer: str) -> None:
    assert backends.network.premises(transformer) >= 1
    assert backends.network.premises("no such transformer") == 0


def test_every_transformer_has_a_manager_and_a_group(backends: Backends, transformer: str) -> None:
    manager = backends.managers.of_transformer(transformer)
    assert manager is not None
    assert manager.name
    assert manager.phone
    assert manager.group_leader
    assert manager.group_phone
    assert backends.managers.of_transformer("no such transformer") is None


def test_somebody_is_on_duty_at_every_hour_everywhere(utility: Utility, transformer: str) -> None:
    backends, midnight = utility.at_leisure, utility.clock().replace(hour=0, minute=0)
    for district in (backends.roster.district_of(transformer), "", "nowhere"):
        for hour in range(24):
            entries = backends.roster.on_duty(district, midnight + timedelta(hours=hour))
            assert entries
            own = [bool(entry.district) for entry in entries]
            assert own == sorted(own, reverse=True)
            assert {entry.district for entry in entries} <= {district, ""}


def test_day_and_night_have_their_own_people(utility: Utility, transformer: str) -> None:
    backends, day = utility.at_leisure, utility.clock().replace(hour=12)
    district = backends.roster.district_of(transformer)
    assert district
    night = day.replace(hour=3)
    assert backends.roster.on_duty(district, day) != backends.roster.on_duty(district, night)


def test_an_unknown_transformer_lies_in_no_district(backends: Backends) -> None:
    assert backends.roster.district_of("no such transformer") == ""


def test_points_are_listed_and_the_nearest_come_first(backends: Backends) -> None:
    listed = backends.points.listed()
    assert {point.kind for point in listed} == {"hall", "payment"}
    for point in listed:
        near = backends.points.near(point.latitude, point.longitude)
        assert near[0] == point
        assert len(near) == min(3, len(listed))
    assert len(backends.points.near(31.0, 105.0, limit=1)) == 1
