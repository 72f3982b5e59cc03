"""Global words, parking, choices, long answers: what holds in every service."""

from support.talk import Talk, World

START = "家里没电了，帮我报修"


def test_cancel_says_so(talk: Talk) -> None:
    talk.says(START).hears("在哪里")
    talk.says("算了不报了").misses("在哪里")
    talk.says(START)
    talk.says("取消").hears("取消")
    assert talk.session.form is None


def test_back_asks_the_question_before(talk: Talk) -> None:
    talk.says(START)
    talk.says("和平路12号").hears("手机号")
    talk.says("返回").hears("在哪里")


def test_a_side_question_is_answered_and_the_form_goes_on(talk: Talk) -> None:
    talk.says(START).hears("在哪里")
    talk.says("一度电多少钱").hears("在哪里").misses("没看懂")
    talk.says("和平路12号").hears("手机号")


def test_after_three_misreadings_a_person_is_offered(talk: Talk) -> None:
    talk.says(START)
    talk.says("和平路12号")
    for _ in range(2):
        talk.says("哈").hears("手机号")
    talk.says("嘻").hears("转人工", "手机号")


def test_a_form_is_parked_after_half_an_hour_and_named(talk: Talk, world: World) -> None:
    talk.says(START)
    talk.says("和平路12号").hears("手机号")
    world.clock.turn(minutes=31)
    talk.says("你好").hears("和平路12号", "继续")
    talk.says("继续").hears("手机号")
    talk.says("13800000000").hears("和平路12号", "对吗")


def test_a_correction_is_understood_at_any_time(talk: Talk) -> None:
    talk.says(START)
    talk.says("和平路3号2栋").hears("手机号")
    talk.says("不对，是7栋").hears("手机号")
    talk.says("13800000000").hears("和平路3号7栋", "对吗")
    talk.says("电话错了，是13900000000").hears("13900000000", "对吗")


def test_choices_are_picked_by_digit_ordinal_or_words(talk: Talk) -> None:
    for pick in ("1", "第一个", "停电报修"):
        talk.says("你好").hears("1. 停电报修")
        talk.says(pick).hears("在哪里")
        talk.says("取消")
