"""Questions right after an application was told: who has to act, which papers, who pays."""

from typing import Any

import pytest
from support.talk import Talk, World

from bot.backends.demo.showing import show


@pytest.fixture
def applications(world: World) -> dict[str, dict[str, Any]]:
    """An application in progress of each kind."""
    every = show(world.parts.database, world.clock())["applications"]
    return {one["kind"]: one for one in reversed(every) if one["steps"][-1]["done"] is None}


def told(talk: Talk, one: dict[str, Any]) -> None:
    talk.says(f"{one['application_no']} {one['phone'][-4:]}").hears("正在办")


@pytest.mark.parametrize(
    "words",
    ["等哪个部门", "到底卡在哪", "咋个拖这么久", "还要我做什么", "是谁的问题", "为什么还没好"],
)
def test_whose_turn_it_is(talk: Talk, applications: dict[str, dict[str, Any]], words: str) -> None:
    told(talk, applications["低压非居民新装"])
    talk.says(words).hears("等政府部门审批", "什么都不用做", "我这里看不到", "请经理回电")


@pytest.mark.parametrize(
    ("words", "papers"),
    [
        ("材料怎么补", ("房屋产权证明原件", "户主身份证复印件")),
        ("这些交到哪里", ("房屋产权证明原件", "户主身份证复印件")),
        ("产权证明到哪补", ("“房屋产权证明原件”", "另外还差")),
    ],
)
def test_how_papers_are_handed_in(
    talk: Talk, applications: dict[str, dict[str, Any]], words: str, papers: tuple[str, ...]
) -> None:
    told(talk, applications["低压居民新装"])
    talk.says(words).hears("营业厅", *papers)


@pytest.mark.parametrize("words", ["外线工程谁出钱", "外线工程哪个出钱", "谁出钱"])
def test_who_pays_for_its_kind(
    talk: Talk, applications: dict[str, dict[str, Any]], words: str
) -> None:
    told(talk, applications["高压增容"])
    talk.says(words).hears("高压增容", "谁出钱：").misses("哪一种")
    talk.says("竣工报告怎么弄").hears("受电工程竣工报告", "交到就近的营业厅")


def test_a_number_as_it_is_copied(talk: Talk, applications: dict[str, dict[str, Any]]) -> None:
    one = applications["充电桩报装"]
    number, tail = one["application_no"], one["phone"][-4:]
    apart = f"SQ {number[2:6]} {number[6:10]} {number[10:]}"
    talk.says(apart).hears("手机号后四位")
    talk.says(" ".join(tail)).hears("充电桩报装")
    talk.says(f"{apart} 查下").hears("充电桩报装")


def test_a_number_without_its_letters(talk: Talk, applications: dict[str, dict[str, Any]]) -> None:
    one = applications["充电桩报装"]
    number, tail = one["application_no"][2:], one["phone"][-4:]
    talk.says(f"申请号{number}，尾号{tail}").hears("充电桩报装")


def test_the_digits_alone_answer_the_question(
    talk: Talk, applications: dict[str, dict[str, Any]]
) -> None:
    number = applications["充电桩报装"]["application_no"][2:]
    talk.says("我的报装到哪一步了").hears("申请编号").says(number).hears("手机号后四位")
