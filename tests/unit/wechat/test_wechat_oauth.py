from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from support.platform_side import APP_ID, OPENID, SECRET, Platform, serving
from werkzeug import Response

from bot.wechat import errors
from bot.wechat.http import Http
from bot.wechat.oauth import ForgedState, OAuth, SnapshotUser

EXCHANGE = "/sns/oauth2/access_token"


@pytest.fixture
def platform() -> Iterator[Platform]:
    with serving(Platform()) as running:
        running.answers(EXCHANGE, {"openid": OPENID, "access_token": "t"})
        yield running


@pytest.fixture
def oauth(platform: Platform) -> OAuth:
    return OAuth(Http(platform.url), app_id=APP_ID, secret=SECRET)


def openid(oauth: OAuth, code: str = "c1", state: str = "s1") -> str:
    return oauth.openid(code, state=state, expected_state="s1")


def test_the_browser_is_sent_to_silent_authorisation(oauth: OAuth) -> None:
    url = urlsplit(oauth.authorize_url("https://a.b/c?d=1&e=2", "s&1"))
    assert f"{url.scheme}://{url.netloc}{url.path}" == (
        "https://open.weixin.qq.com/connect/oauth2/authorize"
    )
    assert url.fragment == "wechat_redirect"
    assert parse_qs(url.query) == {
        "appid": [APP_ID],
        "redirect_uri": ["https://a.b/c?d=1&e=2"],
        "response_type": ["code"],
        "scope": ["snsapi_base"],
        "state": ["s&1"],
    }


@pytest.mark.parametrize("state", ["", "x" * 129, "状" * 43])
def test_a_state_must_fit(oauth: OAuth, state: str) -> None:
    with pytest.raises(ValueError, match="state"):
        oauth.authorize_url("https://a.b", state)


def test_a_code_becomes_an_openid(oauth: OAuth, platform: Platform) -> None:
    assert openid(oauth) == OPENID
    grant = {"appid": APP_ID, "secret": SECRET, "code": "c1", "grant_type": "authorization_code"}
    assert platform.calls[-1].args == grant


@pytest.mark.parametrize(("state", "expected"), [("s2", "s1"), ("", ""), ("", "s1"), ("状", "s1")])
def test_a_foreign_state_asks_nothing(
    oauth: OAuth,
    platform: Platform,
    state: str,
    expected: str,
) -> None:
    with pytest.raises(ForgedState):
        oauth.openid("c1", state=state, expected_state=expected)
    assert not platform.calls


@pytest.mark.parametrize("mark", [1, "1"])
def test_a_snapshot_visitor_is_nobody(oauth: OAuth, platform: Platform, mark: object) -> None:
    platform.answers(EXCHANGE, {"openid": OPENID, "is_snapshotuser": mark})
    with pytest.raises(SnapshotUser):
        openid(oauth)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"errcode": 40029, "errmsg": "invalid code"}, errors.CodeSpent),
        ({"errcode": 40163, "errmsg": "code been used"}, errors.CodeSpent),
        ({"errcode": 42003}, errors.CodeSpent),
        ({"errcode": 40125, "errmsg": "invalid appsecret"}, errors.BrokenAccount),
        ({}, errors.Unanswered),
        ({"openid": ["x"]}, errors.Unanswered),
        (Response("<html>"), errors.Unanswered),
    ],
)
def test_a_code_that_gives_no_openid(
    oauth: OAuth,
    platform: Platform,
    answer: dict[str, Any] | Response,
    kind: type[errors.ApiError],
) -> None:
    platform.answers(EXCHANGE, answer)
    with pytest.raises(kind) as failed:
        openid(oauth)
    assert SECRET not in str(failed.value)
