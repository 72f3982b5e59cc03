"""Residents that talk to the bot through its signed and encrypted webhook."""

import itertools
import time
import urllib.parse
from dataclasses import dataclass, field, replace
from typing import Any, Self

import msgspec
import xmltodict
from flask import Flask
from flask.testing import FlaskClient
from wechatpy.crypto import WeChatCrypto

from app import create_app
from bot.effects import Effect, Sms
from bot.parts import Parts
from bot.session import Session, parse
from bot.store import outbox
from support.clock import TurnableClock
from support.platform import FakePlatform

_ids = itertools.count(1_000_000)


@dataclass
class World:
    """The bot and its surroundings, as a test sees them."""

    app: Flask
    parts: Parts
    clock: TurnableClock
    platform: FakePlatform

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def works(self) -> None:
        """The worker does whatever is due, and what follows from it."""
        for _ in range(20):
            with self.parts.database.read() as connection:
                if not outbox.due(connection, self.clock()):
                    return
            self.parts.performing.due()

    def sms(self, phone: str) -> str:
        """The text of the last SMS to a phone."""
        with self.parts.database.read() as connection:
            payload = outbox.last_payload(connection, "sms", phone)
        return msgspec.json.decode(payload, type=Sms).text if payload else ""

    def rebuilt(self) -> "World":
        """The same bot with the parts that a test has put into it."""
        return replace(self, app=create_app(self.parts))

    def duty_was_called(self, ticket_no: str) -> bool:
        """Whether somebody on duty was sent this ticket."""
        return any(ticket_no in sms.text for sms in effects(self, Sms))

    @property
    def use(self) -> Any:
        """The services, without a clock."""
        from bot.clock import Deadline

        return self.parts.services_for(Deadline())


@dataclass
class Talk:
    """One resident's conversation: `talk.says("停电了").hears("哪里")`."""

    world: World
    openid: str = "resident-one"
    reply: str = ""
    transferred: bool = False
    status: int = 0
    history: list[str] = field(default_factory=list)

    def says(self, text: str, **more: str) -> Self:
        return self.sends("text", Content=text, **more)

    def taps(self, key: str) -> Self:
        """Tap an entry of the account's menu."""
        return self.happens("CLICK", EventKey=key)

    def happens(self, event: str, **fields: str) -> Self:
        return self._post({"MsgType": "event", "Event": event, **fields})

    def shares(self, latitude: float, longitude: float, label: str = "") -> Self:
        return self.sends(
            "location",
            Location_X=str(latitude),
            Location_Y=str(longitude),
            Scale="15",
            Label=label,
        )

    def sends(self, kind: str, **fields: str) -> Self:
        return self._post({"MsgType": kind, "MsgId": str(next(_ids)), **fields})

    def hears(self, *words: str) -> Self:
        for word in words:
            assert word in self.reply, f"{word!r} is not in the reply:\n{self.reply}"
        return self

    def misses(self, *words: str) -> Self:
        for word in words:
            assert word not in self.reply, f"{word!r} is in the reply:\n{self.reply}"
        return self

    def hears_nothing(self) -> Self:
        assert self.reply == ""
        return self

    def is_told(self, *words: str) -> Self:
        """The worker runs, and the last message pushed to the resident holds the words."""
        self.world.works()
        texts = self.world.platform.texts(self.openid)
        assert texts, "nothing was pushed"
        for word in words:
            assert word in texts[-1], f"{word!r} is not in the push:\n{texts[-1]}"
        return self

    @property
    def session(self) -> Session:
        return parse(self.world.parts.dialogues.peek(self.openid))

    def _post(self, fields: dict[str, str]) -> Self:
        self.reply, self.transferred = "", False
        body, query = self.envelope(fields)
        response = self.world.client.post(f"/wechat?{query}", data=body)
        self.status = response.status_code
        assert response.status_code == 200
        self._read(response.get_data(as_text=True))
        self.history.append(self.reply)
        return self

    def envelope(self, fields: dict[str, str]) -> tuple[str, str]:
        """The body and query of a request as the platform makes it."""
        message = {
            "ToUserName": "gh_utility",
            "FromUserName": self.openid,
            "CreateTime": str(int(time.time())),
            **fields,
        }
        settings = self.world.parts.settings
        crypto = WeChatCrypto(
            settings.wechat_token, settings.wechat_aes_key, settings.wechat_app_id
        )
        xml = xmltodict.unparse({"xml": message}, full_document=False)
        timestamp, nonce = str(int(time.time())), str(next(_ids))
        sealed = xmltodict.parse(crypto.encrypt_message(xml, nonce, timestamp))["xml"]
        envelope = {"ToUserName": "gh_utility", "Encrypt": sealed["Encrypt"]}
        query = urllib.parse.urlencode(
            {
                "timestamp": timestamp,
                "nonce": nonce,
                "encrypt_type": "aes",
                "msg_signature": sealed["MsgSignature"],
            }
        )
        return xmltodict.unparse({"xml": envelope}, full_document=False), query

    def _read(self, body: str) -> None:
        if body == "success":
            return
        answer = self._answer(body)
        assert answer["ToUserName"] == self.openid
        self.transferred = answer["MsgType"] == "transfer_customer_service"
        self.reply = answer.get("Content") or ""

    def opened(self, body: str) -> str:
        """The text inside an answer's envelope."""
        return self._answer(body).get("Content") or ""

    def _answer(self, body: str) -> dict[str, str]:
        settings = self.world.parts.settings
        crypto = WeChatCrypto(
            settings.wechat_token, settings.wechat_aes_key, settings.wechat_app_id
        )
        sealed = xmltodict.parse(body)["xml"]
        xml = crypto.decrypt_message(
            body, sealed["MsgSignature"], sealed["TimeStamp"], sealed["Nonce"]
        )
        answer: dict[str, str] = xmltodict.parse(xml)["xml"]
        return answer


def effects(world: World, kind: type[Effect]) -> list[Any]:
    """Every effect of a kind that was written, oldest first."""
    tag = kind.__struct_config__.tag
    with world.parts.database.read() as connection:
        query = outbox.OutboxRow.__table__.select().where(outbox.OutboxRow.kind == tag)
        rows = connection.execute(query).mappings()
        return [msgspec.json.decode(row["payload"], type=kind) for row in rows]
