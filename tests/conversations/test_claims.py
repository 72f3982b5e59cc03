"""Damages of a power cut before are a claim; where it is dark now, the outage comes first."""

import pytest
from support.talk import Talk


@pytest.mark.parametrize(
    "words",
    [
        "停电把我冰箱烧坏了，哪个赔",
        "停电把电视烧了你们赔不赔",
        "我要索赔，停电冰柜里的肉全坏了",
        "上个月停电害我死了一塘鱼，谁来赔偿",
        "电压太高烧了我电视，你们要赔",
    ],
)
def test_a_claim_is_told_how_it_goes(talk: Talk, words: str) -> None:
    talk.says(words).hears("95598", "别扔", "照片", "手机号").misses("您想查哪里")


@pytest.mark.parametrize(
    "words", ["又停电了，一锅底料全毁了谁赔", "我店里停电了，雪糕全化了，谁赔"]
)
def test_the_dark_of_now_comes_first(talk: Talk, words: str) -> None:
    talk.says(words).hears("哪里").misses("别扔")


def test_a_complaint_claims_nothing(talk: Talk) -> None:
    talk.says("我要投诉，你们抢修师傅态度太差").hears("12398").misses("别扔")
