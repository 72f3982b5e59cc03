"""Paying in residents' words: a part, a bare sum, a wrong number, paid already, not after all."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.services.account_numbers import whose


@pytest.fixture
def account(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("part", "said", "yuan"),
    [
        ("我要交一部分", "两百", "200.00"),
        ("先交点", "一百五", "150.00"),
        ("能不能只交一部分", "就300吧", "300.00"),
    ],
)
def test_a_part_is_asked_for_and_a_bare_sum_taken(
    talk: Talk, part: str, said: str, yuan: str
) -> None:
    talk.says(part).hears("先交多少").misses("http")
    talk.says(said).hears(f"先交{yuan}元", "http")


@pytest.mark.parametrize("bare", ["513177363", "51347313", "512043778612"])
def test_a_number_of_another_length_is_no_account(talk: Talk, account: Account, bare: str) -> None:
    talk.says(f"交电费 {bare}").hears(bare, f"{len(bare)}位").misses("http")
    talk.says(account.account_no).hears(whose(account), "http")
    talk.says(f"帮我给{bare}交50").hears(f"{len(bare)}位").misses("http")


def test_a_wrong_number_can_be_said_again_and_the_sum_is_kept(talk: Talk, world: World) -> None:
    account = shown(world, "arrears")
    talk.says("给5199999977交20元").hears("没有查到")
    talk.says(account.account_no).hears("先交20.00元", "http")


def test_personal_data_inside_the_payment_form_needs_a_binding(talk: Talk) -> None:
    talk.says("交电费").hears("户号")
    talk.says("电费多少").hears("先绑定户号", "请发要交费的户号")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("words", ["已经交了", "交完了", "我付好了", "已付款", "转过去了"])
def test_what_was_just_paid_is_not_denied(talk: Talk, words: str) -> None:
    talk.says("交电费").hears("http")
    talk.says(words).hears("还没看到", "几分钟").misses("按规定")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("words", ["付不了款", "缴费链接打不开", "为什么交不了电费"])
def test_trouble_with_the_link_is_helped(talk: Talk, words: str) -> None:
    talk.says("交电费").says(words).hears("30分钟内有效", "生活缴费", "http")


@pytest.mark.parametrize("words", ["算了，我自己去营业厅交", "不交了", "先不充了"])
def test_paying_is_taken_back_in_its_own_verb(talk: Talk, words: str) -> None:
    talk.says("交电费").says(words).hears("取消").misses("10位")


@pytest.mark.usefixtures("account")
def test_the_rest_may_come_later_without_a_new_link(talk: Talk) -> None:
    talk.says("先交一百").hears("http")
    talk.says("剩下的下个月再交可以吗").hears("可以分几次交").misses("http")


@pytest.mark.usefixtures("account")
def test_a_sum_with_a_comma_is_a_sum(talk: Talk) -> None:
    talk.says("交 1,000 元").hears("1000.00元").misses("大于0")


def test_a_second_number_is_not_dropped_in_silence(talk: Talk, world: World) -> None:
    first, second = shown(world, "arrears"), shown(world, "arrears_time_of_use")
    talk.says(f"给{first.account_no}交200，再给{second.account_no}交100")
    talk.hears(whose(first), "一次办一户", second.account_no)
    talk.says(f"绑定户号 {first.account_no} {second.account_no}").hears("一次办一户")
