"""A question about an outage somewhere is no answer to a report's 故障在哪里."""

import pytest
from support.talk import Talk


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("隔壁牛塘村是不是也停了", "19:55起故障停电"),
        ("桂泉村那边停电没得", "22:15"),
        ("旁边桂泉村停了没", "22:15"),
        ("明天牛塘村停不停", "08:30-17:30"),
        ("石沟村明天停电不", "石沟村没有停电计划"),
        ("石沟村后天会不会停电", "石沟村没有停电计划"),
    ],
)
def test_it_is_answered_and_the_place_asked_again(talk: Talk, question: str, answer: str) -> None:
    talk.says("我要报修").hears("故障在哪里")
    talk.says(question).hears(answer, "故障在哪里").misses("手机号")
    talk.says("和平路6号").hears("手机号")


@pytest.mark.parametrize(
    "words",
    [
        "桂泉村停电了没有人管",
        "桂泉村停电没电用",
        "桂泉村停电了",
        "桂泉村，是不是又停电了",
        "桂泉村停电一天了也没人修",
    ],
)
def test_a_fault_told_is_an_answer(talk: Talk, words: str) -> None:
    talk.says("我要报修").says(words).hears("手机号", "桂泉村")


def test_the_wish_to_report_is_no_word_for_the_crew(talk: Talk) -> None:
    talk.says("桂泉村停电了吗").hears("低压线路故障")
    talk.says("登记我家，来电了告诉我").hears("桂泉村", "手机号").misses("低压线路故障")
    talk.says("我要报修").hears("手机号").misses("告诉抢修人员")


@pytest.mark.parametrize(
    "words", ["你是真人吗", "你是机器人吗", "你到底是人还是机器人", "您是不是机器人呀"]
)
def test_a_robot_says_so(talk: Talk, words: str) -> None:
    talk.says(words).hears("机器人", "转人工")
    talk.says("我要报修").says("和平路6号").says(words).hears("机器人", "手机号").misses("11位")


@pytest.mark.parametrize("words", ["现在就要", "我现在就要人工", "快点嘛现在"])
def test_at_once_is_told_when_somebody_is_there(talk: Talk, words: str) -> None:
    talk.says("转人工").says(words).hears("95598", "手机号").misses("交费", "报修")
