import io
import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

import fakeredis
import pytest
from redis import Redis
from support.platform_side import (
    APP_ID,
    OK,
    OPENID,
    SECRET,
    SEND,
    STABLE,
    Call,
    Platform,
    api_at,
    failing,
    ready,
    refused,
    serving,
)
from werkzeug import Response

from bot.wechat import errors
from bot.wechat.api import Api
from bot.wechat.http import Http


@pytest.fixture
def platform() -> Iterator[Platform]:
    with serving(ready()) as running:
        yield running


@pytest.fixture
def redis() -> Redis:
    return fakeredis.FakeRedis()


@pytest.fixture
def api(platform: Platform, redis: Redis) -> Api:
    return api_at(platform.url, redis)


@pytest.mark.parametrize(
    ("errcode", "kind"),
    [
        (-1, errors.RetryLater),
        (45011, errors.RetryLater),
        (40003, errors.Rejected),
        (43004, errors.Rejected),
        (43019, errors.Rejected),
        (48002, errors.Rejected),
        (45015, errors.Rejected),
        (45047, errors.Rejected),
        (45009, errors.Rejected),
        (48006, errors.Rejected),
        (43101, errors.Rejected),
        (41001, errors.BrokenAccount),
        (40164, errors.BrokenAccount),
        (48001, errors.BrokenAccount),
        (48004, errors.BrokenAccount),
        (50002, errors.BrokenAccount),
        (89503, errors.BrokenAccount),
        (40029, errors.Rejected),
        (40163, errors.Rejected),
        (47003, errors.Rejected),
        (40037, errors.Rejected),
        (45002, errors.Rejected),
        (61452, errors.Rejected),
        (99999, errors.Rejected),
    ],
)
def test_every_errcode_has_a_reaction(
    api: Api,
    platform: Platform,
    errcode: int,
    kind: type[errors.ApiError],
) -> None:
    platform.answers(SEND, refused(errcode, "field thing1"))
    failed = failing(kind, lambda: api.send_text(OPENID, "一"))
    assert (failed.errcode, failed.reason) == (errcode, "field thing1")
    assert platform.paths() == [STABLE, SEND]
    assert failed.sentence


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>busy</html>", content_type="text/html"),
        Response(""),
        Response("null", content_type="application/json"),
        Response("[1]", content_type="application/json"),
        Response("{" * 100_000, content_type="application/json"),
        Response(b"\x89PNG", content_type="image/png"),
        Response("{}", status=500),
        Response("{}", status=404),
        Response("", status=302, headers={"Location": "/elsewhere"}),
        {"errcode": "busy"},
        {"errcode": [1]},
    ],
)
def test_an_answer_that_makes_no_sense_is_no_success(
    api: Api,
    platform: Platform,
    answer: Response | dict[str, Any],
) -> None:
    platform.answers(SEND, answer)
    failing(errors.Unanswered, lambda: api.send_text(OPENID, "一"))
    assert platform.paths() == [STABLE, SEND]


@pytest.mark.parametrize("slow", [STABLE, SEND])
def test_every_call_ends_in_time(api: Api, platform: Platform, slow: str) -> None:
    ended, answered = threading.Event(), threading.Event()

    def wait(_: Call) -> dict[str, Any]:
        ended.wait(5)
        answered.set()
        return OK

    platform.answers(slow, wait)
    try:
        failing(errors.Unanswered, lambda: api.send_text(OPENID, "一", timeout_s=0.3))
        assert not answered.is_set()
    finally:
        ended.set()


def test_a_trickling_answer_ends_in_time(platform: Platform, redis: Redis) -> None:
    now_s = [0.0]

    def trickle() -> Iterator[bytes]:
        yield b"{"
        now_s[0] = 3.1
        yield b"}"

    api = Api(Http(platform.url, lambda: now_s[0]), redis, app_id=APP_ID, secret=SECRET)
    platform.answers(SEND, Response(trickle(), content_type="application/json"))
    failing(errors.Unanswered, lambda: api.send_text(OPENID, "一"))


def test_no_time_left_sends_nothing(api: Api, platform: Platform) -> None:
    failing(errors.RetryLater, lambda: api.send_text(OPENID, "一", timeout_s=0))
    assert not platform.calls


def test_no_secret_in_any_error_or_log(
    redis: Redis,
    platform: Platform,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="urllib3")  # which the application keeps quiet
    shown = io.StringIO()
    echo = "invalid access_token=token-1&x token-1"
    platform.answers(SEND, refused(47003, echo), refused(40001, echo))
    with redirect_stderr(shown):
        for url in (platform.url, "http://127.0.0.1:1", "http://no such host"):
            api = api_at(url, redis)
            try:
                api.send_text(OPENID, "一", timeout_s=1)
            except errors.ApiError as failed:
                shown.write("".join(traceback.format_exception(failed)) + repr(failed.ids))
    platform.answers(STABLE, refused(40125, f"invalid secret {SECRET}"))
    broken = failing(errors.BrokenAccount, lambda: api_at(platform.url, redis).send_text("o", "一"))
    texts = f"{shown.getvalue()}{broken}{caplog.text}"
    assert "errcode 47003" in texts
    assert "access_token=***" in caplog.text
    assert SECRET not in texts
    assert "token-1" not in shown.getvalue() + caplog.text
