from datetime import date, datetime

from support.inbox_desk import LATER, NOW, STAMP, TEMPLATES, InboxDesk

from bot.backends.billing import BillLine
from bot.backends.network import OpeningHours

AS_OF = datetime(2026, 11, 24, 8, 0)  # local wall time in Asia/Shanghai


def test_the_templates_can_be_taken_in_as_they_are(desk: InboxDesk) -> None:
    assert [row.kind for row in desk.rows("file_imports")] == list(TEMPLATES)
    assert {row.as_of for row in desk.rows("file_imports")} == {AS_OF}


def test_there_is_a_template_of_every_kind(desk: InboxDesk) -> None:
    assert list(desk.inbox._schema.kinds) == list(TEMPLATES)
    for kind, about in desk.inbox._schema.kinds.items():
        header = desk.template(kind).decode("utf-8-sig").splitlines()[0]
        assert header.split(",") == [column.header for column in about.columns.values()]


def test_accounts_are_as_the_file_says(desk: InboxDesk) -> None:
    account = desk.use.accounts.get("5120000002")
    assert account is not None
    assert (account.holder, account.phone) == ("李四", "15400000002")
    assert (account.category, account.voltage, account.tariff) == (
        "residential",
        "low",
        "residential",
    )
    assert account.auto_pay is not None
    assert account.auto_pay.draw_on == date(2026, 11, 26)
    assert account.auto_pay.drawing_fen == 9410
    point = account.usage_point
    assert (point.transformer, point.feeder, point.region) == ("T00002", "10KV柳沟线", "rural")


def test_money_is_fen_and_its_time_is_told(desk: InboxDesk) -> None:
    (bill,) = desk.use.billing.bills("5120000001")
    assert (bill.amount_fen, bill.paid_fen, bill.owed_fen) == (10648, 10648, 0)
    assert bill.lines[0] == BillLine("第一档", "180", "0.5224", 9403)
    assert desk.use.billing.as_of() == AS_OF
    assert desk.use.billing.prepaid_fen("5120000001") == 3520


def test_places_come_from_addresses_transformers_and_the_places_file(desk: InboxDesk) -> None:
    locate = desk.use.network.locate
    assert [place.kind for place in locate("和平路12号没电")] == ["address", "street"]
    assert [place.name for place in locate("柳沟村三组停电")] == ["柳沟村3组", "柳沟村"]
    assert [place.name for place in locate("老市场那边黑了")] == ["东门市场"]
    assert [place.name for place in locate("临江镇")] == ["临江镇"]
    assert desk.use.network.premises("T00001") == 1


def test_the_rest_is_there(desk: InboxDesk) -> None:
    use = desk.use
    manager = use.managers.of_transformer("T00001")
    assert manager is not None
    assert manager.name == "何一"
    (outage,) = use.outages.affecting((), ("10KV柳沟线",), datetime(2026, 11, 27))
    assert outage.kind == "planned"
    assert outage.start == datetime(2026, 11, 26, 8, 30)
    request = use.requests.get("SQ202611180031")
    assert request is not None
    assert request.missing == ("车位使用证明", "物业同意安装的证明")
    assert (request.step.name, request.waiting_for) == ("供电方案答复", "customer")
    hall = next(point for point in use.points.listed() if point.kind == "hall")
    assert [hours.weekdays for hours in hall.hours] == [(0, 1, 2, 3, 4), (5,)]
    assert isinstance(hall.hours[0], OpeningHours)
    assert [entry.name for entry in use.roster.on_duty("临江镇", NOW.replace(hour=9))] == [
        "值班丙",
        "值班甲",
    ]


def test_the_same_files_again_change_nothing(desk: InboxDesk) -> None:
    before = {table: desk.rows(table) for table in ("file_accounts", "file_bills", "file_imports")}
    for kind in TEMPLATES:
        assert desk.drop(desk.template(kind), f"{kind}-{STAMP}.csv").state == "known"
    for table, rows in before.items():
        assert desk.rows(table) == rows


def test_a_newer_file_replaces_rows_by_their_key_and_leaves_the_others(desk: InboxDesk) -> None:
    header, first, *_ = desk.template("bills").decode("utf-8-sig").splitlines()
    desk.drop(
        "\n".join((header, first.replace("106.48,106.48", "106.48,50.00"))), f"bills-{LATER}.csv"
    )
    (bill,) = desk.use.billing.bills("5120000001")
    assert bill.paid_fen == 5000
    assert len(desk.use.billing.bills("5120000002")) == 1


def test_an_older_file_of_bills_fills_in_but_replaces_nothing(desk: InboxDesk) -> None:
    header, first, *_ = desk.template("bills").decode("utf-8-sig").splitlines()
    older = first.replace("2026-10,", "2026-09,").replace(
        "2026-11-20,2026-09-28", "2026-11-20,2026-08-28"
    )
    content = "\n".join((header, first.replace(",200,", ",999,"), older))
    assert desk.drop(content, "bills-20261101-0800.csv").state == "taken"
    assert [bill.kwh for bill in desk.use.billing.bills("5120000001")] == [200, 200]
    assert desk.use.billing.as_of() == AS_OF


def test_an_older_plan_is_refused(desk: InboxDesk) -> None:
    outcome = desk.drop(desk.template("outages") + b"\r\n", "outages-20261101-0800.csv")
    assert outcome.state == "rejected"
    assert "更新的数据" in str(outcome.faults[0])


def test_a_new_roster_is_the_whole_roster(desk: InboxDesk) -> None:
    desk.drop(
        "乡镇,开始时间,结束时间,顺序,姓名,电话\n,0:00,24:00,1,新人,15490000099\n",
        f"roster-{LATER}.csv",
    )
    assert [row.name for row in desk.rows("utility_roster")] == ["新人"]
