"""After a change of holder nobody sees the new holder's data by a binding of the old one's time."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import update
from support.paying import bind, confirms, link, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.backends.demo.tables import AccountRow
from bot.store.bindings import BindingRow

NEW = "欧阳新"


@pytest.fixture
def account(world: World) -> Account:
    return bind(world, shown(world, "arrears"), alias="自己家")


def changes_hands(world: World, account: Account, holder: str = NEW) -> None:
    with world.parts.database.write() as connection:
        mine = update(AccountRow).where(AccountRow.account_no == account.account_no)
        connection.execute(mine.values(holder=holder))


def asks_in(world: World, account: Account) -> Talk:
    """Somebody asks whoever is bound to be let in."""
    asker = Talk(world, "asker")
    asker.says(f"请已绑定的人同意 {account.account_no}").says("1").says("小李").hears("对吗")
    return asker.says("对")


def kept(world: World) -> int:
    with world.parts.database.read() as connection:
        return len(connection.execute(BindingRow.__table__.select()).all())


@pytest.mark.parametrize(
    "words",
    [
        "我家电费多少",
        "交电费",
        "我的户号",
        "历月账单",
        "自动缴费签了没有",
        "我用电多不多",
        "开发票",
        "我的台区经理是谁",
    ],
)
def test_a_look_up_ends_the_binding_and_says_so(
    world: World, talk: Talk, account: Account, words: str
) -> None:
    talk.says(words).misses("换了户主")
    changes_hands(world, account)
    talk.says(words).hears(account.account_no[-4:], "已经换了户主", "绑定到此结束")
    talk.misses("412.20", "欧阳", "http://bot.example/pay")
    assert kept(world) == 0
    talk.says(words).misses("换了户主", "412.20", "欧阳")


def test_everybody_bound_in_the_old_time_is_told(
    world: World, talk: Talk, account: Account
) -> None:
    bind(world, account, "child")
    changes_hands(world, account)
    bind(world, world.use.accounts.get(account.account_no), "new-owner")
    talk.says("我家电费多少").hears("换了户主")
    world.works()
    assert "绑定到此结束" in world.platform.texts("child")[-1]
    assert not world.platform.texts("new-owner")
    Talk(world, "new-owner").says("我家电费多少").hears("412.20")


def test_the_old_holder_lets_nobody_in_and_hears_of_no_request(
    world: World, talk: Talk, account: Account
) -> None:
    changes_hands(world, account)
    asks_in(world, account)
    world.works()
    assert not world.platform.texts(talk.openid)


def test_a_share_agreed_to_before_ends_with_the_holder(
    world: World, talk: Talk, account: Account
) -> None:
    asker = asks_in(world, account)
    talk.is_told("小李")
    talk.says("1").hears("可以")
    asker.says("电费多少").hears("412.20")
    changes_hands(world, account)
    asker.says("电费多少").hears("换了户主").misses("412.20")


def test_the_page_of_bills_closes_with_the_holder(
    world: World, talk: Talk, account: Account
) -> None:
    page = link(talk.says("历月账单")).removeprefix("http://bot.example")
    assert world.client.get(page).status_code == 200
    changes_hands(world, account)
    assert world.client.get(page).status_code == 410


def test_a_receipt_tells_the_old_holder_no_balance(
    world: World, talk: Talk, account: Account
) -> None:
    url = link(talk.says("充500块钱电费").hears("500.00"))
    changes_hands(world, account)
    confirms(world, url)
    talk.is_told("收到了")
    assert "余额" not in world.platform.texts(talk.openid)[-1]


def test_bound_again_by_the_new_holder_it_stays(world: World, talk: Talk, account: Account) -> None:
    changes_hands(world, account)
    talk.says(f"绑定户号 {account.account_no}").hears("换了户主", "验证码")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account.phone or ""))
    talk.says(code).hears("绑定成功")
    talk.says("我家电费多少").hears("412.20").misses("换了户主")


def test_the_same_name_written_otherwise_is_no_new_holder(
    world: World, talk: Talk, account: Account
) -> None:
    changes_hands(world, account, f" {account.holder[:1]} {account.holder[1:]}")
    talk.says("我家电费多少").hears("412.20")


def test_a_new_secret_key_ends_no_binding_and_later_changes_are_seen(
    world: World, account: Account, make_world: Callable[..., World]
) -> None:
    again = make_world(SECRET_KEY="another-secret-key-of-more-than-32-characters")
    talk = Talk(again)
    talk.says("我家电费多少").hears("412.20")
    changes_hands(again, account)
    talk.says("我家电费多少").hears("换了户主").misses("412.20")
