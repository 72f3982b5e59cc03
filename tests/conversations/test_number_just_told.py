"""A number named a moment ago is the one that a wish to pay means, whatever was paid before."""

import pytest
from support.paying import bind, link, order_of, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.services.account_numbers import whose


@pytest.fixture
def before(talk: Talk, world: World) -> Account:
    """An account that a link was just given for."""
    account = shown(world, "arrears")
    talk.says(f"{account.account_no}交电费").hears(whose(account))
    return account


@pytest.fixture
def neighbour(world: World) -> Account:
    return shown(world, "arrears_time_of_use")


@pytest.mark.parametrize(
    ("number", "words", "fen"),
    [
        ("{}", "充一百", 100_00),
        ("{}", "先交30块", 30_00),
        ("{}", "预存200", 200_00),
        ("{}", "50元", 50_00),
        ("{}", "交钱", None),
        ("户号{}", "交电费", None),
        ("绑定户号{}", "交60元", 60_00),
        ("{}电费多少", "充80", 80_00),
    ],
)
def test_a_sum_means_the_number_just_told(  # fixtures and wordings
    talk: Talk,
    world: World,
    before: Account,
    neighbour: Account,
    number: str,
    words: str,
    fen: int | None,
) -> None:
    talk.says(number.format(neighbour.account_no))
    talk.says(words).hears(whose(neighbour)).misses(whose(before))
    order = order_of(world, link(talk))
    assert order.account_no == neighbour.account_no
    assert fen in (None, order.amount_fen)


@pytest.mark.parametrize("words", ["交50元", "充一百", "预存200", "帮他交30", "交钱"])
def test_also_where_another_account_is_bound(
    talk: Talk, world: World, neighbour: Account, words: str
) -> None:
    own = bind(world, shown(world, "arrears"))
    talk.says(neighbour.account_no).hears("收到了")
    talk.says(words).hears(whose(neighbour)).misses(whose(own))


@pytest.mark.parametrize("words", ["交我家的电费", "我家的交一下", "交自己家的电费"])
def test_ones_own_account_is_still_meant_by_its_words(
    talk: Talk, world: World, neighbour: Account, words: str
) -> None:
    own = bind(world, shown(world, "arrears"))
    talk.says(neighbour.account_no).hears("收到了")
    talk.says(words).hears(whose(own)).misses(whose(neighbour))


def test_of_two_bound_the_one_just_told_is_meant(
    talk: Talk, world: World, neighbour: Account
) -> None:
    bind(world, shown(world, "arrears"))
    bind(world, neighbour)
    talk.says(neighbour.account_no).hears("已经绑定")
    talk.says("交50元").hears(whose(neighbour))


def test_a_number_of_before_is_no_longer_meant(
    talk: Talk, world: World, neighbour: Account
) -> None:
    own = bind(world, shown(world, "arrears"))
    talk.says(neighbour.account_no).says("你好")
    talk.says("交电费").hears(whose(own))
