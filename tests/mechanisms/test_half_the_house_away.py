"""Redis, the database or the broker away: a sentence, a log line, nothing lost, nothing twice."""

import socketserver
from collections.abc import Callable
from threading import Thread

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from support.talk import Talk, World

from bot import tasks
from bot.backends.demo import DemoSource
from bot.database import Database
from bot.store.dialogues import Dialogues


@pytest.fixture
def no_redis(make_world: Callable[..., World]) -> World:
    world = make_world()
    gone = Redis(unix_socket_path="/nonexistent/redis.sock", retry=Retry(NoBackoff(), 0))
    world.parts.redis, world.parts.dialogues = gone, Dialogues(gone)
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


@pytest.mark.parametrize(
    "wish", ["绑定户号", "绑定户号5120437786", "交电费 5120437786", "报修进度 BX202611240001"]
)
@pytest.mark.parametrize("reported", [True, False])
def test_without_redis_a_dialogue_is_declined_with_the_hotline(
    no_redis: World, wish: str, reported: bool
) -> None:
    talk = Talk(no_redis)
    if reported:
        talk.says("变压器着火了，和平路").hears("BX")
    talk.says(wish).hears("一次办一句话", "95598").misses("记下了")


def test_without_redis_cancelling_says_that_it_cannot(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("变压器着火了，和平路").hears("BX")
    talk.says("取消").hears("取消", "95598").misses("记下了", "已取消")
    talk.says("对").hears("95598").misses("记下了", "好的")
    talk.says("看错了，没有危险").hears("记下了", "95598")
    talk.says("和平路停电了吗").hears("和平路").misses("记下了")
    talk.says("5").misses("记下了")


def test_without_redis_a_second_danger_joins_the_first(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("变压器着火了，和平路").hears("远离", "95598", "BX", "手机号")
    talk.says("还在烧").hears("远离", "95598", "BX")
    talk.says("13800000000").hears("BX")
    (ticket,) = no_redis.use.tickets.listed()
    assert (ticket.place, ticket.phone) == ("和平路", "13800000000")
    no_redis.works()
    assert no_redis.duty_was_called(ticket.ticket_no)


def test_without_redis_a_report_said_again_is_one_ticket_and_elsewhere_another(
    no_redis: World,
) -> None:
    talk = Talk(no_redis)
    talk.says("家里没电了，帮我报修").hears("BX")
    talk.says("和平路12号没电了，快来修").hears("BX")
    (ticket,) = no_redis.use.tickets.listed()
    assert ticket.place == "和平路12号"
    talk.says("幸福村3组也没电了，帮我报修").hears("BX")
    assert len(no_redis.use.tickets.listed()) == 2


def test_without_redis_what_one_message_can_do_is_done(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("谢谢").hears("不客气")
    talk.says("和平路停电了吗").hears("和平路")
    talk.sends("image", MediaId="m", PicUrl="http://x").hears("95598")


@pytest.mark.parametrize("key", ["repair_report", "human_agent", "bill_query", "emergency"])
def test_without_redis_a_tap_gets_a_sentence(no_redis: World, key: str) -> None:
    no_redis.platform.agents.append("kf1@utility")
    talk = Talk(no_redis)
    talk.taps(key).hears("95598").misses("1. ")
    assert not no_redis.use.tickets.listed()


def test_without_redis_who_leaves_is_forgotten(no_redis: World) -> None:
    talk = Talk(no_redis)
    talk.says("变压器着火了，和平路").hears("BX")
    talk.happens("unsubscribe").hears_nothing()
    (ticket,) = no_redis.use.tickets.listed()
    assert not ticket.reporter
    assert no_redis.parts.pipeline.unit.latest(talk.openid) is None


def test_without_redis_and_without_the_database_danger_is_told_what_to_do(
    no_redis: World,
) -> None:
    gone = Database("sqlite:////nonexistent/bot.db")
    no_redis.parts.database = gone
    no_redis.parts.source = DemoSource(gone, no_redis.clock)
    del no_redis.parts.pipeline
    Talk(no_redis.rebuilt()).says("电线掉下来了").hears("远离", "95598")


def test_with_the_database_locked_danger_is_told_what_to_do(world: World, talk: Talk) -> None:
    other = Database(world.parts.settings.database_url)
    with other.write():
        talk.says("电线掉下来了").hears("远离", "95598").misses("BX")
    other.close()
    talk.says("电线掉下来了").hears("远离", "95598", "BX")


def test_without_the_database_there_is_an_apology_with_the_hotline(world: World) -> None:
    world.parts.understander  # noqa: B018  # loaded while the database was there
    gone = Database("sqlite:////nonexistent/bot.db")
    world.parts.database = gone
    world.parts.source = DemoSource(gone, world.clock)
    del world.parts.pipeline
    talk = Talk(world.rebuilt())
    talk.says("变压器着火了").hears("远离", "95598")
    talk.says("查电费").hears("95598").misses("远离")
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


def test_a_broker_that_hangs_up_is_called_once_a_turn(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    class HangsUp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            calls.append(self.client_address)

    with socketserver.TCPServer(("127.0.0.1", 0), HangsUp) as broker:
        Thread(target=broker.serve_forever, args=(0.01,), daemon=True).start()
        world = make_world(CELERY_BROKER_URL=f"redis://127.0.0.1:{broker.server_address[1]}/0")
        tasks.celery.close()
        # Else Celery goes on with the broker of the test before.
        monkeypatch.setattr(tasks.celery.amqp, "_producer_pool", None)
        Talk(world).says("有人触电了").hears("BX")
        broker.shutdown()
    assert len(calls) == 1


def test_who_leaves_while_the_database_is_away_is_forgotten_afterwards(
    world: World, talk: Talk
) -> None:
    talk.says("我要报修").says("幸福小区3栋")
    other = Database(world.parts.settings.database_url)
    with other.write():
        talk.happens("unsubscribe")
    other.close()
    assert world.parts.dialogues.peek(talk.openid)
    tasks.watch()
    assert not world.parts.dialogues.peek(talk.openid)
    assert not world.parts.pipeline.traces.leavings()
