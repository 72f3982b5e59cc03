"""Words about bound accounts that mean the opposite, something else, or one by its holder."""

from collections.abc import Callable

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.store import bindings
from bot.store.bindings import RIGHTS, Binding


@pytest.fixture
def first(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.fixture
def second(world: World, first: Account) -> Account:  # bound before
    return bind(world, shown(world, "arrears_time_of_use"))


@pytest.fixture
def lets_in(world: World, first: Account) -> Callable[[str, str], None]:
    """Shares the first account with somebody by this name, as this role."""

    def share(name: str, role: str) -> None:
        mark = world.parts.holders.mark(first.account_no, first.holder)
        share = Binding(
            f"of {name}",
            first.account_no,
            world.clock(),
            mark,
            rights=RIGHTS,
            role=role,  # type: ignore[arg-type]  # a role's name
            label=name,
            shared_by="resident-one",
        )
        with world.parts.database.write() as connection:
            for statement in bindings.bind_statements(share):
                connection.execute(statement)

    return share


@pytest.mark.parametrize(
    "words", ["不解绑了", "后悔了，不想解绑", "我不解绑了，刚才那个还要", "别解绑", "解绑错了"]
)
def test_regret_unbinds_nothing_and_offers_the_way_back(
    talk: Talk, world: World, first: Account, second: Account, words: str
) -> None:
    tail = second.account_no[-4:]
    talk.says(f"解绑尾号{tail}").hears("对吗").says("对").hears("已解绑")
    talk.says(words).hears(f"尾号{tail}已经解绑", "1. 再绑它").misses("对吗")
    assert [b.account_no for b in world.use.bindings.of(talk.openid)] == [first.account_no]
    talk.says("1").hears("验证码", second.account_no)


@pytest.mark.parametrize("words", ["不解绑了", "我不想解绑", "不要解绑", "我没想解绑"])
def test_without_an_unbinding_nothing_is_to_be_taken_back(
    talk: Talk, world: World, first: Account, second: Account, words: str
) -> None:
    talk.says(words).hears("没有解绑").misses("对吗", "哪一个")
    assert len(world.use.bindings.of(talk.openid)) == len((first, second))


@pytest.mark.parametrize(
    "words", ["不用了，解绑", "这户我不要了，给我解绑", "解绑", "不要了，解绑吧"]
)
def test_a_refusal_before_it_is_no_refusal_of_unbinding(
    talk: Talk, first: Account, words: str
) -> None:
    talk.says(words).hears("解绑户号", first.account_no[-4:], "对吗")


@pytest.mark.parametrize("words", ["解绑{}家那个", "把{}家解绑", "姓{}的那户解绑", "解绑{}**"])
def test_an_account_by_its_holders_surname(
    talk: Talk, first: Account, second: Account, words: str
) -> None:
    assert first.holder[0] != second.holder[0]
    talk.says(words.format(second.holder[0])).hears("对吗", second.account_no[-4:])


@pytest.mark.parametrize("words", ["导出我的数据", "先导出我的信息", "我要下载我的资料"])
def test_own_data_may_be_wanted_before_unbinding(talk: Talk, first: Account, words: str) -> None:
    talk.says("解绑").hears("对吗")
    talk.says(words).hears("/pages/my-data/", f"解绑户号尾号{first.account_no[-4:]}，对吗")
    assert talk.reply.index("15分钟") < talk.reply.index("对吗")
    talk.says("对").hears("已解绑")


def test_deleting_ones_data_takes_the_place_of_unbinding(
    talk: Talk, world: World, first: Account
) -> None:
    talk.says("解绑").hears(first.account_no[-4:], "对吗")
    talk.says("删除我的数据").hears("删除，对吗").misses("解绑户号")
    talk.says("对").hears("都删除了")
    assert world.use.bindings.of(talk.openid) == ()


@pytest.mark.parametrize(
    "words",
    ["把陈小明取消了", "取消陈小明的权限", "不给陈小明看了", "别让陈小明看了", "停掉租客的"],
)
def test_a_share_ends_by_name_or_role(
    talk: Talk, world: World, lets_in: Callable[[str, str], None], words: str
) -> None:
    lets_in("陈小明", "tenant")
    lets_in("小丽", "child")
    talk.says(words).hears("已取消给陈小明的共享")
    assert world.use.bindings.of("of 陈小明") == ()
    assert world.use.bindings.of("of 小丽")


@pytest.mark.parametrize("words", ["取消绑定", "我想让陈小明也能看", "怎么共享给小丽"])
def test_other_words_end_no_share(
    talk: Talk, world: World, lets_in: Callable[[str, str], None], words: str
) -> None:
    lets_in("陈小明", "tenant")
    talk.says(words).misses("已取消给")
    assert world.use.bindings.of("of 陈小明")


@pytest.mark.parametrize("words", ["两户都查", "两个户号都查查", "每户都查一下电费"])
def test_both_bills_at_once(talk: Talk, first: Account, second: Account, words: str) -> None:
    talk.says(words).hears("您的2户", first.account_no[-4:], second.account_no[-4:], "一共应交")
