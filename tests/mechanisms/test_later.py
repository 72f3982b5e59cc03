"""What the worker does beside a resident's turns: owed answers, pushes, effects that changed."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed
from support.talk import Talk, World

from bot import owed
from bot.effects import Push
from bot.pipeline import owed_turn
from bot.session import Choice
from bot.store import outbox
from bot.store.dialogues import Dialogues
from bot.wechat.messages import Message

KF = "kf1@utility"


class Killed(BaseException):
    """The process ends here."""


class DiesBeforeCommit(Dialogues):
    """SQL is written, Redis never hears of it."""

    def commit(self, *_: object) -> bool:
        raise Killed


def run_later(world: World, **sent: str) -> None:
    """The worker runs a message whose turn had no time."""
    message = Message(
        "resident-one", "gh_utility", 1, "4711", "text", world.parts.settings.wechat_app_id
    )
    world.parts.pipeline.unit.later([owed_turn(changed(message, **sent))], world.clock())
    world.works()


def test_a_person_cannot_be_reached_by_a_push_and_the_bot_stays(world: World, talk: Talk) -> None:
    world.platform.agents.append(KF)
    run_later(world, text="转人工")
    assert "再回一次“转人工”" in world.platform.texts(talk.openid)[-1]
    talk.says("你好").hears("小助手")
    assert talk.says("转人工").transferred


def test_who_unsubscribes_in_a_busy_moment_is_forgotten(world: World, talk: Talk) -> None:
    talk.says("我要报修").says("幸福小区3栋")
    run_later(world, kind="event", event="unsubscribe")
    assert not world.parts.dialogues.peek(talk.openid)


def test_what_waits_for_the_resident_survives_a_transfer(world: World, talk: Talk) -> None:
    owed.change(world.parts.pipeline, talk.openid, lambda s: changed(s, waiting=("收据",)))
    world.platform.agents.append(KF)
    assert talk.says("转人工").transferred
    talk.says("返回").hears("收据", "又是我")


def test_a_push_after_a_crash_opens_no_finished_form_again(world: World, talk: Talk) -> None:
    talk.says("我要报修").says("幸福小区3栋").says("13800000000").hears("对吗")
    pipeline = world.parts.pipeline
    world.parts.pipeline = replace(pipeline, dialogues=DiesBeforeCommit(world.parts.redis))
    body, query = talk.envelope({"MsgType": "text", "MsgId": "78", "Content": "对"})
    world.clock.turn(seconds=5)
    with pytest.raises(Killed):
        world.rebuilt().client.post(f"/wechat?{query}", data=body)
    world.parts.pipeline = pipeline
    world.clock.turn(seconds=7)
    owed.change(pipeline, talk.openid, lambda session: session)
    assert talk.session.form is None


def test_a_repeat_that_had_to_wait_still_looks_into_sql(world: World) -> None:
    """The first delivery died, the repeat waits for another message, and then the lock is clean."""
    dialogues, clock_ms = world.parts.dialogues, 1_000_000
    dialogues.open("message", "one", "dead", clock_ms)
    later_ms = clock_ms + 7_000
    dialogues.open("other", "one", "second", later_ms)
    assert dialogues.open("message", "one", "repeat", later_ms).claim == "busy"
    dialogues.commit("other", "one", "second", b"{}", b"")
    opened = dialogues.open("message", "one", "repeat", later_ms)
    assert (opened.claim, opened.dirty) == ("open", True)


def test_who_gives_up_before_looking_into_sql_leaves_that_to_the_next(world: World) -> None:
    dialogues, clock_ms = world.parts.dialogues, 1_000_000
    dialogues.open("message", "one", "dead", clock_ms)
    later_ms = clock_ms + 7_000
    dialogues.open("message", "one", "repeat", later_ms)
    dialogues.release("message", "one", "repeat", dirty=True)
    opened = dialogues.open("message", "one", "third", later_ms)
    assert (opened.claim, opened.dirty) == ("open", True)


def test_a_push_that_may_have_arrived_is_sent_once_more_and_no_oftener(world: World) -> None:
    world.platform.garbled.add("/cgi-bin/message/custom/send")
    with world.parts.database.write() as connection:
        outbox.add(connection, [Push(openid="one", text="修好了")], world.clock())
    for _ in range(3):
        world.works()
        world.clock.turn(minutes=10)
    assert world.platform.texts("one") == ["修好了", "修好了"]


def test_choices_of_a_push_count_though_the_resident_was_busy(world: World, talk: Talk) -> None:
    choices = (Choice("停电报修", "repair_report"),)
    with world.parts.database.write() as connection:
        outbox.add(
            connection, [Push(openid=talk.openid, text="要报修吗", choices=choices)], world.clock()
        )
    talk.is_told("1. 停电报修")
    talk.says("1").hears("在哪里")


def test_an_effect_put_in_its_place_meanwhile_is_not_ended_with_the_first(world: World) -> None:
    push = Push(openid="one", text="早", moment="m")
    now = world.clock()
    with world.parts.database.write() as connection:
        (row_id,) = outbox.add(connection, [push], now)
        taken = outbox.claim(connection, row_id, now)
        assert taken is not None
        outbox.add(connection, [changed(push, text="晚")], now)
        outbox.finish(connection, taken, now)
        assert outbox.due(connection, now) == [row_id]


def test_a_key_stands_in_no_id(world: World) -> None:
    push = Push(openid="one", text="早", phone="13800000000", moment="BX1:13800000000")
    with world.parts.database.write() as connection:
        (row_id,) = outbox.add(connection, [push], world.clock())
    assert "13800000000" not in row_id
