"""A report goes on whatever is said beside it: other questions, notes, beginning anew, no phone."""

import pytest
from support.duty import ticket_of
from support.talk import Talk, World

PHONE = "15409170005"
SIDE = ["你们营业厅在哪", "转人工", "我要交电费", "绑定户号", "我要投诉你们"]


def at_the_phone(talk: Talk) -> Talk:
    return talk.says("报修 和平路6号").hears("手机号")


@pytest.mark.parametrize("words", SIDE)
def test_a_question_that_asks_itself_does_not_take_the_forms_place(
    talk: Talk, world: World, words: str
) -> None:
    world.clock.now = world.clock().replace(hour=23)
    at_the_phone(talk).says(words).hears("请留个手机号")
    talk.says(PHONE).hears("和平路6号", PHONE, "对吗")


def test_it_is_answered_with_the_place_that_is_known(talk: Talk) -> None:
    at_the_phone(talk).says("你们营业厅在哪").hears("离您近的", "城关供电营业厅", "手机号")


def test_it_comes_back_when_the_report_is_made(talk: Talk) -> None:
    at_the_phone(talk).says("我要交电费").hears("办完再问您", "手机号")
    talk.says(PHONE).says("对").hears("BX", "您还提到交电费")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("多久能到", "45分钟"),
        ("师傅几点来", "45分钟"),
        ("有没有师傅值班", "45分钟"),
        ("收费不", "95598"),
        ("是不是欠费停的", "黄灯"),
    ],
)
def test_what_a_waiting_person_asks_is_answered(talk: Talk, words: str, answer: str) -> None:
    at_the_phone(talk).says(words).hears(answer, "请留个手机号").misses("11位")


def test_when_power_is_expected_is_said_again(talk: Talk) -> None:
    talk.says("报修 桂泉村2组").hears("22:15", "手机号")
    talk.says("好久来电").hears("22:15", "手机号").misses("记下了")


@pytest.mark.parametrize("words", ["补充：要带梯子", "补充一句，要带梯子"])
def test_a_word_more_at_the_confirmation_goes_on_the_ticket(talk: Talk, words: str) -> None:
    at_the_phone(talk).says(PHONE).hears("对吗")
    talk.says(words).hears("记下了", "要带梯子", "对吗")
    talk.says("对").hears("BX")
    assert "要带梯子" in ticket_of(talk).what


@pytest.mark.parametrize("words", ["都不对 重新来", "重新填", "全错了，重新报", "从头来"])
def test_a_form_may_be_begun_anew(talk: Talk, words: str) -> None:
    at_the_phone(talk).says(PHONE).hears("对吗")
    talk.says(words).hears("重新来", "在哪里")
    talk.says("和平路8号").hears("手机号")


@pytest.mark.parametrize("words", ["算了不留电话了", "不想留电话", "电话就不给了吧"])
def test_no_phone_may_be_said_in_many_ways(talk: Talk, words: str) -> None:
    at_the_phone(talk).says(words).hears("不留", "对吗")


@pytest.mark.parametrize("words", ["算了我自己看看先", "我先自己检查一下", "等我自己弄一下"])
def test_who_looks_first_reports_nothing_now(talk: Talk, words: str) -> None:
    talk.says("家里没电").says(words).hears("取消", "随时说")
    assert talk.session.form is None


def test_a_phone_sent_first_is_not_asked_for_again(talk: Talk) -> None:
    talk.says("15409142207").hears("不知道您要办哪样")
    talk.says("报修").says("和平路6号").hears("15409142207", "对吗")


def test_a_spoken_phone_after_an_outage_answer_begins_the_report(talk: Talk) -> None:
    talk.says("和平路2号停电了吗").says("一五四零九一五零零零六").hears("和平路2号", "15409150006")


@pytest.mark.parametrize(
    "words",
    ["那我报修", "帮我报下修", "老婆说没电了 我在外地 帮她报一下 她在石沟村4组 电话15409210005"],
)
def test_who_has_no_report_wants_to_make_one(talk: Talk, words: str) -> None:
    talk.says(words).misses("还没有报修记录")
    assert talk.session.form is not None
    assert talk.session.form.name == "RepairReport"


def test_a_waiting_reporter_hears_how_long_it_takes(talk: Talk) -> None:
    at_the_phone(talk).says(PHONE).says("对").hears("BX")
    talk.says("多久到").hears("45分钟", "接单")
    talk.says("多久到啊！！！").hears("催了")


@pytest.mark.parametrize(
    "words",
    ["我想报修，晚点再说", "等下再报修", "先不急，晚上再报修", "家里线路想修，过两天再说吧"],
)
def test_a_report_for_later_is_not_begun(talk: Talk, words: str) -> None:
    talk.says(words).hears("不急", "1. 停电报修").misses("故障在哪里")
    talk.says("1").hears("故障在哪里")


@pytest.mark.parametrize("words", ["家里没电，明天再来修可以吗", "没电了，你们等下再来"])
def test_later_that_is_said_of_the_crew_is_a_report(talk: Talk, words: str) -> None:
    talk.says(words).hears("故障在哪里")
