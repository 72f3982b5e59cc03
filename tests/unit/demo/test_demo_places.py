from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backends.base import Backends
from bot.backends.demo.geography import County
from bot.backends.demo.people import account_no, meter_no, phone
from bot.backends.sql.locating import candidates, plain


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("石桥镇停电了", ["石桥镇"]),
        ("石桥停电了", ["石桥镇"]),
        ("石桥镇石沟村三组没得电", ["石沟村3组", "石沟村", "石桥镇"]),
        ("和平路１２号停电了", ["和平路12号", "和平路"]),
        ("我家住和平路十二号附2", ["和平路12号", "和平路"]),
        ("和平路 12 号", ["和平路12号", "和平路"]),
        ("和平路9999号", ["和平路"]),
        ("幸福小区2幢", ["幸福小区2栋", "幸福小区"]),
        ("幸福那边黑了", ["幸福小区"]),
        ("石沟村1号台区", ["石沟村1号公变", "石沟村"]),
        ("县城停电没得", ["城关镇"]),
        ("和平的日子", []),
        ("石桥路停电", []),
        ("石桥中学停电", []),
        ("石桥场上停电", ["石桥镇"]),
        ("云溪县城关镇和平路2号1单元101室", ["和平路2号", "和平路", "城关镇"]),
        ("电费好贵", []),
    ],
)
def test_places_in_words(county: Backends, words: str, names: list[str]) -> None:
    assert [place.name for place in county.network.locate(words)] == names


def test_a_place_is_fed_by_its_transformers_alone(county: Backends) -> None:
    (street,) = county.network.locate("和平路")
    (town, *_) = county.network.locate("城关镇")
    assert set(street.transformers) < set(town.transformers)
    address = county.network.locate("和平路2号")[0]
    assert set(address.transformers) < set(street.transformers)


@given(st.text(max_size=300))
def test_any_text_gives_short_names_that_stand_in_it(words: str) -> None:
    text = plain(words)
    for name in candidates(text):
        assert 2 <= len(name) <= 14
        assert name in text or name.removesuffix("公变") in text


def test_a_bigger_county_has_the_small_ones_places() -> None:
    small, big = (
        {area for district in County(accounts).districts for area in district.areas}
        for accounts in (2000, 20_000)
    )
    assert small < big


@pytest.mark.parametrize("accounts", [100, 555, 2000, 20_000, 200_000])
def test_every_account_hangs_below_one_transformer(accounts: int) -> None:
    county = County(accounts)
    below = [*county.public_transformers(), *county.dedicated_transformers()]
    assert sum(one.accounts for one in below) == accounts
    assert max(Counter(one.code for one in below).values()) == 1
    names = [area for district in county.districts for area in district.areas]
    assert max(Counter(names).values()) == 1


def test_numbers_are_unique() -> None:
    for number in (account_no, meter_no, phone):
        assert len({number(index) for index in range(20_000)}) == 20_000
