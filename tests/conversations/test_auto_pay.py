"""Automatic payment: state, how to sign and end it, the day of the draw."""

from dataclasses import replace
from datetime import date

from support.paying import bind, shown
from support.talk import Talk, World

from bot.utility import AutoPayChannel


def test_a_draw_under_way_with_its_day(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "draw"))
    talk.says("代扣哪天扣").hears("云溪农商银行代扣", "11月26日（后天）扣款")
    talk.hears("116.32元", "不用另外交")
    assert account.holder not in talk.reply


def test_signed_and_nothing_drawn(world: World, talk: Talk) -> None:
    bind(world, shown(world, "standing"))
    talk.says("我签了自动缴费没有").hears("已签自动缴费", "没有正在扣").misses("扣款日")


def test_not_signed_it_says_how_to_sign(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("自动缴费怎么开通").hears("没有签自动缴费", "银行", "微信", "不能代签")


def test_how_to_end_it(world: World, talk: Talk) -> None:
    bind(world, shown(world, "standing"))
    talk.says("我要取消代扣").hears("解约", "当初签约的地方")


def test_ending_while_a_draw_is_under_way(world: World, talk: Talk) -> None:
    bind(world, shown(world, "draw"))
    talk.says("取消自动扣费").hears("11月26日（后天）扣款", "以云溪农商银行代扣的答复为准")


def test_not_signed_there_is_nothing_to_end(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("取消自动扣费").hears("没签就不用解约")


def test_unbound_it_says_how_to_sign_and_how_to_bind(talk: Talk) -> None:
    talk.says("自动缴费怎么开通").hears("银行", "绑定户号")


def test_a_draw_that_failed_is_answered_with_what_is_owed(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("微信扣款失败了").hears("还欠412.20元", "1. 交电费").misses("带身份证")


def test_what_nobody_has_verified_is_told_with_whose_answer_counts(talk: Talk) -> None:
    talk.says("自动缴费怎么开通").hears("银行代扣", "以银行答复为准", "以它们页面上的答复为准")


def test_the_utilitys_own_rules_count_from_their_day(world: World, talk: Talk) -> None:
    before = world.parts.utility.auto_pay[0]
    channel = AutoPayChannel("网上国网", "在App里点“智能交费”", "95598", "official")
    after = replace(before, effective_from=date(2026, 11, 25), end="新办法", channels=(channel,))
    world.parts.utility = replace(world.parts.utility, auto_pay=(after, before))
    talk.says("自动缴费怎么开通").hears("银行代扣").misses("智能交费")
    world.clock.turn(days=1)
    talk.says("自动缴费怎么开通").hears("智能交费").misses("银行代扣", "答复为准")
