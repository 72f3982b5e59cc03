"""Redis, the database or the broker away: a sentence, a log line, nothing lost, nothing twice."""

from collections.abc import Callable

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from support.talk import Talk, World

from bot.backends.demo import DemoSource
from bot.database import Database
from bot.store.dialogues import Dialogues


@pytest.fixture
def no_redis(make_world: Callable[..., World]) -> World:
    world = make_world()
    gone = Redis(unix_socket_path="/nonexistent/redis.sock", retry=Retry(NoBackoff(), 0))
    world.parts.dialogues = Dialogues(gone)
    del world.parts.pipeline
    return world.rebuilt()


def test_without_redis_a_report_is_a_ticket_from_one_message(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("幸福村3组没电了帮我报修，电话13800000000").hears("BX")
    (ticket,) = no_redis.use.tickets.listed()
    assert ticket.phone == "13800000000"


def test_without_redis_later_messages_are_added_to_the_report(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("有人触电了").hears("BX", "远离")
    talk.says("和平路12号")
    talk.says("13800000000")
    (ticket,) = no_redis.use.tickets.listed()
    assert (ticket.place, ticket.phone) == ("和平路12号", "13800000000")


def test_without_redis_a_repeat_opens_no_second_ticket(no_redis: World) -> None:
    talk = Talk(no_redis)
    body, query = talk.envelope({"MsgType": "text", "MsgId": "9", "Content": "变压器着火了"})
    for _ in range(2):
        no_redis.client.post(f"/wechat?{query}", data=body)
    assert len(no_redis.use.tickets.listed()) == 1


def test_without_redis_a_dialogue_is_declined_with_the_hotline(no_redis: World) -> None:
    Talk(no_redis).says("绑定户号").hears("95598")


def test_without_the_database_there_is_an_apology_with_the_hotline(world: World) -> None:
    world.parts.understander  # noqa: B018  # loaded while the database was there
    gone = Database("sqlite:////nonexistent/bot.db")
    world.parts.database = gone
    world.parts.source = DemoSource(gone, world.clock)
    del world.parts.pipeline
    talk = Talk(world.rebuilt())
    talk.says("变压器着火了").hears("95598")
    talk.says("谢谢").hears("不客气")


def test_the_database_away_in_mid_form_keeps_the_form(world: World, talk: Talk) -> None:
    talk.says("我家没电了帮我报修").hears("在哪里")
    talk.says("和平路12号").hears("手机号")
    talk.says("13800000000").hears("对吗")
    healthy, pipeline = world.parts.database, world.parts.pipeline
    gone = Database("sqlite:////nonexistent/bot.db")
    world.parts.database, source = gone, world.parts.source
    world.parts.source = DemoSource(gone, world.clock)
    del world.parts.pipeline
    Talk(world.rebuilt()).says("对").hears("95598")
    world.parts.database, world.parts.source, world.parts.pipeline = healthy, source, pipeline
    Talk(world.rebuilt()).says("对").hears("BX")
    assert len(world.use.tickets.listed()) == 1


def test_the_broker_away_loses_nothing(make_world: Callable[..., World]) -> None:
    world = make_world(CELERY_BROKER_URL="redis://127.0.0.1:1/0")
    Talk(world).says("有人触电了").hears("BX")
    (ticket,) = world.use.tickets.listed()
    world.works()
    assert world.duty_was_called(ticket.ticket_no)
