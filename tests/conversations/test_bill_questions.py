"""What is asked around a bill: against which month, why it is owed, when it is due."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot import say
from bot.backends.accounts import Account
from bot.services import bills as wording


@pytest.fixture
def account(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("跟去年比呢", ("2026年10月", "2025年10月")),
        ("跟去年同月比怎么样", ("2026年10月", "2025年10月")),
        ("今年10月和去年10月比", ("2026年10月", "2025年10月")),
        ("对比去年", ("2026年10月", "2025年10月")),
        ("跟9月比呢", ("2026年10月", "2026年9月")),
        ("为什么比8月少", ("2026年10月", "2026年8月")),
        ("8月和6月比呢", ("2026年8月", "2026年6月")),
        ("10月电费为什么比9月少", ("2026年10月", "2026年9月")),
    ],
)
def test_the_months_that_are_set_against_each_other(
    talk: Talk, words: str, pair: tuple[str, str]
) -> None:
    talk.says("10月电费多少").says(words).hears(f"{pair[0]}比{pair[1]}", "分开来看")


@pytest.mark.usefixtures("account")
def test_several_months_are_each_told(talk: Talk) -> None:
    talk.says("8月和10月电费分别多少").hears("· 2026年10月", "· 2026年8月", "合计")
    talk.says("哪个月电费最高").hears("2026年8月最高")
    talk.says("13月电费").hears("没有这个月份")


@pytest.mark.parametrize(
    "words", ["欠费明细，每个月多少，什么时候到期", "我欠费多少", "违约金多少"]
)
def test_every_open_bill_has_its_due_day_and_late_fee(
    talk: Talk, world: World, account: Account, words: str
) -> None:
    owed = wording.standing(world.use.billing, account, world.clock().date())
    talk.says(words)
    for bill in owed.open:
        due = f"{bill.due.month}月{bill.due.day}日到期"
        talk.hears(f"· {say.month(bill.month)}：还差{say.yuan(bill.owed_fen)}，{due}")
    talk.hears("逾期", say.yuan(owed.late_fee_fen))


@pytest.mark.usefixtures("account")
def test_a_month_has_its_own_due_day(talk: Talk) -> None:
    talk.says("9月电费到期日是哪天").hears("10月20日到期")
    talk.says("8月电费交清没有").hears("9月14日交清")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("words", ["为什么要交这么多", "咋要交四百多", "怎么欠这么多钱"])
def test_why_so_much_is_no_wish_to_pay_that_sum(talk: Talk, words: str) -> None:
    talk.says(words).hears("还差", "到期").misses("/pages/pay/")
