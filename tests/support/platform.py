"""The platform's API at the network's edge: a real HTTP server that answers like WeChat."""

import json
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from werkzeug.serving import BaseWSGIServer, make_server


class FakePlatform:
    """Answers the bot's API calls and remembers what was pushed."""

    def __init__(self) -> None:
        self.pushed: list[dict[str, Any]] = []
        self.agents: list[str] = []
        self.media: dict[str, bytes] = {}
        self.media_types: dict[str, str] = {}
        self.errcodes: dict[str, int] = {}
        self.garbled: set[str] = set()
        self.menu: dict[str, Any] | None = None
        self.templates: list[dict[str, Any]] = []
        self.scenes: list[str] = []
        self._server: BaseWSGIServer = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        self.pushed.clear()
        self.agents.clear()
        self.media.clear()
        self.media_types.clear()
        self.errcodes.clear()
        self.garbled.clear()
        self.menu = None
        self.templates.clear()
        self.scenes.clear()

    def texts(self, openid: str) -> list[str]:
        return [push["text"]["content"] for push in self.pushed if push["touser"] == openid]

    def _answer(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path = environ["PATH_INFO"]
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = json.loads(environ["wsgi.input"].read(size) or b"{}") if size else {}
        query = parse_qs(environ.get("QUERY_STRING", ""))
        content_type, answer = self._result(path, query, body)
        start_response("200 OK", [("Content-Type", content_type)])
        return [answer]

    def _result(self, path: str, query: dict[str, list[str]], body: Any) -> tuple[str, bytes]:
        if path == "/cgi-bin/media/get":
            media = self.media.get(query["media_id"][0])
            if media is not None:
                return self.media_types.get(query["media_id"][0], "image/jpeg"), media
            return "application/json", b'{"errcode":40007,"errmsg":"invalid media_id"}'
        answer = json.dumps(self._json(path, body)).encode()
        return "application/json", b"<html>" if path in self.garbled else answer

    def _json(self, path: str, body: Any) -> dict[str, Any]:
        if path in self.errcodes:
            return {"errcode": self.errcodes[path], "errmsg": "as told"}
        if path in ("/cgi-bin/stable_token", "/cgi-bin/token"):
            return {"access_token": "token-of-the-test", "expires_in": 7200}
        if path == "/cgi-bin/customservice/getonlinekflist":
            online = [{"kf_account": name, "status": 1, "kf_id": name} for name in self.agents]
            return {"kf_online_list": online}
        if path == "/cgi-bin/message/custom/send":
            self.pushed.append(body)
        if path == "/cgi-bin/message/template/send":
            self.templates.append(body)
        if path == "/cgi-bin/qrcode/create":
            self.scenes.append(body["action_info"]["scene"]["scene_str"])
            return {"ticket": f"ticket-{len(self.scenes)}", "url": "http://weixin.qq.com/q/x"}
        if path == "/cgi-bin/menu/create":
            self.menu = body
        return {"errcode": 0, "errmsg": "ok"}
