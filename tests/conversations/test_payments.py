"""Paying in the chat, through the webhook, the pay page and the provider's callback."""

import re
from collections.abc import Callable

import pytest
from support.paying import bind, confirms, link, order_of, path, receipts, shown, standing
from support.talk import Talk, World

from bot import say
from bot.services.account_numbers import whose

RIGHT_TO_PAY = frozenset({"pay"})


def test_the_first_reply_is_the_link_for_all_that_is_owed(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    due = standing(world, account).due_fen
    talk.says("我要交电费").hears(say.yuan(due), whose(account), "违约金", "30分钟")
    assert order_of(world, link(talk)).amount_fen == due
    assert account.holder not in talk.reply


def test_paid_by_the_page_it_is_told_and_the_balance_is_right(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    page = world.client.get(path(url)).get_data(as_text=True)
    assert say.masked_name(account.holder) in page
    assert f"尾号{account.account_no[-4:]}" in page
    assert say.yuan(standing(world, account).due_fen) in page
    for hidden in (account.holder, account.account_no, account.address, account.phone or "-"):
        assert hidden not in page
    assert "已收到" in world.client.post(path(url)).get_data(as_text=True)
    assert standing(world, account).balance_fen == 0
    talk.is_told("收到了", "抵了欠费", "余额0.00元")
    assert "已收到" in world.client.post(path(url)).get_data(as_text=True)
    assert len(receipts(world, account)) == 1
    talk.says("交电费").hears("没有欠费", "1. 预存50.00元")


def test_a_part_leaves_the_rest_owed(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    left = standing(world, account).balance_fen + 10000
    url = link(talk.says("先交一百").hears("100.00元", f"还欠{say.yuan(-left)}"))
    confirms(world, url)
    assert standing(world, account).balance_fen == left
    talk.is_told("100.00元全部抵了欠费", f"还欠{say.yuan(-left)}")


def test_what_lies_on_the_account_is_named_beside_the_debt(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE demo_accounts SET prepaid_fen = 3520")
    due = say.yuan(-standing(world, account).balance_fen)
    talk.says("余额多少").hears(f"还欠{due}", "已扣掉预存的35.20元")
    confirms(world, link(talk.says("交电费").hears(f"应交{due}", "已扣掉预存的35.20元")))
    assert standing(world, account).balance_fen == 0


def test_in_pieces_the_same_is_paid_as_at_once(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    left = standing(world, account).balance_fen
    for yuan in (1, 5, 20, 13):
        left += yuan * 100
        confirms(world, link(talk.says(f"交{yuan}元").hears(f"还欠{say.yuan(-left)}")))
        talk.is_told(f"{yuan}.00元全部抵了欠费", f"还欠{say.yuan(-left)}")
        talk.says("余额多少").hears(f"还欠{say.yuan(-left)}")
    confirms(world, link(talk.says("交电费").hears(say.yuan(-left))))
    assert standing(world, account).balance_fen == 0
    talk.is_told("全部抵了欠费", "余额0.00元")


def test_more_than_is_owed_is_prepaid_and_said(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    due = standing(world, account).due_fen
    rest = say.yuan(100000 - due)
    talk.says("充1000元").hears("1000.00元", f"{rest}转为预存")
    confirms(world, link(talk))
    talk.is_told(f"{say.yuan(due)}抵了欠费", f"{rest}转为预存", f"余额{rest}")


def test_where_nothing_is_owed_it_may_be_prepaid_by_a_digit(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "planned"))
    talk.says("交电费").hears("没有欠费", "2. 预存100.00元")
    confirms(world, link(talk.says("2").hears("预存100.00元")))
    assert world.use.billing.prepaid_fen(account.account_no) == 10000
    talk.is_told("100.00元全部转为预存", "余额100.00元")


def test_a_bare_sum_after_the_link_changes_the_sum(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    talk.says("交电费")
    order = order_of(world, link(talk.says("300")))
    assert (order.account_no, order.amount_fen) == (account.account_no, 30000)


def test_a_bare_number_without_a_payment_is_no_sum(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("300").misses("http")


def test_a_digit_beside_choices_is_no_sum(world: World, talk: Talk) -> None:
    bind(world, shown(world, "planned"))
    talk.says("交电费").hears("3. 预存200.00元")
    talk.says("4").misses("http")
    talk.says("交电费").says("300").hears("预存300.00元")


def test_a_neighbours_bill_needs_the_neighbours_number(world: World, talk: Talk) -> None:
    bind(world, shown(world, "planned"))
    other = shown(world, "arrears")
    talk.says("帮邻居交电费").hears("户号").misses("http", "预存")
    assert order_of(world, link(talk.says(other.account_no))).account_no == other.account_no


def test_how_else_to_pay_is_told_with_the_link(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    link(talk.says("怎么交电费").hears("生活缴费", "营业厅"))


def test_who_cannot_pay_at_once_hears_of_a_part_and_the_rule(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("交不起电费能不能分期").hears("先交一部分", "30天")


@pytest.mark.parametrize("words", ["交了两遍钱", "重复交了两次", "钱交错了户号"])
def test_paid_twice_or_wrongly_the_receipts_are_told(world: World, talk: Talk, words: str) -> None:
    account = bind(world, shown(world, "arrears"))
    confirms(world, link(talk.says("交电费")))
    (receipt,) = receipts(world, account)
    talk.says(words).hears(receipt.receipt_no, "不会丢", "营业厅", "没有欠费")
    talk.misses("预存一些", "来电了吗")


@pytest.mark.parametrize("words", ["充值999999999", "预存 88888888"])
def test_a_huge_sum_without_a_unit(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("太大").misses("http")


def test_several_accounts_are_numbered_the_default_first(world: World, talk: Talk) -> None:
    first = bind(world, shown(world, "arrears"), alias="自己家")
    second = bind(world, shown(world, "arrears_time_of_use"), alias="老家")
    talk.says("交电费").hears("1. “自己家”", "（默认）", "2. “老家”", "哪一户")
    assert order_of(world, link(talk.says("第二个"))).account_no == second.account_no
    talk.says("再充一百")
    assert order_of(world, link(talk)).account_no == second.account_no
    talk.says("交电费").hears("哪一户")
    assert order_of(world, link(talk.says("给自己家交电费"))).account_no == first.account_no


def test_a_sum_survives_the_question_which_account(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    second = bind(world, shown(world, "arrears_time_of_use"))
    talk.says("先交50元").hears("哪一户")
    order = order_of(world, link(talk.says("2")))
    assert (order.account_no, order.amount_fen) == (second.account_no, 5000)


def test_any_number_shows_the_masked_name_and_the_sum_only(world: World, talk: Talk) -> None:
    account = shown(world, "arrears")
    talk.says("交电费").hears("户号", "绑定户号")
    talk.says(account.account_no).hears(whose(account), "应交")
    talk.misses("违约金", "余额", account.holder, account.address)
    confirms(world, link(talk))
    talk.is_told("收到了", "抵了欠费")
    assert "余额" not in world.platform.texts(talk.openid)[-1]
    talk.says("再充一百").hears("预存100.00元")


def test_a_sum_said_before_the_number_is_kept(world: World, talk: Talk) -> None:
    account = shown(world, "arrears")
    talk.says("充两百").hears("户号")
    talk.says(account.account_no)
    assert order_of(world, link(talk)).amount_fen == 20000


def test_the_sixth_unbound_number_a_day_is_told_the_hotline(world: World, talk: Talk) -> None:
    account = shown(world, "arrears")
    for n in range(5):
        talk.says(f"给户号999999000{n}交电费").hears("没有查到")
    talk.says(f"给户号{account.account_no}交电费").hears("95598").misses("http", "应交")
    Talk(world, openid="other").says(f"给户号{account.account_no}交电费").hears("应交")


def test_a_binding_without_the_right_to_see_pays_by_the_sum(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"), rights=RIGHT_TO_PAY)
    talk.says("交电费").hears(whose(account), "应交").misses("违约金")
    confirms(world, link(talk))
    talk.is_told("收到了")
    assert "余额" not in world.platform.texts(talk.openid)[-1]


@pytest.mark.parametrize("words", ["交0元电费", "充-100元", "交负五十块电费", "充值0块"])
def test_no_sum_to_pay(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("大于0").misses("http")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("交1.005元", "最小到分"),
        ("充2e3元", "没看懂"),
        ("充NaN元", "没看懂"),
        ("充1e3", "没看懂"),
    ],
)
def test_a_sum_that_is_none_gives_no_link(world: World, talk: Talk, words: str, said: str) -> None:
    talk.says(words).hears(said).misses("http", "户号")
    bind(world, shown(world, "arrears"))
    talk.says(words).hears(said).misses("http")
    link(talk.says("交电费"))
    talk.says("1.005").hears("最小到分").misses("http")


def test_fen_are_a_sum(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    assert order_of(world, link(talk.says("充1分"))).amount_fen == 1


@pytest.mark.parametrize(("words", "fen"), [("预存10元", 1000), ("预存10", 1000), ("预存20", 2000)])
def test_a_sum_is_not_taken_for_a_part_of_an_offered_one(
    world: World, talk: Talk, words: str, fen: int
) -> None:
    bind(world, shown(world, "planned"))
    talk.says("交电费").hears("2. 预存100.00元", "3. 预存200.00元")
    assert order_of(world, link(talk.says(words))).amount_fen == fen


@pytest.mark.parametrize("words", ["充99999999999元", "充9亿元电费", "交2000万元电费"])
def test_a_sum_beyond_reason(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("太大").misses("http")


def test_a_large_sum_for_a_household_is_asked_about_and_can_be_corrected(
    world: World, talk: Talk
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("充20000元电费").hears("20000.00元", "对吗").misses("http")
    talk.says("不对，应该是200元").hears("200.00元", "对吗")
    assert order_of(world, link(talk.says("对"))).amount_fen == 20000


def test_a_factory_pays_its_large_bill_at_once(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "industry_arrears"))
    due = standing(world, account).due_fen
    assert order_of(world, link(talk.says("交电费"))).amount_fen == due > 1_000_000


def test_a_debt_with_the_bank_is_not_payable_and_the_day_is_told(world: World, talk: Talk) -> None:
    bind(world, shown(world, "draw"))
    talk.says("交电费").hears("代扣途中", "11月26日（后天）扣款").misses("http")
    talk.says("充100元").hears("代扣途中").misses("http")


def test_a_planned_cut_is_told_with_the_link(world: World, talk: Talk) -> None:
    bind(world, shown(world, "notice"))
    talk.says("交电费").hears("11月19日已发过停电通知", "计划11月27日停电")
    link(talk)


def test_a_new_order_closes_only_the_residents_own_old_one(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    bind(world, account, "other")
    other = Talk(world, openid="other")
    theirs, old = link(other.says("交电费")), link(talk.says("交电费"))
    new = link(talk.says("交电费"))
    gone = world.client.get(path(old))
    assert gone.status_code == 410
    assert "新的" in gone.get_data(as_text=True)
    assert world.client.post(path(old)).status_code == 410
    assert world.client.get(path(new)).status_code == 200
    assert world.client.get(path(theirs)).status_code == 200
    assert not receipts(world, account)


def test_a_link_ends_after_30_minutes(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    world.clock.turn(minutes=30)
    assert world.client.get(path(url)).status_code == 410
    assert world.client.post(path(url)).status_code == 410
    assert not receipts(world, account)
    talk.says("链接过期了，再发一个")
    assert world.client.get(path(link(talk))).status_code == 200


def test_an_altered_link_does_not_open(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    url = path(link(talk.says("交电费")))
    for altered in (url[:-1] + ("A" if url[-1] != "A" else "B"), url.replace("/pay/", "/pay/x")):
        answer = world.client.get(altered)
        assert answer.status_code in (403, 404)
        assert world.client.post(altered).status_code in (403, 404)


def test_money_after_the_end_is_credited_and_said(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    world.clock.turn(hours=2)
    assert confirms(world, url) == 200
    assert standing(world, account).balance_fen == 0
    talk.is_told("过期", "一样入账")


def test_money_for_a_closed_order_is_credited_and_said(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    old = link(talk.says("交电费"))
    talk.says("交电费")
    assert confirms(world, old) == 200
    assert standing(world, account).balance_fen == 0
    talk.is_told("旧链接", "一样入账")
    assert "过期" not in world.platform.texts(talk.openid)[-1]


def test_two_residents_pay_one_debt_and_both_receipts_are_true(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    bind(world, account, "other")
    other = Talk(world, openid="other")
    due = standing(world, account).due_fen
    mine, theirs = link(talk.says("交电费")), link(other.says("交电费"))
    confirms(world, mine)
    confirms(world, theirs)
    talk.is_told(f"{say.yuan(due)}全部抵了欠费", "余额0.00元")
    other.is_told("入账时没有欠费", f"{say.yuan(due)}全部转为预存", f"余额{say.yuan(due)}")
    assert standing(world, account).balance_fen == due


def test_handed_off_the_receipt_comes_when_billing_shows_the_money(
    make_world: Callable[..., World],
) -> None:
    world = make_world(
        PAYMENTS="hand_off", CASHIER_URL="https://cashier.example/pay?no={account_no}"
    )
    talk = Talk(world)
    account = bind(world, shown(world, "arrears"))
    talk.says("交电费").hears("户号已经填好")
    assert link(talk) == f"https://cashier.example/pay?no={account.account_no}"
    world.clock.turn(minutes=2)
    world.works()
    assert not world.platform.texts(talk.openid)
    world.use.billing.receive("of-the-cashier", account.account_no, 5000, 0)
    world.clock.turn(minutes=5)
    talk.is_told("到账", "50.00元", "还欠")
    world.clock.turn(hours=5)
    world.works()
    assert len(world.platform.texts(talk.openid)) == 1


def test_handed_off_somebody_elses_money_is_not_told_to_a_stranger(
    make_world: Callable[..., World],
) -> None:
    world = make_world(PAYMENTS="hand_off", CASHIER_URL="https://cashier.example/pay")
    talk = Talk(world)
    account = shown(world, "arrears")
    talk.says(f"给户号{account.account_no}交电费").hears(f"?account_no={account.account_no}")
    world.use.billing.receive("somebody", account.account_no, 5000, 0)
    world.clock.turn(minutes=5)
    world.works()
    assert not world.platform.texts(talk.openid)


def test_handed_off_without_a_cashier_it_says_where_to_pay(
    make_world: Callable[..., World],
) -> None:
    world = make_world(PAYMENTS="hand_off")
    bind(world, shown(world, "arrears"))
    Talk(world).says("交电费").hears("营业厅", "95598").misses("http")


def test_a_forgotten_payers_money_is_still_credited(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    talk.happens("unsubscribe")
    assert confirms(world, url) == 200
    world.works()
    assert standing(world, account).balance_fen == 0
    assert not world.platform.texts(talk.openid)


def test_the_url_stands_alone_and_the_order_number_is_plain(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    order = order_of(world, link(talk.says("交电费")))
    assert re.fullmatch(r"[0-9A-Za-z]{6,32}", order.order_no)


@pytest.mark.parametrize("words", ["我要退款", "充错了能退吗", "钱充错号了", "我要退费"])
def test_money_wanted_back_is_told_how(world: World, talk: Talk, words: str) -> None:
    talk.says(words).hears("不会丢", "95598", "1. 附近营业厅").misses("帮不上")
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("不会丢", "最近收到的").misses("帮不上")


@pytest.mark.parametrize("words", ["充1分钱", "充一分", "充0.01元"])
def test_one_fen_is_a_payment(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("这次先交0.01元")
    assert order_of(world, link(talk)).amount_fen == 1


def test_money_on_a_settled_account_brings_no_power_back(world: World, talk: Talk) -> None:
    bind(world, shown(world, "cut"))
    confirms(world, link(talk.says("交电费")))
    talk.is_told("欠费交清了，一般2小时内自动复电")
    confirms(world, link(talk.says("预存50元")))
    talk.is_told("50.00元全部转为预存")
    assert "复电" not in world.platform.texts(talk.openid)[-1]
