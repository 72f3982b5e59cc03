"""Global words, parking, choices, long answers: what holds in every service."""

import pytest
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


def asked(talk: Talk) -> Talk:
    """A report up to its 对吗."""
    return talk.says(START).says("幸福小区3栋").says("13800000000").hears("对吗")


@pytest.mark.parametrize(
    "words",
    ["不想弄了", "算了不弄了", "先不办了", "不搞了嘛", "懒得弄了", "算了，我打电话", "下次再说"],
)
def test_who_has_enough_leaves_the_form(talk: Talk, words: str) -> None:
    talk.says(START).hears("在哪里")
    talk.says(words).hears("取消")
    assert talk.session.form is None


@pytest.mark.parametrize(
    "words",
    ["是我", "是的是我", "嗯对", "对头", "要得", "可以嘛", "冇错", "对，麻烦快点", "对的 就是这里"],
)
def test_yes_in_many_words(talk: Talk, words: str) -> None:
    asked(talk).says(words).hears("BX")


@pytest.mark.parametrize("words", ["不是我", "错了", "莫得", "不对头", "不太对", "有问题"])
def test_no_in_many_words(talk: Talk, words: str) -> None:
    asked(talk).says(words).hears("哪里要改", "1. 幸福小区3栋", "2. 13800000000")


def test_what_is_wrong_is_picked_by_its_number(talk: Talk) -> None:
    asked(talk).says("2").hears("哪里要改", "2. 13800000000")
    talk.says("2").hears("手机号")
    talk.says("13900000000").hears("幸福小区3栋", "13900000000", "对吗")
    talk.says("2").says("1").hears("在哪里", "1. 城关镇")
    talk.says("1").hears("城关镇", "13900000000", "对吗")


@pytest.mark.parametrize(
    ("words", "asks"),
    [("电话不对", "手机号"), ("地址", "在哪里"), ("改地址", "在哪里"), ("号码写错了", "手机号")],
)
def test_what_is_wrong_is_called_by_its_name(talk: Talk, words: str, asks: str) -> None:
    asked(talk).says(words).hears(asks).misses("营业厅")
    asked(talk.says("取消")).says("不对").says(words).hears(asks).misses("营业厅")


@pytest.mark.parametrize("words", ["和平路3号", "不对，是和平路3号", "我家在和平路3号"])
def test_after_a_no_the_right_words_change_the_step(talk: Talk, words: str) -> None:
    asked(talk).says("不对").hears("哪里要改")
    talk.says(words).hears("改过来了", "和平路3号", "13800000000", "对吗")
    talk.says("不对").says("不改了，就这样").hears("对吗")


def test_a_name_changes_the_step_of_the_name(talk: Talk) -> None:
    talk.says("请户主同意我看电费，户号5120437786").says("家人").says("王小明").hears(
        "王小明", "对吗"
    )
    talk.says("不对").hears("哪里要改", "王小明")
    talk.says("我叫王晓明").hears("王晓明", "5120437786", "对吗")


def test_another_place_said_at_the_next_question_is_taken(talk: Talk) -> None:
    talk.says(START).says("幸福小区3栋").hears("手机号")
    talk.says("建设街2号").hears("好的，建设街2号", "手机号")
    talk.says("13800000000").hears("建设街2号", "对吗")
