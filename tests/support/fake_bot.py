"""A tiny bot behind a real `/wechat`, with the simulator beside it, on a real port."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fakeredis import FakeRedis
from flask import Flask, Response, request

from bot.simulator import SimulatorParts, SmsSeen, Watcher, blueprint
from bot.wechat import render
from bot.wechat.api import Api
from bot.wechat.door import Door
from bot.wechat.http import Http
from bot.wechat.messages import Message
from support.serving import served

APP_ID = "wx0123456789abcdef"
TOKEN = "browser-test-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
DUTY = {"13900000001": "周明（城区）", "13900000002": "何静（乡镇）"}
PLACES = (("和平路供电营业厅", 31.1182, 104.3821), ("青石镇政府", 31.2044, 104.2977))
OUTAGE = "和平路一带没有已知停电。您可以：\n1. 我要报修\n2. 先自己查一查\n3. 转人工"


@dataclass
class FakeBot:
    """Answers by keyword, and remembers what came in."""

    redis: Any = field(default_factory=FakeRedis)
    url: str = ""
    seen: list[Message] = field(default_factory=list)
    sms: list[SmsSeen] = field(default_factory=list)

    def app(self) -> Flask:
        app = Flask(__name__)
        door = Door(app_id=APP_ID, token=TOKEN, aes_key=AES_KEY)

        @app.post("/wechat")
        def receive() -> Response:
            opened = door.open(request.args, request.get_data())
            assert opened.message is not None
            self.seen.append(opened.message)
            return self.answer(opened.message, opened.seal)

        @app.get("/duty/<ticket>")
        def duty(ticket: str) -> str:
            return f"<!doctype html><title>工单</title><h1>工单 {ticket}</h1><button>接单</button>"

        app.register_blueprint(blueprint(self.parts()))
        return app

    def parts(self) -> SimulatorParts:
        return SimulatorParts(
            app_id=APP_ID,
            token=TOKEN,
            aes_key=AES_KEY,
            redis=self.redis,
            sms=lambda: self.sms[::-1],
            duty_phones=lambda: DUTY,
            places=lambda: PLACES,
            scenes=lambda: ("box:BX-0012", "transformer:T-031"),
            account_name="云溪供电",
        )

    def answer(self, message: Message, seal: Callable[[str], str]) -> Response:
        self.watch(message)
        words = message.text or message.recognition or message.label or message.event_key
        if "坏" in words:
            return Response(status=500)
        if "工单" in words:
            self.text_duty()
        if "主动" in words:
            items = [{"id": "y", "content": "来电了"}, {"id": "n", "content": "还没来电"}]
            menu = {"head_content": "修好了吗？", "list": items, "tail_content": ""}
            body = {"touser": message.openid, "msgtype": "msgmenu", "msgmenu": menu}
            self.api()._client(3.0).post("message/custom/send", data=body)
        if "人工" in words and message.kind != "event":
            return Response(seal(render.transfer(message, now_s=1)))
        return Response(seal(render.text(message, self.words(message, words), 1)))

    def words(self, message: Message, words: str) -> str:
        if "停电" in words or message.event_key == "outage_query":
            return OUTAGE
        if message.kind == "image":
            return f"照片收到了，{len(self.api().get_media(message.media_id)[0])} 字节。"
        if message.event == "unsubscribe":
            return ""
        return f"您说的是：{words}\n{self.url}/duty/BX1"

    def watch(self, message: Message) -> None:
        Watcher(self.redis).saw(
            {
                "openid": message.openid,
                "intent": "outage_query",
                "score": 0.93,
                "alternatives": [{"intent": "repair_report", "score": 0.41}],
                "entities": [{"type": "place", "value": message.text or "和平路12号"}],
                "form": {"form": "repair", "asks": "phone"},
                "stations_ms": {"open": 0.7, "understand": 1.4, "handle": 2.1, "commit": 0.9},
                "outcome": "answered",
            }
        )

    def text_duty(self) -> None:
        text = f"【云溪供电】新工单BX202611230001：和平路12号停电。\n接单：{self.url}/duty/BX1"
        now = datetime(2026, 11, 23, 3, 5 + len(self.sms))  # local wall time
        self.sms.append(SmsSeen(str(len(self.sms)), "13900000001", text, now))

    def text_code(self) -> None:
        now = datetime(2026, 11, 23, 3, 9)  # local wall time
        text = "【云溪供电】验证码 482913，10 分钟内有效。"
        self.sms.append(SmsSeen(str(len(self.sms)), "13800000000", text, now))

    def api(self) -> Api:
        http = Http(f"{self.url}/simulator/platform")
        return Api(http, self.redis, app_id=APP_ID, secret="s")


@contextmanager
def serving() -> Iterator[FakeBot]:
    """The fake bot on a free port of this machine."""
    bot = FakeBot()
    with served(bot.app()) as bot.url:
        yield bot
