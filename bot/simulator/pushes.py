"""The stand-in's calls that reach a resident: customer-service messages, templates, notices."""

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.simulator.faults import Fault
from bot.simulator.quota import OUT_OF_WINDOW
from bot.simulator.world import World
from bot.wechat.render import MAX_TEXT_BYTES

Bubble = dict[str, object]

MAX_THING_CHARACTERS: Final = 20

_OK: Final[dict[str, Any]] = {"errcode": 0, "errmsg": "ok"}
_REFUSALS: Final = {
    OUT_OF_WINDOW: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
}


class Pushes:
    """Checks a push as the platform does and puts it into the resident's chat."""

    def __init__(self, world: World) -> None:
        self._world = world

    def calls(self) -> dict[str, tuple[str, Callable[[Mapping[str, Any]], dict[str, Any]]]]:
        """Method and function by path."""
        return {
            "message/custom/send": ("POST", self._send),
            "message/custom/typing": ("POST", self._typing),
            "message/template/send": ("POST", self._template),
            "message/subscribe/bizsend": ("POST", self._notice),
        }

    def _send(self, body: Mapping[str, Any]) -> dict[str, Any]:
        openid = self._follower(body)
        bubble = _bubble(body)
        if errcode := self._world.quota.spend(openid):
            raise Fault(errcode, _REFUSALS[errcode])
        self._show(openid, {"via": "push", **bubble})
        return _OK

    def _typing(self, body: Mapping[str, Any]) -> dict[str, Any]:
        openid = self._follower(body)
        if body.get("command") not in {"Typing", "CancelTyping"}:
            raise Fault(45080, "command field invalid")
        self._world.shelf.typing(openid, starts=body["command"] == "Typing")
        return _OK

    def _template(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """No window and no count: only the follower matters."""
        openid = self._follower(body)
        self._show(openid, {"via": "template", **_card(body, "url")})
        return {**_OK, "msgid": time.time_ns()}

    def _notice(self, body: Mapping[str, Any]) -> dict[str, Any]:
        openid = self._follower(body)
        self._show(openid, {"via": "notice", **_card(body, "page")})
        return _OK

    def _show(self, openid: str, bubble: Bubble) -> None:
        self._world.shelf.typing(openid, starts=False)
        self._world.chats.add(openid, {"who": "bot", **bubble})

    def _follower(self, body: Mapping[str, Any]) -> str:
        who = self._world.people.find(str(body.get("touser", "")))
        if who is None:
            raise Fault(40003, "invalid openid")
        if not who.follows:
            raise Fault(43004, "require subscribe")
        return who.openid


def _bubble(body: Mapping[str, Any]) -> Bubble:
    kind = body.get("msgtype")
    shape = _SHAPES.get(str(kind))
    if shape is None:
        raise Fault(40008, "invalid message type")
    content = body.get(str(kind))
    if not isinstance(content, dict):
        raise Fault(40035, "invalid parameter")
    return shape(content)


def _text(content: Mapping[str, Any]) -> Bubble:
    return {"kind": "text", "text": _fitting(str(content.get("content") or ""))}


def _menu(content: Mapping[str, Any]) -> Bubble:
    listed = content.get("list")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    choices = [[str(item.get("id", "")), str(item.get("content", ""))] for item in items]
    head, tail = (str(content.get(part) or "") for part in ("head_content", "tail_content"))
    _fitting("\n".join((head, *(words for _, words in choices), tail)))
    return {"kind": "menu", "text": head, "choices": choices, "tail": tail}


def _news(content: Mapping[str, Any]) -> Bubble:
    articles = content.get("articles")
    if not isinstance(articles, list) or len(articles) != 1:
        raise Fault(45008, "article size out of limit")
    article = {name: str(articles[0].get(name) or "") for name in ("title", "description", "url")}
    shown = {"title": article["title"], "text": article["description"], "url": article["url"]}
    return {"kind": "news", **shown, "picture": str(articles[0].get("picurl") or "")}


_SHAPES: Final[Mapping[str, Callable[[Mapping[str, Any]], Bubble]]] = {
    "text": _text,
    "msgmenu": _menu,
    "news": _news,
}


def _fitting(text: str) -> str:
    if not text.strip():
        raise Fault(44004, "empty content")
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise Fault(45002, "content size out of limit")
    return text


def _value(name: str, field: object) -> str:
    """A field's value; a `thing` has 1 to 20 characters, as in the console's own list of kinds."""
    value = str(field.get("value", "")) if isinstance(field, dict) else ""
    if not value or (name.startswith("thing") and len(value) > MAX_THING_CHARACTERS):
        raise Fault(47003, f"argument invalid! data.{name}.value invalid")
    return value


def _card(body: Mapping[str, Any], link: str) -> Bubble:
    """A template's fields; their titles are kept in the platform's console, so names must do."""
    data = body.get("data")
    if not body.get("template_id"):
        raise Fault(40037, "invalid template_id")
    if not isinstance(data, dict) or not data:
        raise Fault(47003, "argument invalid! data is empty")
    fields = [[name, _value(name, one)] for name, one in data.items()]
    title = str(body["template_id"])
    return {"kind": "card", "title": title, "fields": fields, "url": str(body.get(link) or "")}
