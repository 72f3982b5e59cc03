"""A resident's message on its way: into the chat, to the webhook, and the answer back."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.simulator.deliveries import Deliveries, Outcome
from bot.simulator.people import Resident
from bot.simulator.said import AnySaid, Event, Follow, Image, Kept, Scan, Unfollow
from bot.simulator.wire import xml_of
from bot.simulator.world import ACCOUNT, World

FAILURE_NOTICE: Final = "该公众号提供的服务出现故障，请稍后再试"
AGENT: Final = "kf2001@simulator"

_MAX_COPIES: Final = 6


class NotFollowing(Exception):
    """Only followers can write to the account."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are on this server: the webhook, and the picture with a media id."""

    webhook: str
    picture: Callable[[str], str]


class Conversation:
    """Carries messages between phones and the bot.

    Args:
        world: the simulator's memory.
        deliveries: the way to the webhook.
        clock_s: Unix time in seconds.
    """

    def __init__(self, world: World, deliveries: Deliveries, clock_s: Callable[[], float]) -> None:
        self._world, self._deliveries, self._clock_s = world, deliveries, clock_s

    def say(self, place: Place, who: Resident, said: AnySaid, copies: int = 1) -> None:
        """Sends a message or event and shows what comes of it.

        Raises:
            NotFollowing: the resident left the account.
            Unfit: a picture that the platform does not take.
        """
        said = _as_seen(who, said)
        if not (who.follows or isinstance(said, Follow)):
            raise NotFollowing
        kept = self._kept(place, said)
        self._world.chats.add(who.openid, {"who": "me", "picture": kept.url, **said.shown()})
        self._count(who, said)
        if who.with_agent and not isinstance(said, Event):
            return
        xml = self._xml(who.openid, said, kept)
        self._world.shelf.remember(who.openid, xml)
        self._deliver(place, who, xml, min(max(copies, 1), _MAX_COPIES))

    def again(self, place: Place, who: Resident) -> None:
        """Delivers the resident's last message once more, as the platform sometimes does."""
        if xml := self._world.shelf.last(who.openid):
            self._note(who, "上一条消息又投递了一次")
            self._deliver(place, who, xml)

    def agent_says(self, who: Resident, text: str) -> None:
        """The human agent writes to the resident."""
        self._world.chats.add(who.openid, {"who": "agent", "kind": "text", "text": text})

    def agent_leaves(self, place: Place, who: Resident) -> None:
        """The agent closes the session: the bot hears of it and has the resident back."""
        self._world.people.change(who.openid, with_agent="")
        self._note(who, "人工客服结束了会话")
        self._agent_event(place, who, "kf_close_session")

    def _deliver(self, place: Place, who: Resident, xml: str, copies: int = 1) -> None:
        outcomes = self._deliveries.send(place.webhook, who.openid, xml, copies)
        self._world.shelf.typing(who.openid, starts=False)
        shown = [outcome for outcome in outcomes if outcome.tags] or outcomes[:1]
        for outcome in _different(shown):
            self._show(place, who, outcome)
        if copies > 1:
            self._note(who, _told(outcomes))

    def _show(self, place: Place, who: Resident, outcome: Outcome) -> None:
        """What the phone shows of an outcome; `success` shows nothing."""
        if outcome.fault:
            text = {"text": FAILURE_NOTICE, "detail": outcome.fault}
            self._world.chats.add(who.openid, {"who": "system", "kind": "failure", **text})
        elif outcome.tags.get("MsgType") == "transfer_customer_service":
            self._transfer(place, who)
        elif outcome.tags:
            bubble = {"who": "bot", "via": "reply", "took_ms": outcome.took_ms}
            self._world.chats.add(who.openid, bubble | _bubble(outcome.tags))

    def _transfer(self, place: Place, who: Resident) -> None:
        if not self._world.shelf.agents_online():
            self._note(who, "已转人工，没有客服在线，正在排队；消息仍然先到机器人")
            return
        self._world.people.change(who.openid, with_agent="1")
        self._note(who, "人工客服已接入")
        self._agent_event(place, who, "kf_create_session")

    def _agent_event(self, place: Place, who: Resident, event: str) -> None:
        xml = xml_of(
            self._head(who.openid) | {"MsgType": "event", "Event": event, "KfAccount": AGENT}
        )
        self._deliveries.send(place.webhook, who.openid, xml)

    def _kept(self, place: Place, said: AnySaid) -> Kept:
        if said.content is None:
            return Kept()
        media_id = self._world.shelf.keep_media(*said.content)
        return Kept(media_id, place.picture(media_id) if isinstance(said, Image) else "")

    def _count(self, who: Resident, said: AnySaid) -> None:
        """Following and leaving, and the pushes that the message is good for."""
        if isinstance(said, Follow):
            self._world.people.change(who.openid, follows="1")
        if isinstance(said, Unfollow):
            self._world.people.change(who.openid, follows="", with_agent="")
            self._world.quota.close(who.openid)
        if said.purse == "word":
            self._world.quota.said(who.openid)
        if said.purse == "tap":
            self._world.quota.tapped(who.openid)

    def _xml(self, openid: str, said: AnySaid, kept: Kept) -> str:
        tags = self._head(openid) | said.tags() | kept.tags()
        if not isinstance(said, Event):
            tags |= {"MsgId": str(time.time_ns())}
        return xml_of(tags)

    def _head(self, openid: str) -> dict[str, str]:
        return {
            "ToUserName": ACCOUNT,
            "FromUserName": openid,
            "CreateTime": str(int(self._clock_s())),
        }

    def _note(self, who: Resident, text: str) -> None:
        self._world.chats.add(who.openid, {"who": "system", "kind": "note", "text": text})


def _as_seen(who: Resident, said: AnySaid) -> AnySaid:
    """A code that a stranger scans makes a follower."""
    return Follow(said.scene) if isinstance(said, Scan) and not who.follows else said


def _bubble(tags: dict[str, str]) -> dict[str, Any]:
    if tags["MsgType"] == "text":
        return {"kind": "text", "text": tags["Content"]}
    article = {name: tags.get(f"Articles.item.{name}", "") for name in ("Title", "Url", "PicUrl")}
    return {
        "kind": "news",
        "title": article["Title"],
        "text": tags.get("Articles.item.Description", ""),
        "url": article["Url"],
        "picture": article["PicUrl"],
    }


def _essence(outcome: Outcome) -> tuple[str, ...]:
    return (outcome.fault, *(f"{k}={v}" for k, v in outcome.tags.items() if k != "CreateTime"))


def _different(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """One of each: the platform shows the first answer, and another one would be a fault."""
    return list({_essence(outcome): outcome for outcome in reversed(outcomes)}.values())[::-1]


def _told(outcomes: Sequence[Outcome]) -> str:
    replies = [outcome for outcome in outcomes if outcome.tags]
    faults = sum(bool(outcome.fault) for outcome in outcomes)
    silent = len(outcomes) - len(replies) - faults
    kinds = len(_different(replies))
    return (
        f"同一条消息同时投递了 {len(outcomes)} 次：{len(replies)} 次有答复（{kinds} 种），"
        f"{silent} 次 success，{faults} 次失败"
    )
