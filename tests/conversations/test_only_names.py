"""A place or a name that only sounds like danger, where the bot has asked for one."""

import pytest
from support.talk import Talk, World


@pytest.mark.parametrize("place", ["火星村八组", "火烧坪村", "变压器旁边", "消防队旁边"])
def test_a_place_that_was_asked_for_is_no_danger(talk: Talk, world: World, place: str) -> None:
    talk.says("帮我报修").hears("在哪里")
    talk.says(place).hears("手机号").misses("远离")
    assert not world.use.tickets.listed()


@pytest.mark.parametrize("words", ["电线掉下来了", "起火那家", "变压器冒烟了", "救命"])
def test_danger_instead_of_a_place_is_danger(talk: Talk, words: str) -> None:
    talk.says("帮我报修").hears("在哪里")
    talk.says(words).hears("远离", "95598", "BX")


def test_a_name_that_was_asked_for_is_no_danger(talk: Talk, world: World) -> None:
    talk.says("请已绑定的人同意 5113998336")
    talk.says("2").hears("怎么称呼")
    talk.says("阿火").misses("远离")
    assert not world.use.tickets.listed()
