"""What the platform sees, whatever arrives."""

import json
import logging
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from support.talk import Talk, World

from bot.logs import JsonLines
from bot.wechat.crypto import signature


def test_the_handshake_answers_the_echo_bare(world: World) -> None:
    now = str(int(time.time()))
    query = {"timestamp": now, "nonce": "1", "echostr": "42"}
    query["signature"] = signature(world.parts.settings.wechat_token, now, "1")
    answer = world.client.get(f"/wechat?{urlencode(query)}")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "42")


@pytest.mark.parametrize("broken", ["msg_signature", "timestamp", "nonce"])
def test_a_forged_request_is_refused_with_an_empty_body(
    world: World, talk: Talk, broken: str
) -> None:
    body, query = talk.envelope({"MsgType": "text", "MsgId": "1", "Content": "你好"})
    query = query.replace(f"{broken}=", f"{broken}=9")
    answer = world.client.post(f"/wechat?{query}", data=body)
    assert (answer.status_code, answer.data) == (403, b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_an_empty_body(world: World, method: str) -> None:
    answer = world.client.open("/wechat", method=method)
    assert (answer.status_code, answer.data) == (405, b"")
    assert "POST" in answer.headers["Allow"]
    assert world.client.open("/healthz", method=method).data


def test_an_error_of_ours_has_an_empty_body(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world()
    monkeypatch.setattr(world.parts, "door", lambda: None)
    answer = world.rebuilt().app.test_client().post("/wechat")
    assert (answer.status_code, answer.data) == (500, b"")


def test_a_plain_message_at_a_safe_door_is_refused(world: World) -> None:
    now = str(int(time.time()))
    sign = signature(world.parts.settings.wechat_token, now, "1")
    query = urlencode({"timestamp": now, "nonce": "1", "signature": sign})
    body = "<xml><MsgType>text</MsgType><Content>hi</Content></xml>"
    assert world.client.post(f"/wechat?{query}", data=body).status_code == 403


def test_more_than_64_kib_is_refused(world: World, talk: Talk) -> None:
    _, query = talk.envelope({"MsgType": "text", "MsgId": "1", "Content": "你好"})
    answer = world.client.post(f"/wechat?{query}", data=b"x" * 70_000)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "event", ["LOCATION", "TEMPLATESENDJOBFINISH", "VIEW", "some_future_event", "kf_close_session"]
)
def test_events_without_an_answer_get_success_and_are_logged(
    talk: Talk, event: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        talk.happens(event, Latitude="31.2", Longitude="105.4").hears_nothing()
    assert caplog.records


@pytest.mark.parametrize(
    ("kind", "event"), [("hologram", ""), ("event", "some_future_event"), ("event", "x" * 300)]
)
def test_what_is_unknown_gets_success_and_is_logged_by_its_name(
    talk: Talk, kind: str, event: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        talk.sends(kind, Event=event, Title="x").hears_nothing()
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    (line,) = [line for line in lines if line["event"] == "message"]
    assert (line["msg_type"], line["wechat_event"]) == (kind, event[:32])


@pytest.mark.parametrize(
    "text",
    [
        "字" * 14_000,
        "a" * 20_000,
        "😀" * 50,
        "\u0007\u0001a",
        "'; DROP TABLE turns; --",
        "{{7*7}}{% raw %}",
        "]]></Content><Evil>1</Evil><![CDATA[",
        "0" * 300,
        "<script>alert(1)</script>",
    ],
)
def test_any_text_gets_a_readable_answer(talk: Talk, text: str) -> None:
    talk.says(text)
    assert talk.reply
    assert "出了点问题" not in talk.reply


def test_no_word_of_a_resident_and_no_openid_is_in_the_log(
    talk: Talk, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        talk.says("张三家没电了，电话13800000000")
    logged = caplog.text + capsys.readouterr().err
    for secret in ("13800000000", "张三", talk.openid):
        assert secret not in logged


def test_plain_mode_works_without_a_key(
    environ: dict[str, str], make_world: Callable[..., World]
) -> None:
    del environ["WECHAT_AES_KEY"]
    world = make_world()
    now = str(int(time.time()))
    sign = signature(world.parts.settings.wechat_token, now, "1")
    query = urlencode({"timestamp": now, "nonce": "1", "signature": sign})
    body = (
        f"<xml><ToUserName>gh</ToUserName><FromUserName>u</FromUserName><CreateTime>{now}</CreateTime>"
        "<MsgType>text</MsgType><Content>你好</Content><MsgId>5</MsgId></xml>"
    )
    answer = world.client.post(f"/wechat?{query}", data=body.encode())
    assert "小助手" in answer.get_data(as_text=True)


def test_monitoring_is_for_the_allowed_only(world: World) -> None:
    assert world.client.get("/healthz").status_code == 200
    assert world.client.get("/readyz").json == {"redis": True, "database": True}
    metrics = world.client.get("/metrics")
    assert b"bot_messages_total" in metrics.data
    assert metrics.headers["Content-Type"].count("charset") == 1
    far = {"REMOTE_ADDR": "203.0.113.9"}
    for path in ("/metrics", "/readyz"):
        assert world.client.get(path, environ_base=far).status_code == 403
        for name in ("X-Forwarded-For", "Forwarded"):  # a proxy on this machine is loopback, too
            assert world.client.get(path, headers={name: "203.0.113.9"}).status_code == 403
    assert world.client.get("/simulator/").status_code == 404
