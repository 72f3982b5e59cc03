"""An invented utility as its clerk drops it into the inbox: CSV and Excel, in two encodings."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

from bot.backends.file import Inbox
from bot.database import Database
from bot.paths import DICTIONARIES
from support.implementations import Known

STAMP = "20261124-0800"

KNOWN = Known(
    in_arrears="5120000002",
    settled="5120000001",
    without_phone="5120000003",
    with_fault="5120000004",
    place="临江镇和平路12号1单元101室",
    application="SQ202611180031",
    application_account="5120000001",
    meters_answer=False,
)

MANAGERS = """经理编号,姓名,电话,服务组,组长,组长电话
M1,何一,15490000001,临江服务组,何组长,15490000003
M2,何二,15490000002,柳沟服务组,何组长,15490000003
"""
TRANSFORMERS = """台区编号,台区名称,线路编号,变电站,乡镇,城乡类别,纬度,经度,经理编号
T001,和平路1号公变,L01,临江站,临江镇,城区,31.20100,105.40100,M1
T002,柳沟村1号公变,L02,临江站,柳沟乡,农村,31.26000,105.46000,M2
T003,柳沟村2号公变,L02,临江站,柳沟乡,农村,31.26500,105.46500,M2
T004,纺织厂专变,L01,临江站,临江镇,城区,31.20500,105.40500,M1
"""
PLACES = """地名,类型,别名,台区编号
阳光小区,小区,老阳光,T001
滨江花园,小区,,T001
东门市场,市场,东门口,T001
新桥村,村,,T002
青龙村,村,,T003
纺织厂,单位,纱厂,T004
"""
ACCOUNTS = """户号,户名,手机号,用电地址,用电类别,电压等级,电表编号,表箱编号,台区编号
5120000001,张三,15400000001,云溪县临江镇和平路12号1单元101室,居民,220V,D001,X01,T001
5120000002,李四,15400000002,云溪县临江镇和平路14号2单元202室,居民,220V,D002,X02,T001
5105120000003,王五,,云溪县柳沟乡柳沟村3组5号,居民,220V,D003,X03,T002
5120000004,赵六,15400000004,云溪县柳沟乡柳沟村4组8号,居民,220V,D004,X04,T003
5120000005,孙七,15400000005,云溪县临江镇建设街8号,居民,220V,D005,X05,T001
"""
OUTAGES = """停电编号,停电类型,停电区域,停电原因,停电设备,停电时间,送电时间
GZ1,故障,柳沟村,低压线路故障,T003,2026-11-24 07:10,2026-11-24 22:00
"""
APPLICATIONS = """申请编号,户号,申请人,手机号,业务类型,受理日期,申请受理完成,方案答复日期
SQ202611180031,5120000001,张三,15400000001,低压居民新装,2026-11-18,2026-11-19,
SQ202611020007,,纺织厂,15400000009,高压新装（单电源）,2026-11-02,2026-11-03,2026-11-20
"""
BILLS = "户号 电费月份 用电量 应收电费 实收电费 缴费截止日期 抄表起日 抄表止日 电费明细"
LINES = "第一档 180×0.5228=94.10"
POINTS = """网点名称,类型,地址,电话,纬度,经度,营业时间,节假日营业
临江供电营业厅,营业厅,临江镇建设街8号,0899-4010000,31.2000,105.4000,周一至周五 09:00-17:00,否
柳沟代收点,代收点,柳沟乡正街1号,0899-4010001,31.2600,105.4600,每天 08:00-20:00,是
"""
ROSTER = """乡镇,开始时间,结束时间,顺序,姓名,电话
,8:00,20:00,1,值班甲,15490000011
,20:00,8:00,1,值班乙,15490000012
临江镇,8:00,20:00,1,值班丙,15490000013
临江镇,20:00,8:00,1,值班丁,15490000014
"""


def fill(database: Database, folder: Path, now: datetime) -> None:
    """Drop every file into a folder's inbox, and take all of them in."""
    inbox = Inbox.of(folder, DICTIONARIES, database, lambda: now)
    for path in write(folder):
        outcome = inbox.load(path, lambda _: None)
        assert outcome.state == "taken", [str(fault) for fault in outcome.faults]


def write(folder: Path) -> list[Path]:
    """The files, in the order in which they build on each other."""
    return [
        _text(folder, "managers", MANAGERS, "utf-8-sig"),
        _text(folder, "台区", TRANSFORMERS, "gb18030"),
        _text(folder, "places", PLACES, "utf-8"),
        _text(folder, "用户档案", ACCOUNTS, "gb18030"),
        _excel(folder, "bills", _bills()),
        _text(folder, "outages", OUTAGES, "utf-8"),
        _excel(folder, "业扩申请", list(csv.reader(APPLICATIONS.splitlines()))),
        _text(folder, "points", POINTS, "utf-8"),
        _text(folder, "roster", ROSTER, "utf-8"),
    ]


def _bills() -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [BILLS.split()]
    for number in range(5120000001, 5120000006):
        for month in range(6, 11):
            paid = 94.1 if number != 5120000002 or month < 9 else 0
            first, last = date(2026, month - 1, 28), date(2026, month, 27)
            due = date(2026, month + 1, 20)
            rows.append((number, f"2026-{month:02d}", 180, 94.1, paid, due, first, last, LINES))
    return rows


def _text(folder: Path, kind: str, content: str, encoding: str) -> Path:
    path = folder / f"{kind}-{STAMP}.csv"
    path.write_text(content, encoding)
    return path


def _excel(folder: Path, kind: str, rows: list[Sequence[object]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    path = folder / f"{kind}-{STAMP}.xlsx"
    workbook.save(path)
    return path
