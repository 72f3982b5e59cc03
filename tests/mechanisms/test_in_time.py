"""A backend that is too slow costs a promise, not an answer."""

from dataclasses import replace
from typing import cast

import pytest
from msgspec import structs
from support.talk import Talk, World

from bot.backends.base import Backends, BackendSource
from bot.backends.network import Network, Place
from bot.clock import Deadline
from bot.errors import OutOfTime


class SlowNetwork:
    """Needs 8 s for a place: out of time for every turn that somebody waits for."""

    def __init__(self, network: Network, deadline: Deadline) -> None:
        self._network = network
        self._deadline = deadline

    def locate(self, words: str) -> tuple[Place, ...]:
        if self._deadline.left_s(at_most_s=8.0) < 8.0:
            raise OutOfTime
        return self._network.locate(words)


class SlowSource:
    def __init__(self, source: BackendSource) -> None:
        self._source = source

    def within(self, deadline: Deadline) -> Backends:
        backends = self._source.within(deadline)
        slow = SlowNetwork(backends.network, deadline)
        return structs.replace(backends, network=cast("Network", slow))


@pytest.fixture
def slow(world: World) -> World:
    world.parts.source = SlowSource(world.parts.source)
    return world


def test_the_answer_is_promised_and_then_pushed(slow: World, talk: Talk) -> None:
    talk.says("和平路停电了吗").hears("查到了告诉您")
    talk.is_told("和平路")


def test_until_then_other_messages_wait_but_danger_does_not(slow: World, talk: Talk) -> None:
    talk.says("和平路停电了吗").hears("查到了告诉您")
    talk.says("你好").hears("上一条还在办理")
    talk.says("有人触电了").hears("远离", "BX")
    slow.works()
    talk.says("取消").misses("上一条还在办理")


def test_without_push_the_answer_waits_for_the_next_message(make_world: object) -> None:
    world = make_world(WECHAT_ACCOUNT="subscription-unverified")  # type: ignore[operator]
    world.parts.source = SlowSource(world.parts.source)
    talk = Talk(world)
    talk.says("和平路停电了吗").hears("查到了告诉您")
    world.works()
    assert not world.platform.pushed
    talk.says("谢谢").hears("和平路", "不客气")


class Hears:
    def transcribe(self, media_id: str, deadline: Deadline) -> str:
        assert deadline.left_s() > 0
        return {"recording-1": "和平路今天停电吗"}[media_id]


def test_a_transcriber_stands_before_the_understanding(world: World) -> None:
    world.parts.pipeline = replace(world.parts.pipeline, transcriber=Hears())
    talk = Talk(world.rebuilt())
    talk.sends("voice", MediaId="recording-1", Format="amr").hears("和平路")


def test_danger_that_takes_too_long_is_told_what_to_do_at_once(slow: World, talk: Talk) -> None:
    talk.says("和平路变压器冒火了").hears("远离", "95598")
    talk.is_told("远离", "BX")
