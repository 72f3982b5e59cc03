"""Rules of single kinds, and what of residents' doing a newer file leaves."""

import contextlib
from datetime import datetime, time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.inbox_desk import LATER, NOW, InboxDesk, said

from bot.backends.file import moments
from bot.backends.file.cells import Cell, Wrong
from bot.backends.file.compound import hours, lines
from bot.backends.file.schema import Column, Form, Schema
from bot.backends.file.values import reader
from bot.backends.outages import NewOutage
from bot.paths import DICTIONARIES

FORMATS = Schema.load(DICTIONARIES / "inbox.yaml").formats


def changed(desk: InboxDesk, kind: str, **cells: str) -> str:
    """The first row of a template with other cells."""
    header, first, *_ = desk.template(kind).decode("utf-8-sig").splitlines()
    row = dict(zip(header.split(","), first.split(","), strict=True)) | cells
    return f"{header}\n{','.join(row.values())}\n"


@pytest.mark.parametrize(
    ("kind", "cells", "fault"),
    [
        ("transformers", {"经理编号": "JL9"}, "第2行“经理编号”：台区经理文件里没有这个经理编号"),
        ("transformers", {"纬度": "131.2"}, "第2行“纬度”：不是经纬度"),
        ("transformers", {"城乡类别": "火星"}, "第2行“城乡类别”：只能填城区、农村、边远"),
        ("places", {"台区编号": "T00001、T7"}, "第2行“台区编号”：台区文件里没有T7"),
        ("accounts", {"台区编号": "T7"}, "第2行“台区编号”：台区文件里没有这个台区编号"),
        ("accounts", {"手机号": "1380000"}, "第2行“手机号”：不是电话号码"),
        ("accounts", {"户名": "张" * 201}, "第2行“户名”：太长了"),
        ("bills", {"应收电费": "106.40"}, "第2行“电费明细”：明细加起来是106.48元"),
        ("outages", {"停电设备": "L9"}, "第2行“停电设备”：台区文件里没有L9"),
        ("outages", {"送电时间": "2026-11-26 08:00"}, "第2行“送电时间”：送电时间不晚于停电时间"),
        ("outages", {"停电编号": "TD000001"}, "第2行“停电编号”：TD开头"),
        ("applications", {"业务类型": "装空调"}, "第2行“业务类型”：没有这种业务，只能填低压"),
        ("applications", {"装表接电完成": "2026-11-20"}, "第2行“装表接电完成”：早于上一步"),
        ("applications", {"申请受理完成": "2026-11-17"}, "第2行“申请受理完成”：早于上一步"),
        ("applications", {"外部工程实施完成": "2026-11-20"}, "第2行“外部工程实施完成”：“充电桩"),
        ("applications", {"申请受理完成": "2026-11-25"}, "第2行“申请受理完成”：在文件的数据"),
        ("points", {"营业时间": "看心情"}, "第2行“营业时间”：看不懂"),
        ("points", {"节假日营业": "也许"}, "第2行“节假日营业”：只能填是或否"),
        ("roster", {"开始时间": "25:00"}, "第2行“开始时间”：不是整点"),
        ("roster", {"结束时间": "8:00"}, "第2行“结束时间”：和开始时间一样"),
        ("roster", {}, "全公司的值班（乡镇一栏空着的）在这些钟点没有人：0:00、1:00"),
    ],
)  # fmt: skip
def test_what_a_row_must_be(desk: InboxDesk, kind: str, cells: dict[str, str], fault: str) -> None:
    before = desk.rows("file_imports")
    outcome = desk.drop(changed(desk, kind, **cells), f"{kind}-{LATER}.csv")
    assert outcome.state == "rejected"
    assert said(outcome)[0].startswith(fault)
    assert desk.rows("file_imports") == before


@pytest.mark.parametrize(
    ("kind", "cells", "more"),
    [
        ("accounts", {"用电类别": "住宅", "台区编号": "T99999"}, set()),
        ("bills", {"用电量": "x", "应收电费": "106.40", "户号": "5999999999"}, {"电费明细"}),
        ("bills", {"抄表起日": "x", "抄表止日": "2027-01-01"}, {"缴费截止日期"}),
        ("payments", {"户号": "x", "实收金额": "0"}, {"冲抵电费"}),
        ("outages", {"停电编号": "TD000001", "停电设备": "L9", "送电时间": "x"}, set()),
        ("applications", {"业务类型": "装空调", "申请受理完成": "x"}, set()),
    ],
)
def test_every_fault_of_a_row_is_named_at_once(
    desk: InboxDesk, kind: str, cells: dict[str, str], more: set[str]
) -> None:
    outcome = desk.drop(changed(desk, kind, **cells), f"{kind}-{LATER}.csv")
    named = {fault.column for fault in outcome.faults if fault.row == 2}
    assert named == (cells.keys() | more) - {"应收电费", "抄表止日"}


def test_a_row_with_a_fault_is_still_known_when_it_is_repeated(desk: InboxDesk) -> None:
    header, first = changed(desk, "accounts", 用电类别="住宅").splitlines()
    outcome = desk.drop(f"{header}\n{first}\n{first}\n", f"accounts-{LATER}.csv")
    assert [fault.column for fault in outcome.faults] == ["用电类别", "用电类别", "户号"]


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "=1+1", "=A1"])
def test_a_formula_in_a_csv_is_no_text(desk: InboxDesk, formula: str) -> None:
    outcome = desk.drop(changed(desk, "accounts", 户名=formula), f"accounts-{LATER}.csv")
    assert said(outcome) == ["第2行“户名”：这是公式，请填它的结果"]


