"""A bill or a pay link beside another wish comes in the same reply, the question last."""

import pytest
from support.paying import bind, confirms, link, path, shown
from support.talk import Talk, World


@pytest.mark.parametrize(
    "words",
    [
        "帮我交电费，再问下附近营业厅",
        "先帮我交了电费，顺便问下营业厅在哪",
        "我要交电费，另外问下哪里有营业厅",
    ],
)
def test_the_link_stands_before_the_question_for_the_place(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("应交412.20元", "/pages/pay/", "您在哪一带")
    assert talk.reply.index("/pages/pay/") < talk.reply.index("您在哪一带")
    talk.says("城关镇").hears("营业厅").misses("交电费，要办就回")


@pytest.mark.parametrize("words", ["交电费，再开张发票", "交电费，顺便问下发票怎么开"])
def test_the_link_comes_with_an_answer(world: World, talk: Talk, words: str) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("/pages/pay/", "发票")


@pytest.mark.parametrize("words", ["先查上个月电费再报修", "报修，顺便查下电费"])
def test_the_bill_comes_with_the_first_question_of_a_report(
    world: World, talk: Talk, words: str
) -> None:
    bind(world, shown(world, "arrears"))
    talk.says(words).hears("报修", "2026年10月电费149.13元", "故障在哪里")
    talk.says("取消").hears("已取消报修").misses("您还提到")


def test_a_bill_that_another_has_paid_is_not_asked_for_again(world: World, talk: Talk) -> None:
    account, relative = shown(world, "arrears"), Talk(world, openid="relative")
    talk.says(f"{account.account_no}交电费")
    older = path(link(talk))
    relative.says(f"{account.account_no}交电费")
    assert "确认付款" in world.client.get(older).get_data(as_text=True)
    confirms(world, link(relative))
    page = world.client.get(older)
    assert page.status_code == 410
    assert "有人交过了" in page.get_data(as_text=True)
    assert world.client.post(older).status_code == 410


def test_money_to_be_kept_may_come_from_two(world: World, talk: Talk) -> None:
    account, relative = shown(world, "time_of_use"), Talk(world, openid="relative")
    talk.says(f"给{account.account_no}充100")
    relative.says(f"给{account.account_no}充50")
    confirms(world, link(relative))
    assert "确认付款" in world.client.get(path(link(talk))).get_data(as_text=True)
