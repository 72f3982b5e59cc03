"""What belongs to the account and not to one resident: tokens, menu, agents, media, codes."""

import json
import secrets
from typing import Any, Final

from redis import Redis

from bot.simulator.streams import TTL_S, text_of
from bot.wechat.menu import menu

TOKEN_LIFE_S: Final = 7200

_RENEWS_S: Final = 300
_TYPING_S: Final = 5
_NO_MENU: Final = '{"button": []}'


class Shelf:
    """Small values under `sim:`."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    def stable_token(self) -> tuple[str, int]:
        """The same token for whoever asks while it is good, and its seconds."""
        left_s = int(self._redis.ttl("sim:token:stable"))
        token = text_of(self._redis.get("sim:token:stable"))
        if token and left_s > _RENEWS_S:
            return token, left_s
        return self._new_token("stable")

    def token(self) -> tuple[str, int]:
        """A new token of the older call, which ends the one before."""
        return self._new_token("plain")

    def accepts(self, token: str) -> bool:
        """Whether this token is good."""
        good = self._redis.mget("sim:token:stable", "sim:token:plain")
        return bool(token) and token in {text_of(one) for one in good}

    def menu(self) -> dict[str, Any]:
        """The published menu; before the first publication the bot's own."""
        kept = text_of(self._redis.get("sim:menu"))
        return dict(json.loads(kept)) if kept else menu()

    def publish(self, published: dict[str, Any]) -> None:
        """Shows this menu from now on."""
        self._redis.set("sim:menu", json.dumps(published, ensure_ascii=False), ex=TTL_S)

    def unpublish(self) -> None:
        """Shows no menu."""
        self._redis.set("sim:menu", _NO_MENU, ex=TTL_S)

    def agents_online(self) -> bool:
        """Whether the account's human agent is there."""
        return bool(self._redis.exists("sim:agents"))

    def set_agents(self, *, online: bool) -> None:
        """The agent comes or goes."""
        if online:
            self._redis.set("sim:agents", "1", ex=TTL_S)
        else:
            self._redis.delete("sim:agents")

    def typing(self, openid: str, *, starts: bool) -> None:
        """Shows or hides that an answer is being written."""
        if starts:
            self._redis.set(f"sim:typing:{openid}", "1", ex=_TYPING_S)
        else:
            self._redis.delete(f"sim:typing:{openid}")

    def is_typing(self, openid: str) -> bool:
        """Whether it is shown."""
        return bool(self._redis.exists(f"sim:typing:{openid}"))

    def keep_media(self, content: bytes, content_type: str) -> str:
        """Keeps a picture or recording and gives its media id."""
        media_id = secrets.token_urlsafe(48)
        key = f"sim:media:{media_id}"
        self._redis.hset(key, mapping={"content": content, "type": content_type})
        self._redis.expire(key, TTL_S)
        return media_id

    def media(self, media_id: str) -> tuple[bytes, str] | None:
        """Bytes and content type."""
        content, kind = self._redis.hmget(f"sim:media:{media_id}", "content", "type")
        return (bytes(content), text_of(kind)) if content else None

    def made_code(self, scene: str) -> None:
        """The account made a QR code: it can be scanned."""
        self._redis.sadd("sim:scenes", scene)
        self._redis.expire("sim:scenes", TTL_S)

    def made_codes(self) -> list[str]:
        """Scenes of the codes that the account made."""
        return sorted(text_of(scene) for scene in self._redis.smembers("sim:scenes"))

    def remember(self, openid: str, xml: str) -> None:
        """Keeps a resident's last message for another delivery of the same."""
        self._redis.set(f"sim:last:{openid}", xml, ex=TTL_S)

    def last(self, openid: str) -> str:
        """The last message as it was sent, or ""."""
        return text_of(self._redis.get(f"sim:last:{openid}"))

    def _new_token(self, kind: str) -> tuple[str, int]:
        token = f"90_{secrets.token_urlsafe(96)}"
        self._redis.set(f"sim:token:{kind}", token, ex=TOKEN_LIFE_S)
        return token, TOKEN_LIFE_S
