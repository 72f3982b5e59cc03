"""What the bot asks of the platform: texts, templates, menu, QR codes, media, agents.

The payloads are wechatpy's (`WeChatMessage`, `WeChatMenu`, …); the transport below them is ours.
wechatpy's client cannot be made safe by settings: it retries a refused token without end, keeps
its expiry in the process, takes no timeout per call, sends an empty body on a retry, returns HTML
as success, and puts secrets into its exceptions.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from redis import Redis
from wechatpy.client.api import (
    WeChatCustomService,
    WeChatMedia,
    WeChatMenu,
    WeChatMessage,
    WeChatQRCode,
)

from bot.wechat.errors import TOKEN_CODES, Rejected, Unanswered
from bot.wechat.http import JSON_LIMIT_BYTES, Answer, Http
from bot.wechat.render import cut
from bot.wechat.tags import legal
from bot.wechat.tokens import Tokens

TIMEOUT_S: Final = 3.0
MEDIA_LIMIT_BYTES: Final = 10 * 1024 * 1024

_EMPTY_TEXT: Final = 44004
_MAX_SCENE_CHARACTERS: Final = 64


class Client:
    """The client that wechatpy's payload classes call, for one call with one time limit.

    Args:
        http: the way to the platform.
        tokens: the shared access token.
        ends_s: on the clock of `http`, when all of it must have ended.
        limit_bytes: the largest answer that is read.
    """

    def __init__(
        self,
        http: Http,
        tokens: Tokens,
        ends_s: float,
        limit_bytes: int = JSON_LIMIT_BYTES,
    ) -> None:
        self._http, self._tokens = http, tokens
        self._ends_s, self._limit_bytes = ends_s, limit_bytes
        self._token = ""

    def get(self, url: str, *, params: Mapping[str, str] | None = None, **_: object) -> Any:  # noqa: ANN401  # wechatpy's interface
        """A GET of a `cgi-bin` path; what it gives is the JSON object, or media's `Answer`."""
        return self._result(self._answer("GET", url, dict(params or {}), None))

    def post(self, url: str, *, data: Mapping[str, Any], **_: object) -> Any:  # noqa: ANN401  # wechatpy's interface
        """A POST of a JSON body, in UTF-8: the platform refuses escaped characters."""
        body = json.dumps(data, ensure_ascii=False).encode(errors="replace")
        return self._result(self._answer("POST", url, {}, body))

    def _answer(self, method: str, url: str, params: dict[str, str], body: bytes | None) -> Answer:
        """Sends it, and once more, whole, with a renewed token where the token was refused."""
        self._token = self._tokens.current(self._ends_s)
        answer = self._send(method, url, params, body)
        if answer.errcode in TOKEN_CODES:
            self._token = self._tokens.renewed(self._token, self._ends_s)
            answer = self._send(method, url, params, body)
        return answer

    def _send(self, method: str, url: str, params: dict[str, str], body: bytes | None) -> Answer:
        return self._http.call(
            method,
            f"cgi-bin/{url}",
            ends_s=self._ends_s,
            params={**params, "access_token": self._token},
            body=body,
            limit_bytes=self._limit_bytes,
        )

    def _result(self, answer: Answer) -> dict[str, Any] | Answer:
        return answer.result(self._token)


class MediaClient(Client):
    """The same for a call that gives a file, or a JSON object where it fails."""

    def _result(self, answer: Answer) -> dict[str, Any] | Answer:
        is_page = answer.content_type.startswith("text/") or not answer.content
        if is_page or answer.as_object() is not None:
            return super()._result(answer)
        return answer


class Api:
    """The account's outgoing calls; safe to share between threads.

    Every call takes `timeout_s`, the seconds that all of it may take (token, renewal and repeat
    included), and raises `ApiError`; what to do about each is said in `bot.wechat.errors`.

    Args:
        http: the way to the platform; its base URL is `WECHAT_API_BASE`.
        redis: where the token is shared.
        app_id: the account.
        secret: its AppSecret.
    """

    def __init__(self, http: Http, redis: Redis, *, app_id: str, secret: str) -> None:
        self._http = http
        self._tokens = Tokens(http, redis, app_id=app_id, secret=secret)

    def send_text(
        self, openid: str, text: str, *, kf_account: str = "", timeout_s: float = TIMEOUT_S
    ) -> None:
        """Pushes a customer-service text, cut at 2048 bytes; as from an agent, where named."""
        shown = cut(legal(text))
        if not shown.strip():
            raise Rejected("empty text", _EMPTY_TEXT)
        WeChatMessage(self._client(timeout_s)).send_text(openid, shown, account=kf_account or None)

    def send_template(
        self,
        openid: str,
        template_id: str,
        data: Mapping[str, str],
        *,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        """Pushes a template message, at any time; `data` is each field's value."""
        values = {name: {"value": value} for name, value in data.items()}
        WeChatMessage(self._client(timeout_s)).send_template(openid, template_id, values)

    def create_menu(self, menu: Mapping[str, Any], *, timeout_s: float = TIMEOUT_S) -> None:
        """Publishes the account's menu; phones show it within 5 minutes of their next look."""
        WeChatMenu(self._client(timeout_s)).create(menu)

    def get_media(
        self,
        media_id: str,
        *,
        limit_bytes: int = MEDIA_LIMIT_BYTES,
        timeout_s: float = TIMEOUT_S,
    ) -> tuple[bytes, str]:
        """A picture's or recording's bytes and content type; the platform has it for 3 days."""
        ends_s = self._http.ends_s(timeout_s)
        client = MediaClient(self._http, self._tokens, ends_s, limit_bytes)
        found = WeChatMedia(client).download(media_id)
        if not isinstance(found, Answer):
            raise Rejected("no picture and no recording")
        return found.content, found.content_type

    def create_qr(self, scene: str, *, timeout_s: float = TIMEOUT_S) -> str:
        """Makes a permanent QR code, of which an account has 100,000; the address of its picture.

        Args:
            scene: comes back as the event key of `subscribe` and `scan`; 1 to 64 characters.
            timeout_s: seconds.

        Raises:
            ValueError: a scene that the platform does not take.
        """
        if not 1 <= len(scene) <= _MAX_SCENE_CHARACTERS:
            raise ValueError("a scene has 1 to 64 characters")
        body = {
            "action_name": "QR_LIMIT_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        ticket = WeChatQRCode(self._client(timeout_s)).create(body).get("ticket")
        if not isinstance(ticket, str):
            raise Unanswered("no ticket")
        return str(WeChatQRCode.get_url(ticket))

    def online_agents(self, *, timeout_s: float = TIMEOUT_S) -> list[str]:
        """The accounts of the human agents who are online now."""
        found = WeChatCustomService(self._client(timeout_s)).get_online_accounts()
        listed = found.get("kf_online_list")
        agents = listed if isinstance(listed, list) else []
        return [str(agent["kf_account"]) for agent in agents if _is_agent(agent)]

    def _client(self, timeout_s: float) -> Client:
        return Client(self._http, self._tokens, self._http.ends_s(timeout_s))


def _is_agent(agent: object) -> bool:
    return isinstance(agent, dict) and bool(agent.get("kf_account"))
