"""The bot as it is deployed: several processes, real settings, a graceful end."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.talk import Talk, World
from support.web import WebServer

from bot.paths import ROOT


@pytest.fixture
def web(environ: dict[str, str], world: World) -> Iterator[WebServer]:
    server = WebServer(environ, workers=2)
    server.wait_until_ready()
    yield server
    server.stop()


def test_six_deliveries_at_once_over_two_processes_are_one_ticket(
    web: WebServer, world: World, talk: Talk
) -> None:
    fields = {"MsgType": "text", "MsgId": "4711", "Content": "和平路变压器冒火了"}
    body, query = talk.envelope(fields)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: web.post(query, body), range(6)))
    assert {status for status, _ in answers} == {200}
    assert len({talk.opened(answer) for _, answer in answers}) == 1
    assert len(world.use.tickets.listed()) == 1


def test_twenty_messages_of_one_resident_at_once_are_all_answered(
    web: WebServer, talk: Talk
) -> None:
    envelopes = [
        talk.envelope({"MsgType": "text", "MsgId": str(n), "Content": "你好"}) for n in range(20)
    ]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda e: web.post(e[1], e[0]), envelopes))
    assert all("小助手" in talk.opened(answer) for _, answer in answers)


def test_an_incomplete_environment_ends_the_web_server_with_2_and_one_sentence(
    environ: dict[str, str],
) -> None:
    broken = environ | {"WECHAT_AES_KEY": "short", "SECRET_KEY": "", "PATH": "/usr/bin"}
    words = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "app:create_app()"]
    ended = subprocess.run(
        words, cwd=ROOT, env=broken, capture_output=True, timeout=30, check=False
    )
    assert ended.returncode == 2
    assert b"SECRET_KEY is not set" in ended.stderr
    assert b"WECHAT_AES_KEY must be 43" in ended.stderr
