"""Halls and payment points: nearest to a location or a place in words, open now or not."""

from datetime import datetime

import pytest
from support.talk import Talk, World


def test_without_a_place_it_is_asked_for(talk: Talk) -> None:
    talk.says("附近营业厅在哪").hears("您在哪一带")
    talk.says("和平路").hears("城关供电营业厅", "公里", "每天 09:00-17:00")
    talk.misses("代收点")


def test_a_shared_location_answers_the_question(talk: Talk) -> None:
    talk.says("附近的营业厅").hears("您在哪一带")
    talk.shares(31.2, 105.4).hears("城关供电营业厅", "约")


def test_the_nearest_stands_first(talk: Talk, world: World) -> None:
    hall = next(p for p in world.use.points.listed() if p.name == "石桥供电营业厅")
    talk.says("附近营业厅在哪")
    talk.shares(hall.latitude, hall.longitude)
    first = next(line for line in talk.reply.splitlines() if line.startswith("·"))
    assert "石桥供电营业厅" in first


def test_payment_points_and_halls_are_told_apart(talk: Talk) -> None:
    talk.says("和平路附近的缴费点在哪").hears("便民代收点").misses("供电营业厅（")
    talk.says("看营业厅").hears("城关供电营业厅")


def test_an_unknown_place_lists_what_there_is(talk: Talk) -> None:
    talk.says("附近营业厅在哪")
    talk.says("月亮镇").hears("没找到", "城关供电营业厅", "石桥供电营业厅")


def test_a_named_hall(talk: Talk) -> None:
    talk.says("石桥供电营业厅几点关门").hears("石桥供电营业厅", "周一至周五 09:00-17:00")
    talk.misses("龙洞", "在哪一带")


@pytest.mark.parametrize(
    ("now", "seat", "town"),
    [
        (datetime(2026, 11, 24, 10, 0), "营业中，17:00关门", "营业中，17:00关门"),
        (datetime(2026, 11, 28, 10, 0), "营业中，17:00关门", "后天 09:00开门"),
        (datetime(2026, 10, 2, 10, 0), "营业中，17:00关门", "放假休息，10月8日 09:00开门"),
    ],
)
def test_open_now_or_not(world: World, talk: Talk, now: datetime, seat: str, town: str) -> None:
    world.clock.now = now
    talk.says("城关供电营业厅开门没有").hears(seat)
    talk.says("石桥供电营业厅开门没有").hears(town)


def test_hours_alone_are_answered_with_the_question_where(talk: Talk) -> None:
    talk.says("营业厅周末开门不").hears(
        "城关供电营业厅：11月28日（周六） 09:00-17:00开门", "您在哪一带"
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("石桥营业厅周末上班吗", ("11月28日（周六）不开门", "11月29日（周日）不开门")),
        ("城关营业厅星期天开门吗", ("11月29日（周日） 09:00-17:00开门",)),
        ("石桥营业厅下周三开门吗", ("12月2日（周三） 09:00-17:00开门",)),
        ("石桥营业厅国庆节开门吗", ("法定节假日不开门",)),
        ("城关营业厅春节开门吗", ("法定节假日照常营业",)),
    ],
)
def test_the_day_that_is_asked_about(talk: Talk, question: str, words: tuple[str, ...]) -> None:
    talk.says(question).hears(*words).misses("现在")


def test_nothing_is_near_from_far_away(talk: Talk) -> None:
    talk.shares(39.9, 116.4).hears("不在我们的供电区里", "公里").misses("离您近的")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("明天营业厅上班吗", "明天（周三） 09:00-17:00开门"),
        ("后天供电所有人上班没得", "后天（周四） 09:00-17:00开门"),
        ("12月25号营业厅开门吗", "12月25日（周五） 09:00-17:00开门"),
        ("这个周末营业厅开门吗", "（周六）不开门"),
        ("营业厅元旦开门吗", "法定节假日不开门"),
    ],
)
def test_the_day_that_is_asked_about_is_named(talk: Talk, words: str, day: str) -> None:
    talk.says(words).hears(day, "您在哪一带")


@pytest.mark.parametrize("words", ["元旦开门吗", "明天开门吗", "周末上班不", "几点关门"])
def test_a_day_is_no_place(talk: Talk, words: str) -> None:
    talk.says("附近营业厅").says(words).hears("石桥供电营业厅", "您在哪一带").misses("没找到")
    talk.says("城关镇").hears("公里")


def test_another_kind_is_no_place(talk: Talk) -> None:
    talk.says("附近营业厅").says("附近哪里可以交费").hears("缴费点", "您在哪一带")
    talk.says("白鹤镇").hears("白鹤便民代收点").misses("白鹤供电营业厅")


@pytest.mark.parametrize("words", ["你们营业厅几点开门", "明天营业厅上班吗"])
def test_what_was_answered_beside_a_form_is_not_offered_again(talk: Talk, words: str) -> None:
    talk.says("我要报修").says(words).hears("09:00", "故障在哪里").misses("先记着")
    talk.says("和平路12号").says("13800138000").says("对").hears("BX").misses("找营业厅")


@pytest.mark.parametrize("words", ["附近营业厅", "最近的交费点在哪", "附近哪里可以交费"])
def test_a_place_shared_before_is_near(talk: Talk, world: World, words: str) -> None:
    with world.parts.database.write() as connection:
        for statement in world.use.privacy.agree(talk.openid, world.clock()):
            connection.execute(statement)
    talk.shares(31.2, 105.4)
    talk.says(words).hears("公里").misses("您在哪一带")
    world.clock.turn(minutes=31)
    talk.says(words).hears("您在哪一带")


def test_without_consent_it_is_not_kept(talk: Talk) -> None:
    talk.shares(31.2, 105.4).says("附近营业厅").hears("您在哪一带")


@pytest.mark.parametrize("words", ["现在开门没", "这会儿还上班不", "几点关门"])
def test_after_a_shared_place_the_points_told_are_meant(talk: Talk, words: str) -> None:
    talk.shares(31.2, 105.4).hears("城关供电营业厅")
    talk.says(words).hears("城关供电营业厅", "现在没开门").misses("在哪一带", "石桥")
