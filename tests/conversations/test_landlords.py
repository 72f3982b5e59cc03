"""Tenants of a landlord who resells the power: what they ask next is answered, too."""

import pytest
from support.talk import Talk


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("停电了找谁", "1. 停电查询"),
        ("物业收费太高投诉谁", "12398"),
        ("他们一度电收我1块5，找谁", "12398"),
        ("12398管什么", "12398"),
    ],
)
def test_a_tenant_goes_on_asking(talk: Talk, words: str, told: str) -> None:
    talk.says("我不知道户号").says("电费交给房东").hears("转供电")
    talk.says(words).hears(told).misses("帮不上")


def test_a_price_of_the_landlord_is_no_tariff(talk: Talk) -> None:
    talk.says("电费交给房东，一度收一块五，合理吗").hears("转供电", "12398")
