"""Invoices: who makes them out, what they need, and the receipts that the bot can show."""

from support.paying import bind, confirms, link, receipts, shown
from support.talk import Talk, World

NEEDED = ("户号", "抬头", "税号", "邮箱")
ISSUERS = ("网上国网", "95598", "营业厅")


def test_unbound_it_says_what_is_needed_and_who_issues_it(talk: Talk) -> None:
    talk.says("怎么开电费发票").hears(*NEEDED, *ISSUERS, "绑定户号").misses("凭证号 JF")


def test_bound_it_fills_in_the_number_and_offers_the_receipts(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "business"))
    talk.says("我要开增值税专用发票").hears(*NEEDED, *ISSUERS, account.account_no, "专用发票")
    talk.misses(account.holder)
    talk.says("1").hears("交清").misses("税号")


def test_a_receipt_is_shown_as_a_proof_with_its_number(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    confirms(world, link(talk.says("交电费")))
    (receipt,) = receipts(world, account)
    talk.says("给我打个收据").hears(
        receipt.receipt_no, "2026年11月24日 20:15", "不是发票", "数据截至"
    )
    talk.misses("税号")


def test_what_was_paid_by_another_way_is_told_by_its_bill(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "planned"))
    bill = world.use.billing.bills(account.account_no)[0]
    talk.says("缴费凭证给我一个").hears("2026年10月电费", "交清").misses("没有收到过")
    assert f"{bill.amount_fen // 100}.{bill.amount_fen % 100:02d}元" in talk.reply


def test_a_statement_comes_with_the_page_of_months(world: World, talk: Talk) -> None:
    bind(world, shown(world, "business"))
    path = link(talk.says("账单打印出来报销")).removeprefix("http://bot.example")
    assert world.client.get(path).status_code == 200


def test_without_the_right_to_see_no_receipt_is_shown(world: World, talk: Talk) -> None:
    account = shown(world, "planned")
    bind(world, account, rights=frozenset({"pay", "report"}))
    talk.says("缴费凭证给我一个").misses("交清", "凭证号 JF", account.account_no).hears("营业厅")


def test_a_call_back_about_it_is_booked_with_one_question(world: World, talk: Talk) -> None:
    bind(world, shown(world, "business"))
    talk.says("开发票").hears("约回电")
    talk.says("约回电说开票").hears("手机号")
    talk.says("13800000001").hears("开发票", "对吗")
    talk.says("对").hears("BX", "138****0001")
