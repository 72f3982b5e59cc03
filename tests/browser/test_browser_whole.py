"""`make run` as a newcomer meets it: the whole bot, driven in a browser through the simulator.

With PICTURES=1 the pictures in docs/pictures/ are made anew.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from bot.backends.demo.showing import show
from bot.clock import wall_clock
from bot.database import Database
from bot.paths import ROOT

START_S = 120
STOP_S = 40


@dataclass(frozen=True)
class Running:
    """The simulator's address, and the database behind it."""

    url: str
    database: Path

    def account_no(self) -> str:
        """The demo's first account: in arrears, with a phone on record."""
        return str(self._shown()["accounts"][0]["account_no"])

    def application(self) -> dict[str, Any]:
        """An application for which papers are missing."""
        shown = self._shown()["applications"]
        return next(one for one in shown if one["waiting_for"] == "customer")

    def _shown(self) -> dict[str, list[dict[str, Any]]]:
        database = Database(f"sqlite:///{self.database}")
        shown = show(database, wall_clock())
        database.close()
        return shown


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> Iterator[Running]:
    """The whole bot; Ctrl-C must end all of it."""
    folder = tmp_path_factory.mktemp("whole")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.development.run", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(folder), "MODEL_DIR": str(model_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    printed = next((line for line in process.stdout if "/simulator" in line), "")
    yield Running(re.findall(r"http://\S+", printed)[0], folder / "bot.db")
    process.send_signal(signal.SIGINT)
    process.stdout.close()
    assert process.wait(STOP_S) == 0


def picture(page: Page, name: str) -> None:
    if os.environ.get("PICTURES") == "1":
        page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")


def phone(page: Page, name: str) -> Locator:
    return page.get_by_label(f"{name}的手机", exact=True)


def says(device: Locator, words: str, answer: str) -> None:
    before = device.locator(".row.theirs").count()
    box = device.get_by_label("输入消息")
    box.fill(words)
    box.press("Enter")
    expect(device.locator(".row.theirs")).not_to_have_count(before)
    expect(device.locator(".row.theirs").last).to_contain_text(answer)


def page_of(device: Locator) -> FrameLocator:
    return device.frame_locator("iframe")


def test_a_report_at_night_from_the_first_word_to_fixed(page: Page, running: Running) -> None:
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    page.goto(running.url)
    wang = phone(page, "王阿姨")
    says(wang, "屋里突然黑了，家里没电了，帮我报个修", "在哪里")
    says(wang, "和平路12号2栋", "手机号")
    says(wang, "13800000000", "对吗")
    says(wang, "对", "BX")
    duty = page.get_by_label("值班手机", exact=True)
    duty.get_by_role("link").first.click()
    for move, told in (
        ("接单", "接单"),
        ("已出发", "出发"),
        ("已到场", "到"),
        ("已修好", "修好"),
    ):
        page_of(duty).get_by_role("button", name=re.compile(move)).first.click()
        expect(wang.locator(".row.theirs").last).to_contain_text(told)
        if move == "接单":
            picture(page, "night-report")
    picture(page, "fixed")


def test_binding_bill_and_payment(page: Page, running: Running) -> None:
    page.set_default_timeout(30_000)
    page.goto(running.url)
    li = phone(page, "李师傅")
    account_no = running.account_no()
    says(li, f"绑定户号 {account_no}", "验证码")
    li.get_by_role("button", name=re.compile("验证码")).click()
    li.get_by_label("输入消息").press("Enter")
    expect(li.locator(".row.theirs").last).to_contain_text("绑定成功")
    says(li, "这个月电费多少", "数据截至")
    picture(page, "bill")
    says(li, "交电费", "/pages/pay/")
    li.get_by_role("link").last.click()
    expect(page_of(li).get_by_role("button", name=re.compile("付款"))).to_be_visible()
    picture(page, "payment")
    page_of(li).get_by_role("button", name=re.compile("付款")).click()
    li.get_by_label("关闭网页").click()
    expect(li.locator(".row.theirs").last).to_contain_text("收到")
    picture(page, "receipt")


def test_an_application_from_what_to_bring_to_where_it_stands(page: Page, running: Running) -> None:
    page.set_default_timeout(30_000)
    page.goto(running.url)
    wang, application = phone(page, "王阿姨"), running.application()
    says(wang, "装个充电桩要带什么材料", "物业")
    says(wang, f"{application['application_no']} 办到哪步了", "后四位")
    says(wang, application["phone"][-4:], application["application_no"])
    expect(wang.locator(".row.theirs").last).to_contain_text("您已跑")
    picture(page, "application")


def test_it_works_at_phone_width(page: Page, running: Running) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(running.url)
    wang = phone(page, "王阿姨")
    says(wang, "和平路今天停电吗", "和平路")
    picture(page, "phone-width")
