"""`/simulator/platform`: answers the bot's calls as the platform would, over real HTTP."""

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from bot.simulator import menus
from bot.simulator.faults import Fault
from bot.simulator.people import Resident
from bot.simulator.pushes import Pushes
from bot.simulator.shelf import Shelf
from bot.simulator.world import World

Call = Callable[[Mapping[str, Any]], Response | dict[str, Any]]
Calls = Mapping[str, tuple[str, Call]]

OK: Final[dict[str, Any]] = {"errcode": 0, "errmsg": "ok"}
_BODY_LIMIT_BYTES: Final = 1024 * 1024
_MAX_SCENE_CHARACTERS: Final = 64
_DEFAULT_CODE_LIFE_S: Final = 60


def platform(world: World, app_id: str) -> Blueprint:
    """The stand-in's routes."""
    routes = Blueprint("platform", __name__, url_prefix="/platform")
    tokens, calls = _Tokens(world.shelf, app_id).calls(), _Account(world).calls()
    pushes = Pushes(world).calls()

    @routes.route("/cgi-bin/<path:call>", methods=["GET", "POST"])
    def answer(call: str) -> Response | dict[str, Any]:
        if call in tokens:
            return _answered(tokens, call)
        _check_token(world.shelf)
        return _answered({**calls, **pushes}, call)

    @routes.errorhandler(Fault)
    def refused(fault: Fault) -> Response:
        """Always HTTP 200, as the platform does."""
        rid = "-".join(secrets.token_hex(4) for _ in range(3))
        return jsonify(errcode=fault.errcode, errmsg=f"{fault.errmsg} rid: {rid}")

    return routes


def _answered(calls: Calls, call: str) -> Response | dict[str, Any]:
    method, answer = calls.get(call, ("", None))
    if answer is None:
        raise Fault(40066, "invalid url")
    if request.method != method:
        wanted = "GET" if method == "GET" else "POST"
        raise Fault(43001 if method == "GET" else 43002, f"require {wanted} method")
    return answer(_body() if method == "POST" else request.args)


def _body() -> dict[str, Any]:
    request.max_content_length = _BODY_LIMIT_BYTES
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Fault(47001, "data format error")
    return body


def _check_token(shelf: Shelf) -> None:
    token = request.args.get("access_token", "")
    if not token:
        raise Fault(41001, "access_token missing")
    if not shelf.accepts(token):
        raise Fault(
            40001,
            "invalid credential, access_token is invalid or not latest, "
            "could get access_token by getStableAccessToken",
        )


class _Tokens:
    """The two calls that need no token because they give one."""

    def __init__(self, shelf: Shelf, app_id: str) -> None:
        self._shelf, self._app_id = shelf, app_id

    def calls(self) -> Calls:
        return {"stable_token": ("POST", self._stable), "token": ("GET", self._plain)}

    def _stable(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self._check(body)
        return _token(*self._shelf.stable_token())

    def _plain(self, args: Mapping[str, Any]) -> dict[str, Any]:
        self._check(args)
        return _token(*self._shelf.token())

    def _check(self, given: Mapping[str, Any]) -> None:
        if given.get("grant_type") != "client_credential":
            raise Fault(40002, "invalid grant_type")
        if given.get("appid") != self._app_id:
            raise Fault(40013, "invalid appid")
        if not given.get("secret"):
            raise Fault(41004, "appsecret missing")


def _token(token: str, life_s: int) -> dict[str, Any]:
    return {"access_token": token, "expires_in": life_s}


class _Account:
    """Menu, codes, media, agents and followers."""

    def __init__(self, world: World) -> None:
        self._people, self._shelf = world.people, world.shelf

    def calls(self) -> Calls:
        return {
            "menu/create": ("POST", self._menu_create),
            "menu/get": ("GET", self._menu_get),
            "menu/delete": ("GET", self._menu_delete),
            "media/get": ("GET", self._media_get),
            "qrcode/create": ("POST", self._qrcode_create),
            "customservice/getonlinekflist": ("GET", self._agents),
            "user/info": ("GET", self._user_info),
            "user/get": ("GET", self._user_get),
        }

    def _menu_create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        menus.check(body)
        self._shelf.publish({"button": body["button"]})
        return OK

    def _menu_get(self, _args: Mapping[str, Any]) -> dict[str, Any]:
        menu = self._shelf.menu()
        if not menu["button"]:
            raise Fault(46003, "menu no exist")
        return {"menu": menu}

    def _menu_delete(self, _args: Mapping[str, Any]) -> dict[str, Any]:
        self._shelf.unpublish()
        return OK

    def _media_get(self, args: Mapping[str, Any]) -> Response:
        kept = self._shelf.media(str(args.get("media_id", "")))
        if kept is None:
            raise Fault(40007, "invalid media_id")
        return Response(kept[0], content_type=kept[1])

    def _qrcode_create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        scene = _scene(body)
        self._shelf.made_code(scene)
        life_s = body.get("expire_seconds", _DEFAULT_CODE_LIFE_S)
        lives = {"expire_seconds": life_s} if "LIMIT" not in str(body["action_name"]) else {}
        ticket = f"SIM_{secrets.token_urlsafe(60)}"
        return {"ticket": ticket, **lives, "url": f"http://weixin.qq.com/q/{ticket[4:20]}"}

    def _agents(self, _args: Mapping[str, Any]) -> dict[str, Any]:
        agent = {"kf_account": "kf2001@simulator", "status": 1, "kf_id": "1001"}
        online = self._shelf.agents_online()
        return {"kf_online_list": [{**agent, "accepted_case": 0}] if online else []}

    def _user_info(self, args: Mapping[str, Any]) -> dict[str, Any]:
        who = self._people.find(str(args.get("openid", "")))
        if who is None:
            raise Fault(40003, "invalid openid")
        return _info(who)

    def _user_get(self, _args: Mapping[str, Any]) -> dict[str, Any]:
        openids = [who.openid for who in self._people.all() if who.follows]
        last = openids[-1] if openids else ""
        counts = {"total": len(openids), "count": len(openids)}
        return {**counts, "data": {"openid": openids}, "next_openid": last}


def _info(who: Resident) -> dict[str, Any]:
    """The platform tells nothing but that somebody does not follow."""
    if not who.follows:
        return {"subscribe": 0, "openid": who.openid}
    return {"subscribe": 1, "openid": who.openid, "language": "zh_CN", "remark": ""}


def _scene(body: Mapping[str, Any]) -> str:
    if body.get("action_name") not in {"QR_STR_SCENE", "QR_LIMIT_STR_SCENE"}:
        raise Fault(40099, "invalid action name")
    try:
        scene = body["action_info"]["scene"]["scene_str"]
    except (KeyError, TypeError):
        scene = None
    if not isinstance(scene, str) or not 1 <= len(scene) <= _MAX_SCENE_CHARACTERS:
        raise Fault(40053, "invalid action info")
    return scene
