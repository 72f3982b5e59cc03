"""What is not ours is refused by its kind, with a word on who does help."""

import pytest
from support.talk import Talk


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("我家水管爆了", "自来水公司"),
        ("自来水停了两天", "自来水公司"),
        ("厨房闻到煤气味", "关阀门"),
        ("宽带断了", "运营商"),
        ("房东一度电收我1块5合法吗", "12398"),
        ("你真没用", "对不住"),
        ("👍", "有事随时说"),
        ("？", "哪里没说清楚"),
        ("今天天气怎么样", "帮不上忙"),
        ("孩子被电动车撞了怎么办", "120"),
        ("我妈被电瓶车撞倒了", "122"),
        ("娃儿让三轮车撞了", "120"),
        ("老人被货车压到脚了", "120"),
    ],
)
def test_by_kind(talk: Talk, words: str, told: str) -> None:
    talk.says(words).hears(told, "1. ")


@pytest.mark.parametrize(
    "words",
    [
        "收到短信说我家欠费要停电 让点链接 是不是诈骗",
        "链接是 http://95598-pay.cn/x",
        "有人打电话说电费退费要验证码，真的假的",
        "这个二维码扫了交电费，怕不是骗子哦",
    ],
)
def test_a_swindle_is_warned_of_before_anything_else(talk: Talk, words: str) -> None:
    talk.says(words).hears("别点链接", "查电费", "95598").misses("请发要交费的户号")
    talk.says("1").hears("绑定")


def test_who_wants_to_pay_here_is_not_warned(talk: Talk) -> None:
    talk.says("短信里那个网址我不敢点怕是骗子，我就在你这里交").hears("户号").misses("别点链接")


def test_a_link_of_ours_is_none(talk: Talk) -> None:
    talk.says("http://bot.example/pay/abc 打不开").misses("别点链接")


def test_an_insult_may_be_said_to_a_person(talk: Talk) -> None:
    talk.says("你真没用")
    talk.says("1").hears("人工")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("什么时候抄表", "查电费"),
        ("每个月几号抄表", "查电费"),
        ("怎么看电表", "kWh"),
        ("电表度数怎么看", "kWh"),
        ("路灯坏了", "12345"),
        ("村里路灯坏了找谁修", "12345"),
    ],
)
def test_questions_beside_our_matters_are_answered(talk: Talk, words: str, told: str) -> None:
    talk.says(words).hears(told, "1. ").misses("绑定户号")


def test_a_lamp_beside_a_power_cut_or_a_shock_is_not(talk: Talk) -> None:
    talk.says("路灯也不亮，家里停电了").misses("12345")
    talk.says("路灯杆麻手").hears("BX")
