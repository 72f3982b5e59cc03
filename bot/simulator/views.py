"""What the page asks for: JSON in, JSON out."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final, TypeVar

import msgspec
from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for

from bot.simulator.conversation import Conversation, NotFollowing, Place
from bot.simulator.parts import SimulatorParts, SmsSeen
from bot.simulator.people import Resident
from bot.simulator.said import AnySaid, Unfit
from bot.simulator.world import World

_Told = TypeVar("_Told")

_BODY_LIMIT_BYTES: Final = 4 * 1024 * 1024
_NAME_CHARACTERS: Final = 12
_CSP: Final = (
    "default-src 'self'; img-src 'self' data: blob: http: https:; frame-src http: https:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)


class Send(msgspec.Struct, frozen=True):
    """What a phone sends, and how many times at once the platform delivers it."""

    said: AnySaid
    copies: int = 1


class Poll(msgspec.Struct, frozen=True):
    """What the page has: the last chat record and understanding of each phone, and the SMS."""

    chats: dict[str, str] = {}
    seen: dict[str, str] = {}
    sms: str = ""


class Change(msgspec.Struct, frozen=True):
    """A phone's name and number; both are the tester's own notes."""

    name: str = ""
    phone: str = ""


class Agent(msgspec.Struct, frozen=True):
    """What the human agent writes."""

    text: str


class Online(msgspec.Struct, frozen=True):
    """Whether the human agent is there."""

    online: bool


class Views:
    """The page and its calls.

    Args:
        parts: the application around.
        world: the simulator's memory.
        conversation: carries messages.
    """

    def __init__(self, parts: SimulatorParts, world: World, conversation: Conversation) -> None:
        self._parts, self._world, self._conversation = parts, world, conversation

    def register(self, routes: Blueprint) -> None:
        """Adds the routes."""
        routes.add_url_rule("/", view_func=self.page, methods=["GET"], strict_slashes=False)
        routes.add_url_rule("/media/<media_id>", view_func=self.media, methods=["GET"])
        calls: dict[str, Callable[..., Any]] = {
            "/poll": self.poll,
            "/residents": self.add,
            "/agents": self.agents,
            "/residents/<openid>": self.change,
            "/residents/<openid>/remove": self.remove,
            "/residents/<openid>/send": self.send,
            "/residents/<openid>/again": self.again,
            "/residents/<openid>/idle": self.idle,
            "/residents/<openid>/agent": self.agent_says,
            "/residents/<openid>/agent/leave": self.agent_leaves,
        }
        for rule, view in calls.items():
            routes.add_url_rule(rule, view_func=view, methods=["POST"])
        routes.register_error_handler(msgspec.MsgspecError, _malformed)
        routes.register_error_handler(Unfit, _malformed)
        routes.register_error_handler(NotFollowing, _not_following)

    def page(self) -> Response:
        """The page; what changes rarely is in it."""
        setup = {
            "account": self._parts.account_name,
            "safe": bool(self._parts.aes_key),
            "places": [list(place) for place in self._parts.places()],
            "scenes": list(self._parts.scenes()),
        }
        html = render_template("simulator/index.html", setup=setup)
        headers = {"Content-Security-Policy": _CSP, "Cache-Control": "no-store"}
        return Response(html, headers=headers)

    def media(self, media_id: str) -> Response:
        """A picture that a resident sent."""
        kept = self._world.shelf.media(media_id)
        if kept is None:
            abort(404)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"}
        return Response(kept[0], content_type=kept[1], headers=headers)

    def poll(self) -> Response:
        """Everything that is new since the page's cursors."""
        known = _body(Poll)
        residents = self._world.people.all()
        openids = [who.openid for who in residents]
        world = self._world
        found = {
            "residents": [self._resident(who) for who in residents],
            "chats": world.chats.after({one: known.chats.get(one, "") for one in openids}),
            "seen": world.seen.after({one: known.seen.get(one, "") for one in openids}),
            "menu": world.shelf.menu()["button"],
            "agents_online": world.shelf.agents_online(),
            "codes": world.shelf.made_codes(),
            "duty": dict(self._parts.duty_phones()),
            **self._sms(known.sms),
        }
        return Response(msgspec.json.encode(found), mimetype="application/json")

    def add(self) -> Response:
        """One more phone."""
        name = _body(Change).name.strip()[:_NAME_CHARACTERS]
        return jsonify(openid=self._world.people.add(name or "新居民").openid)

    def change(self, openid: str) -> Response:
        """Another name or number."""
        who, change = self._who(openid), _body(Change)
        name = change.name.strip()[:_NAME_CHARACTERS] or who.name
        self._world.people.change(openid, name=name, phone=change.phone.strip()[:20])
        return _done()

    def remove(self, openid: str) -> Response:
        """A phone less."""
        _body(Change)
        self._world.forget(self._who(openid).openid)
        return _done()

    def send(self, openid: str) -> Response:
        """A resident says something; returns when the webhook has answered or failed."""
        who, order = self._who(openid), _body(Send)
        self._conversation.say(_place(), who, order.said, order.copies)
        return _done()

    def again(self, openid: str) -> Response:
        """The last message is delivered once more."""
        _body(Change)
        self._conversation.again(_place(), self._who(openid))
        return _done()

    def idle(self, openid: str) -> Response:
        """As if the resident had been silent for 48 hours."""
        _body(Change)
        self._world.quota.close(self._who(openid).openid)
        return _done()

    def agents(self) -> Response:
        """The human agent comes or goes."""
        self._world.shelf.set_agents(online=_body(Online).online)
        return _done()

    def agent_says(self, openid: str) -> Response:
        """The human agent writes."""
        self._conversation.agent_says(self._who(openid), _body(Agent).text)
        return _done()

    def agent_leaves(self, openid: str) -> Response:
        """The human agent ends the session."""
        _body(Change)
        self._conversation.agent_leaves(_place(), self._who(openid))
        return _done()

    def _who(self, openid: str) -> Resident:
        who = self._world.people.find(openid)
        if who is None:
            abort(404)
        return who

    def _resident(self, who: Resident) -> dict[str, Any]:
        return {**asdict(who), "typing": self._world.shelf.is_typing(who.openid)}

    def _sms(self, known: str) -> dict[str, Any]:
        messages = self._parts.sms()
        mark = f"{len(messages)}:{messages[0].id if messages else ''}"
        if mark == known:
            return {"sms_mark": mark}
        return {"sms_mark": mark, "sms": [_sms(message) for message in messages]}


def _body(kind: type[_Told]) -> _Told:
    """The request's JSON; another content type could come from a foreign page's form."""
    request.max_content_length = _BODY_LIMIT_BYTES
    if not request.is_json:
        abort(415)
    return msgspec.json.decode(request.get_data(), type=kind)


def _place() -> Place:
    """The webhook is on this server, at the address by which the browser found it."""
    return Place(
        webhook=f"{request.root_url}wechat",
        picture=lambda media_id: url_for("simulator.media", media_id=media_id, _external=True),
    )


def _sms(message: SmsSeen) -> dict[str, str]:
    at = message.at.isoformat(timespec="minutes")
    return {"id": message.id, "phone": message.phone, "text": message.text, "at": at}


def _done() -> Response:
    return jsonify(ok=True)


def _malformed(error: Exception) -> tuple[Response, int]:
    return jsonify(error=str(error)), 400


def _not_following(_error: Exception) -> tuple[Response, int]:
    return jsonify(error="没有关注公众号，发不了消息"), 409
