"""What the self-check asks about is answered in plain words, and is no danger."""

import pytest
from support.talk import Talk, World

LIT = ["邻居有电", "邻居家有电", "隔壁有电", "楼上楼下都有电", "对门有电", "左右邻居亮着的"]


@pytest.mark.parametrize("words", LIT)
def test_the_neighbours_light_is_no_danger(talk: Talk, world: World, words: str) -> None:
    talk.says(words).misses("远离").hears("在哪里")
    talk.says("和平路6号停电了").says(words).misses("远离")
    assert not world.use.tickets.listed()


@pytest.mark.parametrize("words", LIT)
def test_it_goes_into_the_report_at_every_step(talk: Talk, world: World, words: str) -> None:
    talk.says("帮我报修").says(words).hears("记下了", "在哪里")
    talk.says("和平路6号").says(words).hears("记下了", "手机号")
    talk.says("15409170005").says(words).hears("记下了", "和平路6号", "对吗")
    talk.says("对").hears("BX", "电表以后")
    talk.says(words).hears("已加到报修").misses("在哪里")
    assert [ticket.kind for ticket in world.use.tickets.listed()] == ["fault"]


@pytest.mark.parametrize("words", ["邻居家门有电打人", "隔壁电线冒火了", "楼上水龙头有电麻手"])
def test_a_neighbours_danger_is_one(talk: Talk, words: str) -> None:
    talk.says(words).hears("远离", "95598", "BX")


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("灯很暗 忽明忽暗的 电饭煲煮不熟", "邻居家是不是也这样"),
        ("空开老是跳 一插热水器就跳", "电器都拔掉"),
    ],
)
def test_the_self_check_fits_the_fault(talk: Talk, words: str, fits: str) -> None:
    talk.says(words).hears(fits, "在哪里").misses("黄灯")


def test_the_yellow_lamp_points_to_the_bill(talk: Talk) -> None:
    talk.says("家里没电").says("电表黄灯亮着").hears("欠费", "交电费", "在哪里")
    talk.says("黄灯没亮").hears("记下了", "在哪里").misses("欠费，")
