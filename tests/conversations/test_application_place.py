"""A place or phone right after an application was told of belongs to it."""

import pytest
from support.talk import Talk

PHONE = "15409170008"


@pytest.mark.parametrize("words", ["申请装充电桩", "我家想装个充电桩", "充电桩报装怎么办理"])
@pytest.mark.parametrize("place", ["幸福小区2栋", "我家住幸福小区2栋"])
def test_a_place_after_it_is_where_the_manager_rings_about(
    talk: Talk, words: str, place: str
) -> None:
    talk.says(words).hears("充电桩报装")
    talk.says(place).hears("充电桩报装", "台区经理", "手机号")
    talk.says(PHONE).hears("台区经理", PHONE, "想办充电桩报装", "对吗")
    talk.says("对").hears("BX")


def test_a_spot_on_no_map_is_taken_too(talk: Talk) -> None:
    talk.says("申请装充电桩").says("老王家隔壁").hears("手机号")
    talk.says(PHONE).hears("想办充电桩报装", "对吗")


def test_a_phone_after_it_is_kept_and_the_place_asked(talk: Talk) -> None:
    talk.says("我要办过户").says(PHONE).hears("过户", "您在哪里")
    talk.says("和平路6号").hears(PHONE, "想办过户", "对吗")


def test_a_place_before_the_kind_is_kept_while_that_is_asked(talk: Talk) -> None:
    talk.says("我要报装").hears("哪一种")
    talk.says("幸福小区2栋").hears("幸福小区2栋", "哪一种", "1. 低压居民新装")
    talk.says("1").hears("低压居民新装", "1. 请经理回电")
    talk.says("1").hears("手机号").misses("您在哪里")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("我要改成明天上午打", "想问增容；明天上午打。"),
        ("不对，改成下午三点", "想问增容；下午三点。"),
        ("还是晚上打吧", "想问增容；晚上打。"),
        ("另外带上价目表", "想问增容；带上价目表。"),
    ],
)
def test_a_wish_on_top_of_the_call_is_said_plainly(talk: Talk, words: str, said: str) -> None:
    talk.says("请和平路12号的台区经理给我回电").says(PHONE).says("想问增容").hears("对吗")
    talk.says(words).hears(f"说的是：{said}")


def test_another_time_takes_the_place_of_the_one_before(talk: Talk) -> None:
    talk.says("请和平路12号的台区经理给我回电").says(PHONE).says("明天想问增容").hears("对吗")
    talk.says("我要改成上午打").hears("说的是：明天想问增容；上午打。")
    talk.says("还是后天下午打吧").hears("说的是：明天想问增容；后天下午打。")
