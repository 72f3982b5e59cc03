"""Notices: which there are, and the switch of each account."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.store.bindings import RIGHTS


def rights(world: World, account_no: str, openid: str = "resident-one") -> frozenset[str]:
    (held,) = (b for b in world.use.bindings.of(openid) if b.account_no == account_no)
    found: frozenset[str] = held.rights
    return found


def test_they_are_switched_off_and_on_after_a_yes(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"), alias="自己家")
    talk.says("别给我发通知").hears("关掉“自己家”", "对吗")
    assert rights(world, account.account_no) == RIGHTS
    talk.says("对").hears("关掉了", "照常发")
    assert rights(world, account.account_no) == RIGHTS - {"notices"}
    talk.says("把通知打开").hears("打开", "对吗")
    talk.says("对").hears("打开了")
    (held,) = world.use.bindings.of(talk.openid)
    assert (held.rights, held.alias, held.is_default) == (RIGHTS, "自己家", True)


def test_a_no_leaves_them_as_they_are(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    talk.says("关掉通知").hears("对吗")
    talk.says("取消").hears("取消")
    assert rights(world, account.account_no) == RIGHTS


def test_with_several_accounts_it_is_asked_which(world: World, talk: Talk) -> None:
    first = bind(world, shown(world, "arrears"))
    second = bind(world, shown(world, "planned"))
    talk.says("停电提醒关掉").hears("哪一个户号", "1. ", "2. ")
    talk.says("2").hears(second.account_no[-4:], "对吗").says("对")
    assert rights(world, first.account_no) == RIGHTS
    assert "notices" not in rights(world, second.account_no)
    talk.says("你们都会通知我什么").hears("开着", "关着", "到账", "报修")


def test_what_does_not_exist_is_not_promised(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("欠费的时候提醒我").hears("现在不主动发", "催费").misses("即将", "敬请")


def test_unbound_it_says_what_there_is_and_how_to_bind(talk: Talk) -> None:
    talk.says("停电提前通知我").hears("现在不主动发", "绑定户号")


def test_a_limited_share_cannot_give_itself_notices(world: World, talk: Talk) -> None:
    limited = frozenset({"pay", "report"})
    account = bind(world, shown(world, "arrears"), rights=limited)
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE bindings SET role = 'helper', shared_by = 'owner'")
    talk.says("打开通知").hears("共享给您的").misses("对吗")
    assert rights(world, account.account_no) == limited


@pytest.mark.parametrize("words", ["停电通知发给我爸妈", "提醒发给我儿子"])
def test_somebody_else_needs_a_share(world: World, talk: Talk, words: str) -> None:
    account = bind(world, shown(world, "arrears"))
    talk.says(words).hears(f"请已绑定的人同意 {account.account_no}")


def test_what_a_dunning_notice_means_is_told_of_the_account(world: World, talk: Talk) -> None:
    bind(world, shown(world, "notice"))
    talk.says("催费通知啥意思").hears("还欠", "11月27日停电", "7天", "1. 交电费")
