"""One resident's turns run alone and in the order of their arrival."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from support.talk import Talk, World

from bot.handling import Handler
from bot.intents import Understanding
from bot.replies import Reply
from bot.turn import Turn


def test_a_lost_lock_makes_the_turn_run_again(world: World, talk: Talk) -> None:
    """The turn takes longer than its lease; meanwhile the resident's next message was answered."""
    runs = []

    def slow(turn: Turn) -> Reply:
        runs.append(turn.session.context.get("said", ""))
        if len(runs) == 1:
            world.clock.turn(seconds=7)
            Talk(world).says("在吗")
        return Reply(f"第{len(runs)}次")

    _answer_with(world, "thanks_bye", slow)
    talk.world = world.rebuilt()
    talk.says("谢谢").hears("第2次")
    assert len(runs) == 2


def test_a_message_waits_for_the_one_before_it(world: World) -> None:
    began, may_end = Event(), Event()
    order = []

    def waits(turn: Turn) -> Reply:
        order.append(turn.text)
        began.set()
        assert may_end.wait(5)
        order.append("done")
        return Reply("好")

    _answer_with(world, "thanks_bye", waits)
    alive = world.rebuilt()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: Talk(alive).says("谢谢").reply)
        assert began.wait(5)
        second = pool.submit(lambda: Talk(alive).says("你好").reply)
        may_end.set()
        assert first.result() == "好"
        assert "小助手" in second.result()
    assert order == ["谢谢", "done"]


def test_who_waits_too_long_is_answered_later(world: World) -> None:
    began, may_end = Event(), Event()

    def waits(_turn: Turn) -> Reply:
        began.set()
        assert may_end.wait(10)
        return Reply("好")

    _answer_with(world, "thanks_bye", waits)
    alive = world.rebuilt()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(lambda: Talk(alive).says("谢谢").reply)
        assert began.wait(5)
        second = Talk(alive).says("你好").hears("请稍等")
        may_end.set()
        first.result()
    second.is_told("小助手")


def _answer_with(world: World, intent: str, handler: Handler) -> None:
    pipeline = world.parts.pipeline
    table = pipeline.router._table
    changed = replace(table, intents={**table.intents, intent: handler})
    router = type(pipeline.router)(changed, pipeline.understand)
    world.parts.pipeline = replace(pipeline, router=router)


def test_a_connection_that_redis_has_closed_is_opened_anew(world: World, talk: Talk) -> None:
    talk.says("你好").hears("小助手")
    world.parts.redis.client_kill_filter(skipme=True)
    talk.says("谢谢").hears("不客气")


def test_a_turn_that_cannot_be_built_does_not_hold_the_resident_up(world: World) -> None:
    pipeline = world.parts.pipeline

    def breaks(_text: str, _now: object) -> Understanding:
        raise RuntimeError

    world.parts.pipeline = replace(pipeline, understand=breaks)
    Talk(world.rebuilt()).says("你好").hears("95598")
    world.parts.pipeline = pipeline
    Talk(world.rebuilt()).says("你好").hears("小助手")
