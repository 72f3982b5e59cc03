"""The command line of a clerk: releasing by papers, the audit's chain, the last SMS."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from support.talk import Talk, World

from bot.backends import demo
from bot.cli import register
from bot.parts import Parts

Run = Callable[..., Result]


@pytest.fixture
def account(world: World) -> dict[str, Any]:
    first: dict[str, Any] = demo.show(world.parts.database, world.clock())["accounts"][0]
    return first


@pytest.fixture
def run(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, world: World) -> Run:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    app = Flask("app")
    register(app, lambda environ, insist: Parts(environ, insist, clock=world.clock))

    def run(*words: str) -> Result:
        return CliRunner().invoke(app.cli, list(words))

    return run


def test_the_last_sms_is_printed_alone(run: Run, talk: Talk, account: dict[str, Any]) -> None:
    assert run("demo", "sms", account["phone"]).stdout == ""
    talk.says(f"绑定户号 {account['account_no']}")
    text = run("demo", "sms", account["phone"]).stdout.strip()
    assert text == talk.world.sms(account["phone"])


def test_a_clerk_prints_the_link_of_a_request(
    run: Run, talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"带证件核对绑定 {account['account_no']}").says("张三").says("对")
    (row,) = [json.loads(line) for line in run("accounts", "requests").stdout.splitlines()]
    assert row["account_no"] == account["account_no"]
    link = run("accounts", "release", row["request"], "--by", "李窗口").stdout.strip()
    page = world.client.get(link.removeprefix("http://bot.example"))
    assert "李窗口" in page.get_data(as_text=True)
    assert run("accounts", "release", "NOSUCHNO", "--by", "x").exit_code == 1
    verdict = json.loads(run("audit", "verify").stdout)
    assert (verdict["rows"], verdict["broken_at"]) == (2, None)


def test_a_broken_chain_fails_the_command(run: Run, world: World) -> None:
    world.parts.audit.add("a", "duty_link", "BX202611240001")
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET who = 'b'")
    result = run("audit", "verify")
    assert (result.exit_code, json.loads(result.stdout)["broken_at"]) == (1, 1)
