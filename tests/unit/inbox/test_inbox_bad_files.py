"""Every way in which a file can be wrong: named by row and column, and nothing of it counts."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from support.inbox_desk import LATER, InboxDesk, said

BILLS = "户号,电费月份,用电量,应收电费,实收电费,缴费截止日期,抄表起日,抄表止日"
GOOD = "5120000001,2026-11,180,94.10,0,2026-12-20,2026-10-28,2026-11-20"
HEADER = BILLS.split(",")
ROW: list[object] = [
    5120000001, "2026-11", 180, 94.1, 0, date(2026, 12, 20), date(2026, 10, 28), date(2026, 11, 20),
]  # fmt: skip
NAME = f"bills-{LATER}"


def bad(desk: InboxDesk, content: str | bytes, name: str = f"{NAME}.csv") -> list[str]:
    before = desk.rows("file_bills")
    outcome = desk.drop(content, name)
    assert outcome.state == "rejected"
    assert outcome.fault_count == len(outcome.faults)
    assert desk.rows("file_bills") == before
    return said(outcome)


def bill(**changed: str) -> str:
    cells = dict(zip(HEADER, GOOD.split(","), strict=True)) | changed
    return f"{BILLS}\n{GOOD.replace('2026-11,', '2026-10,', 1)}\n{','.join(cells.values())}\n"


def test_a_good_one_is_taken(desk: InboxDesk) -> None:
    assert desk.drop(bill(), f"{NAME}.csv").state == "taken"
    assert len(desk.use.billing.bills("5120000001")) == 2


@pytest.mark.parametrize("content", ["", "\n\n", "﻿", ",,,\n,,\n"])
def test_an_empty_file(desk: InboxDesk, content: str) -> None:
    assert bad(desk, content) == ["文件是空的"]


def test_a_header_alone(desk: InboxDesk) -> None:
    assert bad(desk, f"{BILLS}\n,,,\n") == ["只有表头，没有数据"]


def test_a_file_whose_name_says_nothing(desk: InboxDesk) -> None:
    (fault,) = bad(desk, bill(), "新建文件.csv")
    assert "bills" in fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_that_are_read(desk: InboxDesk, encoding: str) -> None:
    assert desk.drop(bill().encode(encoding), f"{NAME}.csv").state == "taken"


def test_an_encoding_that_is_not(desk: InboxDesk) -> None:
    (fault,) = bad(desk, bill().encode("utf-8")[:-1] + b"\xff\xfe\x00\xff")
    assert "编码" in fault


def test_an_excel_file_that_calls_itself_csv(desk: InboxDesk) -> None:
    path = desk.excel([HEADER, ROW], f"{NAME}.xlsx")
    (fault,) = bad(desk, path.read_bytes())
    assert "编码" in fault
    (fault,) = bad(desk, bill().replace("180", "1\x0080"))
    assert "编码" in fault


def test_another_programs_separator_and_excels_text_marks_are_read(desk: InboxDesk) -> None:
    content = bill().replace(",", "\t").replace("5120000001", '="5120000001"')
    assert desk.drop(content, f"{NAME}.csv").state == "taken"


def test_a_title_above_the_header_is_no_header(desk: InboxDesk) -> None:
    outcome = desk.drop(f"云溪县电费账单,,,\n\n{bill(应收电费='x')}", f"{NAME}.csv")
    assert said(outcome) == ["第5行“应收电费”：不是数字"]


def test_a_renamed_column_is_guessed_and_named(desk: InboxDesk) -> None:
    faults = bad(desk, bill().replace("应收电费", "应收的电费"))
    assert faults == ["“应收电费”：缺少这一列，是不是改名成了“应收的电费”？请改回“应收电费”"]


def test_every_missing_column_is_named(desk: InboxDesk) -> None:
    faults = bad(desk, "户号,电费月份\n5120000001,2026-11\n")
    missing = [fault.split("”")[0] for fault in faults]
    assert missing == ["“用电量", "“应收电费", "“缴费截止日期", "“抄表起日", "“抄表止日"]


def test_a_column_that_stands_there_twice(desk: InboxDesk) -> None:
    assert bad(desk, bill().replace("实收电费", "应收电费")) == ["“应收电费”：这一列出现了两次"]


def test_no_header_at_all(desk: InboxDesk) -> None:
    (fault,) = bad(desk, "1,2,3\n4,5,6\n")
    assert "找不到表头" in fault


def test_a_synonym_a_unit_and_spaces_in_a_header_do_not_matter(desk: InboxDesk) -> None:
    content = bill().replace("应收电费", "电费金额（元）").replace("户号", " 用户编号 ")
    assert desk.drop(content, f"{NAME}.csv").state == "taken"


def test_an_unknown_column_is_noted(desk: InboxDesk) -> None:
    content = bill().replace(BILLS, f"{BILLS},备注")
    assert desk.drop(content, f"{NAME}.csv").notes == ("这些列没有用到：备注",)


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("户号", "", "不能为空"),
        ("户号", "512000000", "不是户号"),
        ("户号", "5.12E+09", "科学计数"),
        ("户号", "5129999999", "用户档案里没有这个户号"),
        ("户号", "'; DROP TABLE x", "编号里不能有空格"),
        ("电费月份", "2026-13", "不是月份"),
        ("电费月份", "11月", "不是月份"),
        ("用电量", "-1", "不能是负数"),
        ("用电量", "很多", "不是数字"),
        ("用电量", "9" * 20, "太大"),
        ("应收电费", "94.105", "两位小数"),
        ("应收电费", "-94.10", "不能是负数"),
        ("应收电费", "30000000", "2000万"),
        ("应收电费", "1e5", "不是数字"),
        ("应收电费", "nan", "不是数字"),
        ("缴费截止日期", "2026-02-30", "不是日期"),
        ("缴费截止日期", "0000-00-00", "不是日期"),
        ("缴费截止日期", "12/20", "不是日期"),
        ("缴费截止日期", "2026111", "不是日期"),
        ("缴费截止日期", "2026-11-20", "不晚于抄表止日"),
        ("抄表止日", "2026-10-01", "早于抄表起日"),
        ("抄表起日", "1899-12-31", "不是日期"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    desk: InboxDesk, column: str, cell: str, what: str
) -> None:
    (fault,) = bad(desk, bill(**{column: cell}))
    assert fault.startswith(f"第3行“{column}”：")
    assert what in fault


def test_all_errors_are_named_at_once_from_the_top(desk: InboxDesk) -> None:
    content = "\n".join((BILLS, GOOD, "x,y,z,,,,,", GOOD.replace("94.10", "?")))
    assert [fault.split("：")[0] for fault in bad(desk, content)] == [
        "第3行“户号”", "第3行“电费月份”", "第3行“用电量”", "第3行“应收电费”",
        "第3行“缴费截止日期”", "第3行“抄表起日”", "第3行“抄表止日”", "第4行“应收电费”",
        "第4行“户号、电费月份”",
    ]  # fmt: skip


def test_of_very_many_errors_the_first_are_named_and_all_counted(desk: InboxDesk) -> None:
    outcome = desk.drop(
        "\n".join((BILLS, *["x,2026-11,1,1,0,2026-12-20,2026-10-28,2026-11-20"] * 700)),
        f"{NAME}.csv",
    )
    assert (outcome.fault_count, len(outcome.faults)) == (700, 500)


def test_one_bill_twice(desk: InboxDesk) -> None:
    assert bad(desk, f"{bill()}{GOOD}\n") == ["第4行“户号、电费月份”：和第3行重复"]


def test_an_unquoted_comma(desk: InboxDesk) -> None:
    (fault,) = bad(desk, bill() + GOOD.replace("2026-11,", "2026-09,").replace("94.10", "1,094.10"))
    assert fault.startswith("第4行")


def test_a_cell_without_end(desk: InboxDesk) -> None:
    (fault,) = bad(desk, bill() + '"' + "x" * 200_000)
    assert "不是CSV" in fault


@pytest.mark.parametrize("name", [f"{NAME}.xlsx", f"{NAME}.xls", f"{NAME}.pdf"])
def test_no_excel_file_and_no_table(desk: InboxDesk, name: str) -> None:
    assert bad(desk, b"\xd0\xcf\x11\xe0 whatever", name)


def test_half_an_excel_file(desk: InboxDesk) -> None:
    path = desk.excel([HEADER, ROW], f"{NAME}.xlsx")
    assert "Excel" in bad(desk, path.read_bytes()[:-300], path.name)[0]


def test_a_damaged_sheet_inside_an_excel_file(desk: InboxDesk) -> None:
    path = desk.excel([HEADER, ROW], "good.xlsx")
    target = desk.folder / f"{NAME}.xlsx"
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(target, "w") as damaged:
        for name in good.namelist():
            content = good.read(name)
            damaged.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    assert "Excel" in bad(desk, target.read_bytes(), target.name)[0]


def test_excel_keeps_numbers_dates_and_money(desk: InboxDesk) -> None:
    serial: list[object] = [*ROW]
    serial[0], serial[1], serial[3] = "5120000002", 202611, 0.1 + 0.2
    serial[5] = 46376  # 2026-12-20, as Excel counts days
    path = desk.excel([["电费账单"], [], HEADER, ROW, serial], f"{NAME}.xlsx", merge="A1:H1")
    assert desk.load(path).state == "taken"
    one, other = (desk.use.billing.bills(f"512000000{n}")[0] for n in (1, 2))
    assert (one.amount_fen, one.due, one.month) == (9410, date(2026, 12, 20), "2026-11")
    assert (other.amount_fen, other.due, other.month) == (30, date(2026, 12, 20), "2026-11")


def test_merged_cells_are_named(desk: InboxDesk) -> None:
    path = desk.excel([HEADER, ROW, [None, "2026-10", *ROW[2:]]], f"{NAME}.xlsx", merge="A2:A3")
    outcome = desk.load(path)
    assert outcome.state == "rejected"
    assert "第2行“户号”：这里是合并单元格，请取消合并，每行每格都填上" in said(outcome)


def test_a_formula_is_its_kept_value_or_named(desk: InboxDesk) -> None:
    formula: list[object] = [*ROW]
    formula[3] = "=1+1"
    (fault,) = said(desk.load(desk.excel([HEADER, formula], f"{NAME}.xlsx")))
    assert fault.startswith("第2行“应收电费”：公式没有算出来的值")
    path = _with_kept(desk.folder / f"{NAME}.xlsx", b"<v></v>", b"<v>88.5</v>")
    assert desk.load(path).state == "taken"
    assert desk.use.billing.bills("5120000001")[0].amount_fen == 8850


def test_a_formula_that_failed(desk: InboxDesk) -> None:
    failed: list[object] = [*ROW]
    failed[3] = "#REF!"
    (fault,) = said(desk.load(desk.excel([HEADER, failed], f"{NAME}.xlsx")))
    assert fault == "第2行“应收电费”：公式出错了（#REF!）"


def test_a_number_that_excel_has_cut(desk: InboxDesk) -> None:
    cut: list[object] = [5.120000001e15, *ROW[1:]]
    (fault,) = said(desk.load(desk.excel([HEADER, cut], f"{NAME}.xlsx")))
    assert "超过15位" in fault


@pytest.mark.parametrize(
    ("stamp", "what"),
    [("20261124-2359", "还没有到"), ("20261399", "不是日期"), ("20270101", "还没有到")],
)
def test_a_time_in_the_name_that_cannot_be(desk: InboxDesk, stamp: str, what: str) -> None:
    (fault,) = bad(desk, bill(), f"bills-{stamp}.csv")
    assert what in fault


def _with_kept(path: Path, old: bytes, new: bytes) -> Path:
    """The same workbook, in which Excel has kept the value of a formula."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new).replace(b"<v />", new))
    return path
