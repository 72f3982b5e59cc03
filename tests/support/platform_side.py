"""What WeChat does on its side of the door, by wechatpy's own crypto, and a server in its place."""

import json
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
import xmltodict
from hypothesis import HealthCheck, settings
from redis import Redis
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner
from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.wechat.api import Api
from bot.wechat.door import Door
from bot.wechat.errors import ApiError
from bot.wechat.http import Http

APP_ID = "wx0123456789abcdef"
TOKEN = "a-token-of-the-test"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OLD_KEY = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"
SECRET = "the-app-secret-of-the-test"
NOW_S = 1_790_000_000
OPENID = "oResident00000000000000000001"
ACCOUNT = "gh_0123456789ab"

# The first example builds Unicode's tables, and a busy machine is no failure.
fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def door(*, key: str | None = None, previous: str | None = None) -> Door:
    return Door(
        app_id=APP_ID,
        token=TOKEN,
        aes_key=key,
        previous_aes_key=previous,
        clock_s=lambda: NOW_S,
    )


def xml(**tags: object) -> str:
    """A text message of the resident, with these tags instead or besides; None leaves one out."""
    usual: dict[str, object] = {
        "ToUserName": ACCOUNT,
        "FromUserName": OPENID,
        "CreateTime": NOW_S,
        "MsgType": "text",
        "Content": "家里停电了",
        "MsgId": "23456789012345678",
    }
    kept = {name: value for name, value in (usual | tags).items() if value is not None}
    return f"<xml>{''.join(f'<{name}>{value}</{name}>' for name, value in kept.items())}</xml>"


def event(name: str, **tags: object) -> str:
    return xml(MsgType="event", Event=name, Content=None, MsgId=None, **tags)


def sign(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def query(timestamp: object = NOW_S, **more: str) -> dict[str, str]:
    stamp = str(timestamp)
    return {"timestamp": stamp, "nonce": "n0", "signature": sign(TOKEN, stamp, "n0")} | more


def safe_query(encrypted: str, **more: str) -> dict[str, str]:
    signature = sign(TOKEN, str(NOW_S), "n0", encrypted)
    return query(encrypt_type="aes", msg_signature=signature) | more


def encrypt(inner: str | bytes, key: str = KEY, app_id: str = APP_ID) -> str:
    crypto = WeChatCrypto(TOKEN, key, app_id)
    return str(xmltodict.parse(crypto.encrypt_message(inner, "n0", str(NOW_S)))["xml"]["Encrypt"])


def envelope(encrypted: str) -> bytes:
    return f"<xml><ToUserName>{ACCOUNT}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>".encode()


def decrypt(sealed: str, key: str = KEY) -> str:
    """The reply as WeChat reads it, its signature checked."""
    tags = xmltodict.parse(sealed)["xml"]
    crypto = WeChatCrypto(TOKEN, key, APP_ID)
    signature, stamp, nonce = tags["MsgSignature"], tags["TimeStamp"], tags["Nonce"]
    return str(crypto.decrypt_message(sealed, signature, stamp, nonce))


@dataclass(frozen=True)
class Call:
    """A request that the stand-in got."""

    path: str
    args: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # whatever was posted
        return json.loads(self.body)


Answer = Response | dict[str, Any] | Callable[[Call], Response | dict[str, Any]]


@dataclass
class Platform:
    """The platform's API: answers what it was told to, the last answer for ever."""

    calls: list[Call] = field(default_factory=list)
    url: str = ""
    _answers: defaultdict[str, deque[Answer]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answers(self, path: str, *answers: Answer) -> None:
        self._answers[path] = deque(answers)

    def paths(self) -> list[str]:
        return [call.path for call in self.calls]

    def __call__(self, environ: Any, start_response: Any) -> Any:  # WSGI
        request = Request(environ)
        call = Call(request.path, dict(request.args), request.get_data())
        with self._lock:
            self.calls.append(call)
            waiting = self._answers[call.path]
            answer = waiting.popleft() if len(waiting) > 1 else waiting[0]
        given = answer(call) if callable(answer) and not isinstance(answer, Response) else answer
        response = given if isinstance(given, Response) else _json(given)
        return response(environ, start_response)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  # its name there
        """Nothing."""


@contextmanager
def serving(platform: Platform) -> Iterator[Platform]:
    server = make_server("127.0.0.1", 0, platform, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]  # of its threading mix-in
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    platform.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _json(value: dict[str, Any]) -> Response:
    return Response(json.dumps(value), content_type="application/json; encoding=utf-8")


# The API's side


STABLE = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/custom/send"
OK: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}


def token(name: str, life_s: int = 7200) -> dict[str, Any]:
    return {"access_token": name, "expires_in": life_s}


def refused(errcode: object, errmsg: str = "told why") -> dict[str, Any]:
    return {"errcode": errcode, "errmsg": errmsg}


def ready() -> Platform:
    """A platform that hands out tokens and takes texts."""
    platform = Platform()
    platform.answers(STABLE, token("token-1"), token("token-2"))
    platform.answers(SEND, OK)
    return platform


def api_at(url: str, redis: Redis) -> Api:
    return Api(Http(url), redis, app_id=APP_ID, secret=SECRET)


Failure = TypeVar("Failure", bound=ApiError)


def failing(kind: type[Failure], call: Callable[[], object]) -> Failure:
    with pytest.raises(kind) as failed:
        call()
    assert type(failed.value) is kind
    return failed.value
