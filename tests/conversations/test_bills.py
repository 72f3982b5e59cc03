import base64
import re
from typing import Any

import pytest
from support.talk import Talk, World

from bot.backends.demo.showing import show


@pytest.fixture
def arrears(world: World, talk: Talk) -> dict[str, Any]:
    """A residential account in arrears, bound to the resident."""
    account: dict[str, Any] = show(world.parts.database, world.clock())["accounts"][0]
    bind(world, talk, account)
    return account


def bind(world: World, talk: Talk, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account["phone"]))
    talk.says(code).hears("绑定成功")


def month(bill: dict[str, Any]) -> str:
    year, number = bill["month"].split("-")
    return f"{year}年{int(number)}月"


def test_unbound_it_is_told_how_to_bind(talk: Talk) -> None:
    talk.says("上个月电费多少").hears("绑定")


def test_the_latest_bill_with_arrears_and_freshness(talk: Talk, arrears: dict[str, Any]) -> None:
    latest = arrears["bills"][0]
    talk.says("我家电费多少").hears(month(latest), latest["amount"], f"{latest['kwh']}度")
    talk.hears(arrears["balance"].lstrip("-"), "数据截至")
    assert arrears["holder"] not in talk.reply


def test_a_named_month(talk: Talk, arrears: dict[str, Any]) -> None:
    bill = arrears["bills"][2]
    talk.says(f"{int(bill['month'][5:])}月份电费多少钱").hears(month(bill), bill["amount"])


def test_it_is_compared_with_the_month_and_the_year_before(
    talk: Talk, arrears: dict[str, Any]
) -> None:
    talk.says("上个月电费多少").hears("比上月", "比去年同月")


def test_a_range_adds_up(talk: Talk, arrears: dict[str, Any]) -> None:
    shown = arrears["bills"][:3]
    total = sum(int(bill["amount"].replace(".", "")) for bill in shown)
    talk.says("最近三个月的电费").hears(*(month(bill) for bill in shown))
    talk.hears(f"{total // 100}.{total % 100:02d}元")


@pytest.mark.usefixtures("arrears")
def test_a_month_without_data_says_so(talk: Talk) -> None:
    talk.says("2020年3月电费多少").hears("没有2020年3月的账单", "数据截至")


def test_why_is_told_by_cause_and_adds_up(talk: Talk, arrears: dict[str, Any]) -> None:
    talk.says("上个月电费为什么这么高").hears("用电量变化")
    latest, before = arrears["bills"][:2]
    parts = re.findall(r"· .+：(多|少)(\d+)\.(\d\d)元", talk.reply)
    total = sum((1 if sign == "多" else -1) * int(yuan + fen) for sign, yuan, fen in parts)
    difference = int(latest["amount"].replace(".", "")) - int(before["amount"].replace(".", ""))
    assert total == difference


def test_a_follow_up_uses_the_dialogue(talk: Talk, arrears: dict[str, Any]) -> None:
    talk.says("上个月电费多少").hears(month(arrears["bills"][0]))
    talk.says("那上上个月呢").hears(month(arrears["bills"][1]))


def test_the_history_is_a_page_with_a_chart(
    world: World, talk: Talk, arrears: dict[str, Any]
) -> None:
    talk.says("历月账单").hears("http://bot.example/pages/bills/")
    (path,) = re.findall(r"^http://bot\.example(/pages/bills/\S+)$", talk.reply, re.MULTILINE)
    page = world.client.get(path)
    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "<svg" in html
    assert arrears["bills"][0]["amount"] in html
    assert arrears["holder"] not in html
    assert world.client.get(path[:-2] + "xx").status_code == 403


@pytest.mark.parametrize("ends", ["解绑", "no longer sees"])
def test_the_page_ends_with_the_binding_and_its_link_names_nobody(
    world: World, talk: Talk, arrears: dict[str, Any], ends: str
) -> None:
    talk.says("历月账单")
    (path,) = re.findall(r"^http://bot\.example(/pages/bills/\S+)$", talk.reply, re.MULTILINE)
    sealed = path.rpartition("/")[2].partition(".")[0]
    told = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    assert arrears["account_no"].encode() not in told
    assert talk.openid.encode() not in told
    assert world.client.get(path).status_code == 200
    if ends == "解绑":
        talk.says("解绑").says("对").hears("已解绑")
    else:
        with world.parts.database.write() as connection:
            connection.exec_driver_sql("UPDATE bindings SET rights = 'pay,report'")
    page = world.client.get(path)
    assert page.status_code == 410
    assert "度" not in page.get_data(as_text=True)


def test_a_month_not_read_yet_says_why_and_offers_the_latest(
    talk: Talk, arrears: dict[str, Any]
) -> None:
    talk.says("这个月用了多少电").hears("没有2026年11月的账单", "抄完表", "1. 看2026年10月的")
    talk.says("1").hears(arrears["bills"][0]["amount"])


def test_a_range_that_begins_before_the_data_says_so(talk: Talk, arrears: dict[str, Any]) -> None:
    assert arrears["bills"]
    talk.says("去年一共多少").hears("更早的这里没有", "2025年9月")


def test_the_average_month(talk: Talk, arrears: dict[str, Any]) -> None:
    bills = arrears["bills"][:12]
    fen = sum(int(bill["amount"].replace(".", "")) for bill in bills)
    mean = (2 * fen + len(bills)) // (2 * len(bills))
    talk.says("平均每月电费多少").hears(f"平均每月{mean // 100}.{mean % 100:02d}元")


def test_daily_use_is_not_made_up(talk: Talk, arrears: dict[str, Any]) -> None:
    assert arrears["bills"]
    talk.says("昨天用了几度电").hears("每天的用电量这里查不到")


def test_what_was_paid_is_listed(talk: Talk, arrears: dict[str, Any]) -> None:
    paid = next(bill for bill in arrears["bills"] if bill["paid"])
    talk.says("缴费记录").hears(month(paid), paid["amount"], "交清")


def test_what_was_paid_right_after_midnight_is_this_months(
    world: World, talk: Talk, arrears: dict[str, Any]
) -> None:
    world.clock.turn(days=6, hours=4)
    world.use.billing.receive("paid-early", arrears["account_no"], 5000, 0)
    world.clock.turn(hours=14, minutes=37)
    talk.says("余额还有多少").hears("最近一笔", "00:15", "50.00元")


def test_a_draw_under_way_is_told_with_the_bill(world: World, talk: Talk) -> None:
    bind(world, talk, show(world.parts.database, world.clock())["accounts"][3])
    talk.says("电费多少").hears("代扣途中", "11月26日（后天）扣款").misses("1. 交电费")


def test_prices_are_told_with_their_document(talk: Talk) -> None:
    talk.says("一度电多少钱").hears("0.5190", "依据")
    talk.says("2030年1月工商业电价多少").hears("2030年1月", "尚未公布")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("明年1月的电费", "2027年1月"),
        ("下个月电费多少", "2026年12月"),
        ("电费明年1月会涨吗", "2027年1月"),
        ("查明年的账单", "2027年1月到2027年12月"),
    ],
)
def test_a_month_to_come_has_no_bill_yet(
    talk: Talk, arrears: dict[str, Any], words: str, named: str
) -> None:
    talk.says(words).hears(f"没有{named}的账单", "2026年10月").misses("用电")
