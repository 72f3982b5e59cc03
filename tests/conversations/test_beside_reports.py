"""What is asked beside a report: answered, and the report goes on where it was."""

import pytest
from support.talk import Talk, World


@pytest.fixture
def reporting(talk: Talk) -> Talk:
    """The place is said, the phone is asked for."""
    return talk.says("我要报修").says("和平路12号").hears("手机号")


@pytest.mark.parametrize("words", ["停电查询", "停电了吗", "为啥停电", "是不是停电了"])
def test_a_question_on_the_outage_is_answered(reporting: Talk, words: str) -> None:
    reporting.says(words).hears("和平路12号目前没有已知的停电", "手机号").misses("会告诉抢修人员")
    reporting.says("13800000000").hears("和平路12号，电话13800000000", "对吗")


def test_a_question_on_another_place_is_no_correction(reporting: Talk) -> None:
    reporting.says("桂泉村停电了吗").hears("桂泉村", "故障停电", "手机号")
    reporting.says("松坡村停电了没").hears("松坡村", "没找到", "手机号")
    reporting.says("13800000000").hears("和平路12号，电话", "对吗")
    reporting.says("火星路停电了吗").hears("火星路", "没找到", "和平路12号，电话", "对吗")
    reporting.says("不对，是和平路15号").hears("和平路15号，电话")


@pytest.mark.parametrize("words", ["修要钱吗", "表后线坏了谁出钱", "修理收不收费", "这个归谁修"])
def test_who_pays_is_told(reporting: Talk, words: str) -> None:
    reporting.says(words).hears("归供电公司修", "手机号")


@pytest.mark.parametrize("words", ["营业厅几点开门", "你们几点上班"])
def test_the_halls_are_told_and_take_nothing_over(reporting: Talk, words: str) -> None:
    reporting.says(words).hears("营业网点", "请留个手机号").misses("哪一带")
    reporting.says("13800000000").hears("和平路12号，电话13800000000", "对吗").says("对").hears(
        "BX"
    )


def test_a_danger_tells_of_the_outage_too(talk: Talk) -> None:
    talk.says("电线掉地上冒火花").says("和平路12号").hears("手机号")
    talk.says("停电查询").hears("没有已知的停电", "手机号")


def test_a_power_cut_told_to_the_call_back_is_reported(talk: Talk, world: World) -> None:
    talk.says("转人工").hears("手机号").says("13800003333").hears("什么事")
    talk.says("家里停电了，和平路2号").hears("和平路2号，电话13800003333", "对吗").says("对")
    talk.hears("报修登记好了")
    assert [ticket.kind for ticket in world.use.tickets.listed()] == ["fault"]


def test_another_matter_is_still_booked(talk: Talk) -> None:
    talk.says("转人工").says("13800003333").hears("什么事")
    talk.says("停电、电压的事").hears("说的是：停电、电压的事", "对吗")


def test_a_place_on_no_map_is_no_place_of_before(talk: Talk) -> None:
    talk.says("桂泉村停电了吗").hears("故障停电")
    talk.says("火星路停电了吗").hears("火星路", "没找到").misses("桂泉村")
    talk.says("天堂街咋个停电了").hears("天堂街", "没找到").misses("桂泉村")
    talk.says("1").hears("手机号").says("13800003333").hears("天堂街，电话")


def test_a_scanned_box_answers_where(talk: Talk) -> None:
    talk.says("我要报修").hears("故障在哪里")
    talk.happens("SCAN", EventKey="T00005").hears("手机号")
    talk.says("13800000000").hears("建设街一带，电话13800000000", "对吗")


def test_a_box_scanned_later_is_told_of_and_the_question_stays(reporting: Talk) -> None:
    reporting.happens("SCAN", EventKey="T00005").hears("建设街", "请留个手机号")
    reporting.says("13800000000").hears("和平路12号，电话13800000000", "对吗")


def test_a_box_is_told_of_beside_any_form(talk: Talk) -> None:
    talk.says("转人工").hears("手机号")
    talk.happens("SCAN", EventKey="T00005").hears("建设街", "请留个手机号")


def test_a_kind_word_is_no_misreading(talk: Talk) -> None:
    talk.says("我要报修")
    for words in ("谢谢", "你好", "谢谢"):
        talk.says(words).hears("故障在哪里").misses("没听出", "没有看懂")
    assert talk.session.form is not None
    assert talk.session.form.misread == 0


def test_a_line_as_it_was_shown_picks_it(reporting: Talk) -> None:
    reporting.says("13800000000").hears("1. 对").says("1、对").hears("报修登记好了")


def test_first_aid_beside_the_question_says_what_the_numbers_are_for(reporting: Talk) -> None:
    reporting.taps("emergency").hears("报修还开着，直接答就接着办：请留个手机号", "1. 现在就有险情")
    reporting.says("13800000000").hears("对吗")
