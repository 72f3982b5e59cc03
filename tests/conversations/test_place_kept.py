"""A place said once is kept to the house, put right in few words, and no word that names none."""

import pytest
from support.duty import ticket_of
from support.talk import Talk, World

PHONE = "15409170005"


@pytest.mark.parametrize(
    "words", ["不对，是7栋", "是7栋才对", "7栋", "说错了，7栋", "不是5栋是7栋", "应该是7栋"]
)
def test_a_house_is_put_right_after_an_outage_answer(talk: Talk, words: str) -> None:
    talk.says("幸福小区5栋停电").hears("幸福小区", "1. 我要报修")
    talk.says(words).hears("好的，幸福小区7栋", "1. 我要报修")
    talk.says("1").hears("手机号")
    talk.says(PHONE).hears("幸福小区7栋", "对吗")


def test_the_house_of_an_outage_question_goes_into_the_report(talk: Talk) -> None:
    talk.says("幸福小区5栋停电").says("1").says(PHONE).hears("幸福小区5栋", "对吗")


@pytest.mark.parametrize("words", ["不是桃滩村 是桂泉村", "应该是桂泉村", "不对，桂泉村"])
def test_a_village_is_put_right_after_an_outage_answer(talk: Talk, words: str) -> None:
    talk.says("桃滩村停电没有").hears("桃滩村")
    talk.says(words).hears("好的，桂泉村", "22:15")


def test_what_is_no_place_after_an_outage_answer_corrects_nothing(talk: Talk) -> None:
    talk.says("和平路6号停电了")
    talk.says("是不是你们检修").misses("好的，")


@pytest.mark.parametrize(
    "words", ["整栋都没电", "就是上次那个地方", "地址你知道的", "我们小区都停了"]
)
def test_words_that_name_no_place_are_none(talk: Talk, words: str) -> None:
    talk.says("家里没电").hears("在哪里")
    talk.says(words).hears("在哪里").misses("手机号")
    talk.says("和平路6号").says(PHONE).hears("登记报修：和平路6号")


def test_who_reported_before_may_say_that_it_is_there_again(talk: Talk) -> None:
    talk.says("报修 和平路6号").says(PHONE).says("对").hears("BX")
    talk.says("我要报修").hears("在哪里")
    talk.says("还是上次那个地方").hears("手机号")
    talk.says(PHONE).hears("和平路6号", "对吗")


@pytest.mark.parametrize(
    ("first", "more", "kept"),
    [
        ("我在石沟村那边", "三组那个李家院子", "石沟村三组那个李家院子"),
        ("城关镇", "幸福小区", "幸福小区"),
    ],
)
def test_more_of_a_place_is_no_correction(talk: Talk, first: str, more: str, kept: str) -> None:
    talk.says("我要报修").says(first).hears("手机号")
    talk.says(more).hears(f"好的，{kept}").misses("改过来了")
    talk.says(PHONE).hears(f"登记报修：{kept}")


def test_the_landmark_stays_in_the_residents_words(talk: Talk) -> None:
    talk.says("家里没电").says("和平路6号楼下的早餐店").says(PHONE).hears("和平路6号楼下的早餐店")


def test_a_town_picked_by_number_is_named(talk: Talk) -> None:
    talk.says("我要报修").says("2").hears("石桥镇。", "手机号")


def test_the_place_of_a_danger_is_put_right_at_the_phone(talk: Talk, world: World) -> None:
    number = ticket_of(talk.says("变压器爆炸了")).ticket_no
    talk.says("小学旁边").hears("手机号")
    talk.says("石桥").hears("石桥小学旁边", "手机号")
    assert world.use.tickets.get(number).place == "石桥小学旁边"


def test_a_dangers_region_follows_from_its_place(talk: Talk, world: World) -> None:
    number = ticket_of(talk.says("变压器爆炸了")).ticket_no
    talk.says("石桥镇石沟村").hears("手机号")
    assert world.use.tickets.get(number).region != "urban"


@pytest.mark.parametrize("words", ["建设街3号", "和平路9号"])
def test_a_bare_address_is_asked_about(talk: Talk, words: str) -> None:
    talk.says(words).hears(f"{words}，您想办哪样", "报修")


@pytest.mark.parametrize(
    "said", [("电线掉地上了", "石桥镇"), ("变压器冒火了，石桥镇",), ("石桥镇有电线杆倒了",)]
)
def test_a_danger_in_a_whole_town_is_asked_more_closely(talk: Talk, said: tuple[str, ...]) -> None:
    for words in said:
        talk.says(words)
    talk.hears("能说到村组", "手机号")
    talk.says("石桥村3组").hears("石桥村3组", "手机号")
    talk.says("13800001111").hears("石桥村3组").misses("能说到村组")
