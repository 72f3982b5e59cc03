"""The same message is done once, whatever is delivered how often, and whoever dies meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from support.talk import Talk, World

from bot.store.dialogues import Dialogues


class Killed(BaseException):
    """The process ends here."""


class DiesBeforeCommit(Dialogues):
    """SQL is written, Redis never hears of it."""

    def commit(self, *_: Any) -> bool:
        raise Killed


def _delivered(world: World, body: str, query: str) -> str:
    response = world.client.post(f"/wechat?{query}", data=body)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def _danger(talk: Talk) -> tuple[str, str]:
    fields = {"MsgType": "text", "MsgId": "77", "Content": "和平路变压器冒火了"}
    return talk.envelope(fields)


def test_three_deliveries_at_once_open_one_ticket(world: World, talk: Talk) -> None:
    body, query = _danger(talk)
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: _delivered(world, body, query), range(3)))
    texts = {talk.opened(answer) for answer in answers}
    assert len(texts) == 1
    assert "BX" in texts.pop()
    assert len(world.use.tickets.listed()) == 1


def test_a_repeat_gets_the_stored_answer(world: World, talk: Talk) -> None:
    body, query = _danger(talk)
    first = talk.opened(_delivered(world, body, query))
    assert talk.opened(_delivered(world, body, query)) == first


def test_killed_between_sql_and_redis_the_repeat_finds_the_turn(world: World, talk: Talk) -> None:
    body, query = _danger(talk)
    pipeline = world.parts.pipeline
    world.parts.pipeline = replace(pipeline, dialogues=DiesBeforeCommit(world.parts.redis))
    with pytest.raises(Killed):
        world.rebuilt().client.post(f"/wechat?{query}", data=body)
    world.parts.pipeline = pipeline
    alive = world.rebuilt()
    world.clock.turn(seconds=7)
    answer = talk.opened(_delivered(alive, body, query))
    (ticket,) = world.use.tickets.listed()
    assert ticket.ticket_no in answer


def test_killed_between_sql_and_redis_the_next_message_goes_on(world: World, talk: Talk) -> None:
    body, query = _danger(talk)
    pipeline = world.parts.pipeline
    world.parts.pipeline = replace(pipeline, dialogues=DiesBeforeCommit(world.parts.redis))
    with pytest.raises(Killed):
        world.rebuilt().client.post(f"/wechat?{query}", data=body)
    world.parts.pipeline = pipeline
    talk.world = world.rebuilt()
    world.clock.turn(seconds=7)
    talk.says("13800000000")
    (ticket,) = world.use.tickets.listed()
    assert ticket.phone == "13800000000"


def test_two_residents_with_the_same_message_id_are_two_messages(world: World) -> None:
    for openid in ("one", "two"):
        talk = Talk(world, openid=openid)
        body, query = _danger(talk)
        _delivered(world, body, query)
    assert len(world.use.tickets.listed()) == 2
