"""Asking instead of guessing, second wishes, follow-ups and what is kept of them."""

from support.talk import Talk, World

from bot.intents import Scored, Understanding
from bot.intents.understanding import DANGER
from bot.store import utterances


def test_a_second_wish_is_offered_after_the_first_is_served(talk: Talk) -> None:
    talk.says("和平路今天停电吗？顺便问一下一度电多少钱").hears("和平路", "您还提到问电价")
    number = next(line[0] for line in talk.reply.splitlines() if line.endswith(". 问电价"))
    talk.says(number).hears("每度")


def test_a_second_wish_waits_for_the_end_of_a_form(talk: Talk) -> None:
    talk.says("家里没电了快来修，另外我想问一度电多少钱").hears("在哪里").misses("您还提到")
    talk.says("和平路12号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX", "您还提到问电价")


def unclear(world: World) -> None:
    """The understanding is unsure of one text and reads all others as ever."""
    others = (Scored("bill_query", 0.2), Scored("payment", 0.1))
    reads(world, Understanding("outage_query", 0.3, others, (), "那个电的事"))


def reads(world: World, unsure: Understanding) -> None:
    """One text is read like this, all others as ever."""
    known = world.parts.understander.understand
    router = world.parts.pipeline.router

    def understand(text: str, now: object) -> Understanding:
        return unsure if text == unsure.text else known(text, now)  # type: ignore[arg-type]

    from dataclasses import replace

    world.parts.pipeline = replace(
        world.parts.pipeline,
        understand=understand,
        router=type(router)(router._table, understand),
    )


def test_an_unclear_message_is_asked_about_and_the_choice_served(world: World) -> None:
    unclear(world)
    talk = Talk(world.rebuilt())
    talk.says("那个电的事").hears("您是想", "1. 查停电", "2. 查电费", "3. 交电费")
    talk.says("2").hears("绑定")


def test_three_unclear_messages_in_a_row_offer_a_person(world: World) -> None:
    unclear(world)
    talk = Talk(world.rebuilt())
    for _ in range(2):
        talk.says("那个电的事").misses("转人工")
    talk.says("那个电的事").hears("转人工")


def test_nothing_is_kept_of_a_resident_who_did_not_agree(world: World) -> None:
    unclear(world)
    talk = Talk(world.rebuilt())
    talk.says("那个电的事")
    assert utterances.newest(world.parts.database, 10) == []


def test_a_faint_suspicion_of_danger_is_asked_about(world: World) -> None:
    others = (Scored("repair_report", 0.3),)
    reads(world, Understanding("emergency", DANGER - 0.01, others, (), "那根线"))
    talk = Talk(world.rebuilt())
    talk.says("那根线").hears("1. 报险情", "2. 停电报修").misses("BX")
    talk.says("1").hears("远离", "95598", "BX")


def test_a_power_cut_or_a_fault_is_not_asked_about(world: World) -> None:
    others = (Scored("repair_report", 0.3),)
    reads(world, Understanding("outage_query", 0.4, others, (), "没电了嘛"))
    Talk(world.rebuilt()).says("没电了嘛").hears("您想查哪里").misses("您是想")
