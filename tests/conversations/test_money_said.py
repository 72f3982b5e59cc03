"""Money that was sent, or is to be, in residents' words: for which account, month and how much."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World


@pytest.mark.parametrize("words", ["充一百", "先交100块", "交钱", "帮忙交电费", "预存100", "100元"])
def test_a_sum_right_after_a_number_is_for_that_number(
    world: World, talk: Talk, words: str
) -> None:
    before, other = shown(world, "arrears"), shown(world, "cut")
    talk.says(f"{before.account_no}交电费").hears(f"尾号{before.account_no[-4:]}", "http")
    talk.says(other.account_no).hears("收到了")
    talk.says(words).hears(f"尾号{other.account_no[-4:]}", "http").misses(before.account_no[-4:])


def test_a_sum_after_a_number_is_not_for_the_bound_account(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    other = shown(world, "cut")
    talk.says(f"{other.account_no}这户呢").says("充50").hears(
        f"尾号{other.account_no[-4:]}", "http"
    )
    talk.says("查电费").hears("尾号7786")
    talk.says("充50").hears("尾号7786")


@pytest.mark.parametrize(
    "words",
    [
        "我刚付了一百，微信扣了",
        "刚才已经付了412块2了",
        "微信扣了我两百，没到账",
        "交过200了咋还显示欠",
        "我昨天交了100块",
        "支付宝付了50，查一下",
        "早上转了三百块过去",
        "我都交了150了",
        "钱扣了没到账",
    ],
)
def test_money_that_was_sent_and_has_not_come_is_not_asked_for_again(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("还没看到", "不要再付", "到账没有").misses("http")


@pytest.mark.parametrize(
    "words", ["充一百", "再交100", "我要付200", "先付50行不行", "帮我把300块交了", "现在交100"]
)
def test_money_that_is_to_be_sent_gets_its_link(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("http").misses("还没看到")


@pytest.mark.parametrize("words", ["上个月交了多少钱", "9月电费交了多少", "今年交了好多电费"])
def test_how_much_was_paid_is_a_question(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).misses("还没看到")


@pytest.mark.parametrize(
    "words",
    ["我刚刚交了钱，屋头还是黑的", "电费交了没来电", "微信上交了，咋还停着", "刚交了，还是没电"],
)
def test_dark_though_not_cut_and_not_paid_is_another_matter(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "notice"))
    talk.says(words).hears("还没看到", "没有因欠费停电", "11月27日停电", "1. 报修")
    talk.says("1").hears("石沟村5组1号", "手机号")


@pytest.mark.parametrize(
    "words",
    [
        "会停电吗",
        "啥时候停",
        "会被停电吗",
        "停电通知书发了没有",
        "你们是不是要断我的电",
        "欠好多天会停电",
        "停电前通知不",
        "欠费了会停吗",
        "会停电吗，欠费那么久",
        "再不交要拉闸不",
    ],
)
def test_a_debtor_who_asks_when_power_goes_is_told(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("现在还欠", "没有查到", "停电通知", "超过30天").misses("手机号")


@pytest.mark.parametrize("words", ["会停电吗", "欠费会停吗", "啥时候停我的电"])
def test_an_account_already_cut_is_told_so(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "cut"))
    talk.says(words).hears("因欠费停的电")


@pytest.mark.parametrize(
    "words",
    [
        "我家困难，别拉我的闸",
        "我是低保户，别停我电",
        "我是五保户，不要停我的电",
        "求你们莫停我家的电",
    ],
)
def test_who_begs_not_to_be_cut_hears_who_can_grant_it(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "notice"))
    talk.says(words).hears("11月27日停电", "先交一部分", "营业厅或台区经理", "交电费").misses(
        "手机号"
    )


@pytest.mark.parametrize("words", ["会停电吗", "明天停不停电", "你们要停我的电吗"])
def test_who_owes_nothing_hears_of_outages(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "time_of_use"))
    talk.says(words).misses("欠")


@pytest.mark.parametrize(
    "words", ["我只想交九月份的", "把9月的先交了", "交九月份电费", "9月份的253.6我先交"]
)
def test_a_month_that_is_to_be_paid_comes_with_its_late_fee(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("2026年9月", "262.48元", "http")


@pytest.mark.parametrize("words", ["先交10月的", "只交10月份那一笔", "交10月电费"])
def test_a_later_month_is_paid_after_the_older_ones(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("从最早的欠起", "412.20元", "http")


@pytest.mark.parametrize("words", ["9月交了没", "9月要交多少", "9月的交了多少钱", "9月电费"])
def test_a_question_about_a_month_pays_nothing(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("2026年9月").misses("/pages/pay/")


def test_a_month_that_is_paid_is_not_paid_again(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("把8月的交了").hears("8月", "交清").misses("/pages/pay/")


@pytest.mark.parametrize("words", ["没亮", "都没亮啊", "没来电", "还没亮"])
def test_still_dark_after_the_ladder_is_about_its_ticket(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "cut_paid"))
    talk.says("交了费还没来电")
    while "BX" not in talk.reply:
        talk.says("还没来电")
    talk.says(words).hears("BX").misses("故障在哪里", "不用再报")


@pytest.mark.parametrize("words", ["明天会停电吗", "台风会不会停电", "下周会停电吗"])
def test_an_outage_of_a_day_or_a_storm_is_no_cut(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).misses("现在还欠")
