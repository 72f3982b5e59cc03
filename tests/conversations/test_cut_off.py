"""Where the bill is the reason for the dark, it is said before anything is asked."""

from dataclasses import replace
from datetime import date

import pytest
from support.paying import bind, shown
from support.talk import Talk, World


def test_dark_and_cut_for_arrears_the_reason_is_told(world: World, talk: Talk) -> None:
    bind(world, shown(world, "cut"))
    talk.says("停电了").hears("因欠费停的电", "1. 交电费").misses("哪里")


def test_a_report_still_opens_and_names_the_reason(world: World, talk: Talk) -> None:
    bind(world, shown(world, "cut"))
    talk.says("家里没电了，帮我报修").hears("因欠费停的电", "交电费", "建设街6号", "手机号")


def test_paid_and_dark_it_goes_on_to_the_ladder(world: World, talk: Talk) -> None:
    bind(world, shown(world, "cut_paid"))
    talk.says("停电了").hears("欠费都交清了", "来电了吗")


def test_who_fears_a_cut_hears_the_day_and_the_rule(world: World, talk: Talk) -> None:
    bind(world, shown(world, "notice"))
    talk.says("你们要给我停电？").hears("11月27日停电", "提前7天", "1. 交电费").misses("您想查哪里")


def test_a_place_that_is_named_is_looked_up_all_the_same(world: World, talk: Talk) -> None:
    bind(world, shown(world, "cut"))
    talk.says("和平路今天停电吗").hears("和平路").misses("因欠费停的电")


def test_when_a_cut_is_allowed_is_answered_by_the_rule_not_the_ladder(talk: Talk) -> None:
    talk.says("欠费多久停电").hears("30天", "7天", "3天", "绑定户号").misses("来电了吗")


def test_bound_the_rule_comes_with_what_is_owed(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    talk.says("欠费多久停电").hears("还欠", "30天").misses("来电了吗")


def test_the_rules_are_those_of_the_day_and_unverified_ones_are_said_to_be(
    world: World, talk: Talk
) -> None:
    old = world.parts.utility.cut_off[0]
    new = replace(old, effective_from=date(2026, 11, 25), overdue_days=45, confidence="unverified")
    world.parts.utility = replace(world.parts.utility, cut_off=(new, old))
    talk.says("欠费多久停电").hears("30天").misses("45天", "以营业厅答复为准")
    world.clock.turn(days=1)
    talk.says("欠费多久停电").hears("45天", "以营业厅答复为准")
    bind(world, shown(world, "notice"))
    talk.says("催费通知啥意思").hears("45天", "以营业厅答复为准")


@pytest.mark.parametrize("words", ["我家欠费，哪天停电", "欠费了几号停电", "什么时候停我家的电"])
def test_unbound_the_day_of_a_cut_needs_a_binding(talk: Talk, words: str) -> None:
    talk.says(words).hears("绑定户号", "30天", "7天").misses("来电了吗")


def test_a_number_that_is_not_bound_is_told_nothing(world: World, talk: Talk) -> None:
    number = shown(world, "notice").account_no
    talk.says(f"{number}什么时候停电").hears("还没有绑定", "绑定户号").misses("11月", "您想查哪里")
