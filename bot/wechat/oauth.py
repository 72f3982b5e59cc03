"""Who opened a page: silent web authorisation (`snsapi_base`), openid only.

wechatpy's `WeChatOAuth` has no timeout, keeps tokens on itself and checks no state.
"""

import hmac
from typing import Final
from urllib.parse import urlencode

from bot.wechat.errors import ApiError, Unanswered
from bot.wechat.http import Http

AUTHORIZE_URL: Final = "https://open.weixin.qq.com/connect/oauth2/authorize"

_MAX_STATE_BYTES: Final = 128


class ForgedState(ApiError):
    """The state that came back is not the one that this browser was sent away with."""

    sentence = "这个链接不是从您这里打开的，请回到公众号重新点开。"


class SnapshotUser(ApiError):
    """A snapshot page's made-up visitor; no account may ever be tied to it."""

    sentence = "请先点页面下方的“使用完整服务”，再继续办理。"


class OAuth:
    """The two steps of the authorisation.

    Args:
        http: the way to the platform.
        app_id: the account.
        secret: its AppSecret.
        authorize_url: where browsers are sent; another only for a stand-in.
    """

    def __init__(
        self,
        http: Http,
        *,
        app_id: str,
        secret: str,
        authorize_url: str = AUTHORIZE_URL,
    ) -> None:
        self._http = http
        self._app_id, self._secret = app_id, secret
        self._authorize_url = authorize_url

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Where to send the browser.

        Args:
            redirect_uri: where it comes back to, with `code` and `state`.
            state: unguessable and tied to this browser (a cookie), at most 128 bytes.

        Raises:
            ValueError: an empty or longer state.
        """
        if not 1 <= len(state.encode()) <= _MAX_STATE_BYTES:
            raise ValueError("a state has 1 to 128 bytes")
        query = urlencode(
            {
                "appid": self._app_id,
                "redirect_uri": redirect_uri,
                "response_type": "code",
                "scope": "snsapi_base",
                "state": state,
            },
        )
        return f"{self._authorize_url}?{query}#wechat_redirect"

    def openid(self, code: str, *, state: str, expected_state: str, timeout_s: float = 3.0) -> str:
        """Exchanges the code, good once and for 5 minutes.

        Args:
            code: from the query; "" where the visitor refused.
            state: from the query.
            expected_state: from this browser's cookie.
            timeout_s: seconds.

        Raises:
            ForgedState: the two states differ or are empty.
            SnapshotUser: see there.
            ApiError: as the platform answers; `CodeSpent` means to authorise again.
        """
        if not (state and hmac.compare_digest(state.encode(), expected_state.encode())):
            raise ForgedState("state")
        answer = self._http.call(
            "GET",
            "sns/oauth2/access_token",
            ends_s=self._http.ends_s(timeout_s),
            params={
                "appid": self._app_id,
                "secret": self._secret,
                "code": code,
                "grant_type": "authorization_code",
            },
        )
        result = answer.result(self._secret, code)
        if str(result.get("is_snapshotuser", 0)) == "1":
            raise SnapshotUser("is_snapshotuser")
        openid = result.get("openid")
        if not (isinstance(openid, str) and openid):
            raise Unanswered("no openid")
        return openid
