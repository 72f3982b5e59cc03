"""Messages as the platform sends them, and two ways of sending them."""

import itertools
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from urllib.parse import urlencode

from bench.server import Probe
from bot.wechat.crypto import Key, signature

TEXTS = (
    "上个月电费多少",
    "我家停电了什么时候来电",
    "和平路12号没电了帮我报修",
    "我要交电费",
    "查一下申请进度",
    "附近营业厅在哪里",
    "转人工",
    "一度电多少钱啊，阶梯怎么算",
)
RESIDENTS = 37
"""Not a multiple of eight: every resident says every text in turn."""

_ids = itertools.count(int(time.time()) * 1000)


def probes(count: int, token: str, aes_key: str, app_id: str) -> list[Probe]:
    """So many different signed and encrypted messages, the eight texts in turn."""
    key = Key(aes_key, app_id)
    return [_probe(n, key, token) for n in range(count)]


def _probe(n: int, key: Key, token: str) -> Probe:
    now = int(time.time())
    xml = (
        "<xml><ToUserName><![CDATA[gh_bench]]></ToUserName>"
        f"<FromUserName><![CDATA[bench-{n % RESIDENTS}]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{TEXTS[n % len(TEXTS)]}]]></Content><MsgId>{next(_ids)}</MsgId></xml>"
    )
    encrypted = key.encrypt(xml)
    query = {
        "timestamp": str(now),
        "nonce": str(n),
        "encrypt_type": "aes",
        "msg_signature": signature(token, str(now), str(n), encrypted),
    }
    body = f"<xml><ToUserName>gh_bench</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    return Probe(f"/wechat?{urlencode(query)}", body.encode())


def one_by_one(port: int, messages: Sequence[Probe]) -> None:
    """Send all over one connection, each after the answer to the one before."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    for message in messages:
        _post(connection, message)
    connection.close()


def at_rate(port: int, messages: Sequence[Probe], a_second: float) -> list[float]:
    """Send at a steady rate whatever the answers do; the latencies in seconds."""
    began_s = time.monotonic()
    latencies_s: list[float] = []
    turn = itertools.count()

    def send() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        while (n := next(turn)) < len(messages):
            due_s = began_s + n / a_second
            time.sleep(max(due_s - time.monotonic(), 0))
            _post(connection, messages[n])
            latencies_s.append(time.monotonic() - due_s)
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return latencies_s


def _post(connection: HTTPConnection, message: Probe) -> None:
    connection.request("POST", message.path, message.body)
    response = connection.getresponse()
    response.read()
    if response.status != 200:  # noqa: PLR2004  # OK
        raise SystemExit(f"answer {response.status}")
