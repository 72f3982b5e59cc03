"""Back to light: what was tried already is skipped, and paying comes before a report."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World


def test_what_was_tried_is_not_asked_for_again(talk: Talk) -> None:
    talk.says("我交了费还没来电").hears("2小时")
    talk.says("还没来电").hears("插卡")
    talk.says("按了白键也没反应").hears("空气开关")
    talk.says("空开推上去了还是没电").hears("报修").misses("往上推到底")


def test_a_number_in_between_is_to_be_bound(talk: Talk, world: World) -> None:
    talk.says("我刚交完钱什么时候给我送电").hears("2小时")
    talk.says(shown(world, "arrears").account_no).hears("6位验证码")


@pytest.mark.parametrize("words", ["我家欠费，哪天停电", "什么时候停我家的电"])
def test_when_it_is_cut_is_told_by_the_rule(talk: Talk, words: str) -> None:
    talk.says(words).hears("逾期超过30天", "绑定户号").misses("现在来电了吗")


def test_dark_for_arrears_is_offered_to_pay_before_a_report(talk: Talk, world: World) -> None:
    bind(world, shown(world, "cut"))
    talk.says("家里没电").hears("因欠费停的电", "1. 交电费", "2. 不是欠费").misses("手机号")
    talk.says("2").hears("手机号")
