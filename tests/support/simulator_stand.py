"""The simulator over a scripted webhook on a real port, and the bot's own client against it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fakeredis import FakeRedis
from flask import Flask, Response, request
from flask.testing import FlaskClient

from bot.simulator import SimulatorParts, blueprint
from bot.simulator.world import World
from bot.wechat.api import Api
from bot.wechat.door import Door, Opened
from bot.wechat.http import Http
from support.serving import served

APP_ID = "wx0123456789abcdef"
TOKEN = "unit-test-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

Script = Callable[[Opened], Response | str]


@dataclass
class Stand:
    """The application under test. `script` is what the webhook answers."""

    redis: FakeRedis
    now_s: float = 1_800_000_000.0
    script: Script = lambda _opened: "success"
    opened: list[Opened] = field(default_factory=list)
    url: str = ""
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.app = Flask(__name__)
        self.app.register_blueprint(blueprint(self.parts()))
        self.app.add_url_rule("/wechat", view_func=self.webhook, methods=["POST"])
        self.client = self.app.test_client()

    @property
    def world(self) -> World:
        return World.of(self.redis, APP_ID, lambda: self.now_s)

    def parts(self) -> SimulatorParts:
        return SimulatorParts(
            app_id=APP_ID,
            token=TOKEN,
            aes_key=AES_KEY,
            redis=self.redis,
            sms=list,
            duty_phones=dict,
            places=lambda: [("</script><b>", 31.0, 104.0)],
            scenes=list,
            clock_s=lambda: self.now_s,
        )

    def webhook(self) -> Response | str:
        door = Door(app_id=APP_ID, token=TOKEN, aes_key=AES_KEY, clock_s=lambda: self.now_s)
        opened = door.open(request.args, request.get_data())
        self.opened.append(opened)
        return self.script(opened)

    def post(self, path: str, body: object = None) -> Any:  # JSON
        answer = self.client.post(f"/simulator{path}", json=body or {}, base_url=self.url)
        assert answer.status_code == 200, answer.text
        return answer.json

    def openid(self) -> str:
        return self.world.people.all()[0].openid

    def chat(self, openid: str) -> list[dict[str, Any]]:
        return self.world.chats.after({openid: ""})[openid]

    def say(self, said: dict[str, object], copies: int = 1) -> list[dict[str, Any]]:
        """Sends as the first resident and gives the chat."""
        openid = self.openid()
        self.post(f"/residents/{openid}/send", {"said": said, "copies": copies})
        return self.chat(openid)

    def api(self) -> Api:
        http = Http(f"{self.url}/simulator/platform")
        return Api(http, self.redis, app_id=APP_ID, secret="secret")


@contextmanager
def standing() -> Iterator[Stand]:
    """The stand on a free port of this machine."""
    made = Stand(FakeRedis())
    with served(made.app) as made.url:
        yield made