def test_a_landline_takes_no_sms_so_the_account_has_no_phone(desk: InboxDesk) -> None:
    content = changed(desk, "accounts", 手机号="0817-5551234")
    assert desk.drop(content, f"accounts-{LATER}.csv").state == "taken"
    account = desk.use.accounts.get("5120000001")
    assert account is not None
    assert account.phone is None


def test_a_moved_account_is_found_at_its_new_place(desk: InboxDesk) -> None:
    content = changed(desk, "accounts", 用电地址="云溪县临江镇滨河路7号", 表箱编号="X9")
    assert desk.drop(content, f"accounts-{LATER}.csv").state == "taken"
    network = desk.use.network
    assert [place.name for place in network.locate("滨河路7号")] == ["滨河路7号", "滨河路"]
    assert network.locate("和平路12号") == ()
    assert network.equipment("X9") is not None


def test_of_two_accounts_with_one_meter_and_address_none_is_found(desk: InboxDesk) -> None:
    header, first, second = desk.template("accounts").decode("utf-8-sig").splitlines()
    address = "云溪县临江镇和平路12号1单元101室"
    assert desk.use.accounts.find_by_meter("D00000001", address) is not None
    double = first.replace("5120000001", "5120000009")
    desk.drop(f"{header}\n{double}\n{second}\n", f"accounts-{LATER}.csv")
    assert desk.use.accounts.find_by_meter("D00000001", address) is None


def test_what_the_duty_person_ended_stays_ended(desk: InboxDesk) -> None:
    desk.use.outages.close("k", "JH2026112601", NOW)
    desk.drop(changed(desk, "outages", 停电原因="检修"), f"outages-{LATER}.csv")
    outage = desk.use.outages.get("JH2026112601")
    assert outage is not None
    assert (outage.end, outage.cause) == (NOW, "检修")
    assert outage not in desk.use.outages.open_now()


def test_a_plan_that_was_called_off_is_over(desk: InboxDesk) -> None:
    desk.drop(changed(desk, "outages", 状态="取消"), f"outages-{LATER}.csv")
    assert [one.outage_no for one in desk.use.outages.open_now()] == ["JH2026112801"]


def test_a_visit_confirmed_in_the_chat_stays_until_the_file_tells_another(desk: InboxDesk) -> None:
    number, at = "SQ202611180031", datetime(2026, 11, 27, 15, 0)  # local
    desk.use.requests.confirm_visit("k", number, at)
    desk.use.requests.hurry("h", number)
    desk.drop(changed(desk, "applications", 已跑次数="2"), f"applications-{LATER}.csv")
    request = desk.use.requests.get(number)
    assert request is not None
    assert (request.visit_at, request.visit_confirmed, request.hurried) == (at, True, 1)
    assert request.visits_made == 2
    content = changed(desk, "applications", 上门时间="2026-11-30 09:00")
    desk.drop(content, "applications-20261124-1300.csv")
    request = desk.use.requests.get(number)
    assert request is not None
    assert request.visit_at == datetime(2026, 11, 30, 9, 0)  # local
    assert not request.visit_confirmed


def test_tickets_of_residents_live_beside_the_files(desk: InboxDesk) -> None:
    opened = desk.use.outages.open("k", NewOutage("fault", "和平路", "", ("T00001",), NOW))
    assert opened.outage_no == "TD000001"
    desk.drop(changed(desk, "outages"), f"outages-{LATER}.csv")
    assert desk.use.outages.get("TD000001") == opened


@pytest.mark.parametrize(
    ("form", "cell", "value"),
    [
        ("month", "2026年11月", "2026-11"),
        ("month", datetime(2026, 11, 1), "2026-11"),
        ("month", 202611, "2026-11"),
        ("date", "2026/11/4 0:00:00", NOW.replace(day=4).date()),
        ("date", "２０２６-11-24", NOW.date()),
        ("date", 46350, NOW.date()),
        ("date", 20261124, NOW.date()),
        ("moment", "2026年11月24日20:15", NOW),
        ("moment", "202611242015", NOW),
        ("moment", 46350.84375, NOW),
    ],
)
def test_dates_in_every_dress(form: str, cell: Cell, value: object) -> None:
    assert moments.reader(form, FORMATS[form])(cell) == value  # type: ignore[index]  # a literal above


@pytest.mark.parametrize(
    ("cell", "hour"), [("8", 8), (20, 20), ("8：00", 8), (time(8), 8), ("24:00", 24)]
)
def test_hours_of_duty(cell: Cell, hour: int) -> None:
    assert moments.hour(cell) == hour


@pytest.mark.parametrize(
    "said", ["周一至周五 17:00-09:00", "周八 09:00-17:00", "周五至周一 09:00-17:00", "9点开门"]
)
def test_opening_hours_that_are_none(said: str) -> None:
    with pytest.raises(Wrong):
        hours(said)


def test_lines_of_a_bill_that_are_none() -> None:
    with pytest.raises(Wrong):
        lines("第一档180度")


@given(st.sampled_from(get_args(Form)), st.text(max_size=60) | st.floats() | st.integers())
def test_no_cell_breaks_a_reader(form: Form, cell: str | float) -> None:
    read = reader(Column(header="x", form=form, values={"a": ("甲",)}), FORMATS)
    with contextlib.suppress(Wrong):
        read(cell)
