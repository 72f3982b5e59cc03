from collections.abc import Iterator
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
from bot.wechat.menu import menu

MEDIA = "/cgi-bin/media/get"


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


def test_a_text_is_sent_as_utf_8_with_the_stable_token(api: Api, platform: Platform) -> None:
    api.send_text(OPENID, "您好")
    asked, sent = platform.calls
    grant = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
    assert (asked.path, asked.args, asked.json) == (STABLE, {}, grant)
    assert (sent.path, sent.args) == (SEND, {"access_token": "token-1"})
    assert sent.json == {"touser": OPENID, "msgtype": "text", "text": {"content": "您好"}}
    assert "您好".encode() in sent.body


def test_a_text_is_cleaned_cut_and_never_empty(api: Api, platform: Platform) -> None:
    api.send_text(OPENID, "电\x00\ud800" * 700)
    assert platform.calls[-1].json["text"]["content"] == "电" * 682
    assert failing(errors.Rejected, lambda: api.send_text(OPENID, " \x00")).errcode == 44004
    assert len(platform.calls) == 2


def test_a_template_message(api: Api, platform: Platform) -> None:
    platform.answers("/cgi-bin/message/template/send", OK | {"msgid": 1})
    api.send_template(OPENID, "T1", {"thing1": "已到场"})
    sent = {"touser": OPENID, "template_id": "T1", "data": {"thing1": {"value": "已到场"}}}
    assert platform.calls[-1].json == sent


def test_the_menu(api: Api, platform: Platform) -> None:
    platform.answers("/cgi-bin/menu/create", OK)
    api.create_menu(menu())
    assert platform.calls[-1].json == menu()


def test_qr_codes(api: Api, platform: Platform) -> None:
    platform.answers("/cgi-bin/qrcode/create", {"ticket": "a b=", "url": "http://weixin/q/1"})
    assert api.create_qr("box_7").endswith("/cgi-bin/showqrcode?ticket=a%20b%3D")
    scene = {"scene": {"scene_str": "box_7"}}
    made = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene}
    assert platform.calls[-1].json == made
    platform.answers("/cgi-bin/qrcode/create", OK)
    failing(errors.Unanswered, lambda: api.create_qr("box_7"))


@pytest.mark.parametrize("scene", ["", "x" * 65])
def test_a_qr_code_that_cannot_be_is_not_asked_for(
    api: Api, platform: Platform, scene: str
) -> None:
    with pytest.raises(ValueError, match="scene"):
        api.create_qr(scene)
    assert not platform.calls


@pytest.mark.parametrize(
    ("answer", "agents"),
    [
        ({"kf_online_list": [{"kf_account": "a@gh", "status": 1}, {}, "x"]}, ["a@gh"]),
        ({"kf_online_list": []}, []),
        ({"kf_online_list": {}}, []),
        (OK, []),
    ],
)
def test_online_agents(
    api: Api,
    platform: Platform,
    answer: dict[str, Any],
    agents: list[str],
) -> None:
    platform.answers("/cgi-bin/customservice/getonlinekflist", answer)
    assert api.online_agents() == agents


@pytest.mark.parametrize("content_type", ["image/jpeg", "audio/amr", "application/octet-stream"])
def test_media(api: Api, platform: Platform, content_type: str) -> None:
    platform.answers(MEDIA, Response(b"\xff\xd8\x00", content_type=content_type))
    assert api.get_media("m 1") == (b"\xff\xd8\x00", content_type)
    assert platform.calls[-1].args["media_id"] == "m 1"


def test_media_that_is_none(api: Api, platform: Platform) -> None:
    platform.answers(MEDIA, refused(40007))
    assert failing(errors.Rejected, lambda: api.get_media("m")).errcode == 40007
    platform.answers(MEDIA, {"video_url": "http://v"})
    failing(errors.Rejected, lambda: api.get_media("m"))
    platform.answers(MEDIA, Response("<html>", content_type="text/html"))
    failing(errors.Unanswered, lambda: api.get_media("m"))
    platform.answers(MEDIA, Response(b"", content_type="image/jpeg"))
    failing(errors.Unanswered, lambda: api.get_media("m"))


def test_media_is_limited_in_size(api: Api, platform: Platform) -> None:
    platform.answers(MEDIA, Response(b"x" * 200_000, content_type="image/jpeg"))
    assert len(api.get_media("m", limit_bytes=200_000)[0]) == 200_000
    failing(errors.Rejected, lambda: api.get_media("m", limit_bytes=199_999))
