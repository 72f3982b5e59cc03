"""At night nothing rings that can wait; danger and reports do."""

import re
from datetime import datetime, timedelta

import pytest
from support.duty import report, roster
from support.talk import Talk, World, effects

from bot.backends.demo.showing import show
from bot.effects import Sms
from bot.utility import QuietHours

LATE = datetime(2026, 11, 24, 22, 30)


def manager_of(world: World, words: str) -> str:
    transformer = world.use.network.locate(words)[0].transformers[0]
    return str(world.use.managers.of_transformer(transformer).phone)


def book(talk: Talk) -> str:
    talk.says("请和平路12号的台区经理给我回电").says("13800001111").says("想问增容").hears("对吗")
    talk.says("对").hears("BX")
    (number,) = re.findall(r"BX\d{12}", talk.reply)
    return str(number)


def test_a_call_back_booked_at_night_reaches_the_manager_in_the_morning(
    talk: Talk, world: World
) -> None:
    world.clock.now = LATE
    book(talk)
    talk.hears("夜里不打扰", "明天 07:00", "95598").misses("已请")
    for _ in range(8):
        world.works()
        assert not effects(world, Sms)
        world.clock.turn(hours=1)
    world.clock.turn(minutes=30)
    world.works()
    assert manager_of(world, "和平路12号") in {sms.phone for sms in effects(world, Sms)}
    assert not world.platform.texts(talk.openid)


def test_it_goes_up_the_group_in_the_morning_only(talk: Talk, world: World) -> None:
    world.clock.now = LATE - timedelta(minutes=50)
    number = book(talk)
    world.works()
    (called,) = effects(world, Sms)
    world.clock.turn(minutes=31)
    world.works()
    assert effects(world, Sms) == [called]
    world.clock.now = datetime(2026, 11, 25, 7, 0)
    talk.is_told(number, "已转给")
    world.clock.turn(minutes=31)
    talk.is_told(number, "95598")


def test_a_hurried_application_rings_no_manager_at_night(talk: Talk, world: World) -> None:
    shown = show(world.parts.database, world.clock())
    with_us = (one for one in shown["applications"] if one["waiting_for"] == "utility")
    application = next(one for one in with_us if one["account_no"])
    world.clock.now = LATE
    talk.says(f"催一下 {application['application_no']}").says(application["phone"][-4:])
    talk.says("催一下").hears("明天 07:00发短信")
    world.works()
    (sms,) = effects(world, Sms)
    assert sms.delay_min == 8 * 60 + 30


def test_reports_and_danger_ring_at_any_hour(talk: Talk, world: World) -> None:
    world.clock.now = LATE
    report(talk, "幸福小区3栋")
    assert roster(world, "幸福小区3栋")[0].phone in {sms.phone for sms in effects(world, Sms)}


@pytest.mark.parametrize(
    ("hours", "now", "left_min"),
    [
        ((22, 7), "2026-11-24 21:59", 0),
        ((22, 7), "2026-11-24 22:00", 540),
        ((22, 7), "2026-11-25 06:59", 1),
        ((22, 7), "2026-11-25 07:00", 0),
        ((12, 14), "2026-11-24 13:30", 30),
        ((0, 0), "2026-11-24 00:00", 0),
    ],
)
def test_how_long_they_last(hours: tuple[int, int], now: str, left_min: int) -> None:
    assert QuietHours(*hours).left_min(datetime.fromisoformat(now)) == left_min
