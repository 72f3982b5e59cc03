import re
from collections.abc import Callable
from typing import Any

import pytest
from support.talk import Talk, World, effects

from bot.backends import demo
from bot.effects import Sms


@pytest.fixture
def shown(world: World) -> list[dict[str, Any]]:
    accounts: list[dict[str, Any]] = demo.show(world.parts.database, world.clock())["accounts"]
    return accounts


@pytest.fixture
def account(shown: list[dict[str, Any]]) -> dict[str, Any]:
    return shown[0]


def code(world: World, phone: str) -> str:
    """The only run of six digits in the last SMS to a phone."""
    (found,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(phone))
    return str(found)


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06d}"


def test_the_number_sends_the_code_and_the_code_alone_binds(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}").hears("验证码")
    talk.says(code(world, account["phone"])).hears("绑定成功").misses(account["holder"])
    talk.says("我的户号").hears(account["account_no"])


def test_the_sms_is_in_the_outbox_before_any_worker_runs(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    assert len(code(world, account["phone"])) == 6
    assert len(effects(world, Sms)) == 1


def test_sending_the_code_agrees_to_the_notice_whose_link_came_with_the_question(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}").hears("http://bot.example/pages/privacy")
    assert not world.use.privacy.agreed(talk.openid)
    talk.says(code(world, account["phone"]))
    word = world.use.privacy.word_of(talk.openid)
    assert (word.version, word.at) == (world.use.privacy.notice.version, world.clock())


def test_who_agreed_already_reads_no_link_again(talk: Talk, shown: list[dict[str, Any]]) -> None:
    talk.says("同意隐私说明")
    talk.says(f"绑定户号 {shown[0]['account_no']}").misses("/pages/privacy")


@pytest.mark.parametrize("prefix", ["", "510"])
def test_the_old_and_the_long_form_are_one_account(
    talk: Talk, world: World, account: dict[str, Any], prefix: str
) -> None:
    talk.says(f"绑定户号{prefix}{account['account_no']}").hears("验证码")
    talk.says(code(world, account["phone"])).hears("绑定成功")
    (bound,) = world.use.bindings.of(talk.openid)
    assert bound.account_no == account["account_no"]


def test_the_long_form_of_another_province_is_another_account(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号440{account['account_no']}").hears("验证码")
    assert not world.sms(account["phone"])


def test_numbers_that_do_not_exist_or_have_no_phone_read_the_same(
    world: World, shown: list[dict[str, Any]]
) -> None:
    no_phone = next(a for a in shown if not a["phone"])
    numbers = [shown[0]["account_no"], no_phone["account_no"], "5999999999", "1234567890123456"]
    replies = set()
    for n, number in enumerate(numbers):
        talk = Talk(world, openid=f"asker-{n}").says(f"绑定户号 {number}")
        replies.add(talk.reply.replace(number, "N"))
        talk.says("000001").hears("验证码不对").misses("成功")
    assert len(replies) == 1


def test_the_number_may_come_after_the_wish(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says("绑定户号").hears("户号", "不知道户号")
    talk.says("12345").hears("10位")
    talk.says(f"{account['account_no'][:4]} {account['account_no'][4:]}").hears("验证码")
    talk.says(f"验证码是{code(world, account['phone'])}").hears("绑定成功")


@pytest.mark.parametrize("words", ["1", "不知道户号", "没有户号", "户号忘了", "不晓得"])
def test_who_knows_no_number_is_helped_to_find_it(talk: Talk, words: str) -> None:
    talk.says("绑定户号").says(words).hears("电费交给谁")


@pytest.mark.parametrize("opened", ["绑定户号", "绑定户号 {number}"])
def test_a_request_to_somebody_bound_sends_no_code(
    talk: Talk, world: World, shown: list[dict[str, Any]], opened: str
) -> None:
    talk.says(opened.format(number=shown[0]["account_no"]))
    sent = len(effects(world, Sms))
    talk.says(f"请已绑定的人同意 {shown[0]['account_no']}").hears("什么人")
    assert len(effects(world, Sms)) == sent


def test_from_the_code_another_door_keeps_the_number(talk: Talk, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says("请已绑定的人同意").hears("什么人").says("家里人").says("王小明")
    talk.hears(account["account_no"], "对吗")


def test_another_wish_about_accounts_is_answered_beside_the_question(
    talk: Talk, account: dict[str, Any]
) -> None:
    talk.says("绑定户号")
    talk.says("改登记手机号").hears("身份证", "营业厅", "请发要绑定的户号")
    talk.says(f"我家的户号是{account['account_no']}").hears("验证码已发到")


@pytest.mark.parametrize("words", ["{other}电费多少", "{other}开发票", "解绑{other}"])
def test_a_wish_about_a_number_sends_no_code_to_it(
    talk: Talk, world: World, shown: list[dict[str, Any]], words: str
) -> None:
    talk.says(f"绑定户号 {shown[0]['account_no']}")
    talk.says(words.format(other=shown[1]["account_no"])).misses("验证码已发到")
    assert len(effects(world, Sms)) == 1


@pytest.mark.parametrize("words", ["户主去世了怎么绑定", "二手房户主还是原来的怎么绑定"])
def test_a_holder_who_is_gone(talk: Talk, words: str) -> None:
    talk.says(words).hears("过户", "带证件核对", "已绑定的人同意")


def test_to_let_the_mother_look_is_a_share_and_no_binding(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}").says(code(world, account["phone"]))
    talk.says("我想让我妈也能看电费").hears(f"请已绑定的人同意 {account['account_no']}")


def test_another_wish_while_a_code_is_awaited_binds_nothing(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    talk.says(f"绑定户号 {shown[0]['account_no']}")
    talk.says(f"给户号{shown[1]['account_no']}交电费").misses("验证码已发到")
    assert len(effects(world, Sms)) == 1


def test_a_code_may_be_pasted_with_its_whole_sms(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says(f"【云溪供电】{world.sms(account['phone'])}").hears("绑定成功")


def test_the_phone_on_record_is_told(talk: Talk, world: World, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}").says(code(world, account["phone"]))
    assert "绑定了一个人" in world.sms(account["phone"])


def test_five_wrong_codes_void_it_and_shut_out_this_resident_only(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    right = code(world, account["phone"])
    for _ in range(4):
        talk.says(wrong(right)).hears("验证码不对")
    talk.says(wrong(right)).hears("作废", "95598").misses("成功")
    talk.says(right).misses("成功")
    world.clock.turn(minutes=2)
    talk.says(f"绑定户号 {account['account_no']}").hears("一小时").misses("成功")
    neighbour = Talk(world, openid="neighbour").says(f"绑定户号 {account['account_no']}")
    neighbour.says(code(world, account["phone"])).hears("绑定成功")
    world.clock.turn(minutes=60)
    talk.says(f"绑定户号 {account['account_no']}").hears("回复短信里的6位验证码")


def test_a_code_is_used_once_and_lasts_five_minutes(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    talk.says(f"绑定户号 {shown[0]['account_no']}")
    old = code(world, shown[0]["phone"])
    world.clock.turn(minutes=5)
    talk.says(old).hears("过期").misses("成功")
    talk.says("重发").hears("验证码已发到")
    fresh = code(world, shown[0]["phone"])
    talk.says(fresh).hears("绑定成功")
    talk.says("解绑").says("对")
    talk.says(f"绑定户号 {shown[0]['account_no']}").hears("一分钟")
    talk.says(fresh).misses("成功")
    world.clock.turn(minutes=2)
    talk.says(f"绑定户号 {shown[1]['account_no']}").says(fresh).hears("验证码不对")


def test_a_code_binds_only_who_asked_for_it(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    other = Talk(world, openid="other").says(f"绑定户号 {account['account_no']}").hears("一分钟")
    other.says(code(world, account["phone"])).misses("成功")


def test_a_code_binds_only_the_account_it_was_asked_for(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    talk.says(f"绑定户号 {shown[0]['account_no']}")
    first = code(world, shown[0]["phone"])
    talk.says(f"绑定户号 {shown[1]['account_no']}").hears("验证码")
    talk.says(first).hears("验证码不对")


def test_the_numbers_cannot_be_walked(talk: Talk, world: World) -> None:
    for n in range(5):
        talk.says(f"绑定户号 599999999{n}").hears("验证码")
    talk.says("绑定户号 5999999995").hears("95598").misses("成功", "回复短信里的")
    other = Talk(world, openid="other")
    other.says("绑定户号 5999999995").hears("验证码")


def test_one_resident_cannot_use_up_a_neighbours_messages(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    for _ in range(5):
        talk.says(f"绑定户号 {account['account_no']}")
        world.clock.turn(minutes=2)
    talk.hears("您要了3次", "过两天再要", "证件")
    assert len(effects(world, Sms)) == 3
    holder = Talk(world, openid="holder").says(f"绑定户号 {account['account_no']}")
    holder.hears("最多发3次", "过一天再要").misses("成功", "6位")
    assert len(effects(world, Sms)) == 3
    world.clock.turn(hours=24)
    talk.says(f"绑定户号 {account['account_no']}").hears("过两天再要")
    holder.says(f"绑定户号 {account['account_no']}").hears("6位验证码")
    holder.says(code(world, account["phone"])).hears("绑定成功")


def test_an_account_is_sent_three_codes_a_day_whoever_asks(
    world: World, account: dict[str, Any]
) -> None:
    for n in range(world.use.binding_rules.many_askers):
        Talk(world, openid=f"asker-{n}").says(f"绑定户号 {account['account_no']}")
        world.clock.turn(minutes=2)
    assert len(effects(world, Sms)) == 3


def test_many_askers_close_an_account_for_the_day_and_its_holder_is_told_once(
    world: World, account: dict[str, Any]
) -> None:
    many = world.use.binding_rules.many_askers
    for n in range(many + 2):
        asker = Talk(world, openid=f"asker-{n}").says(f"绑定户号 {account['account_no']}")
        world.clock.turn(minutes=2)
    asker.hears("短信绑定停一天", "证件")
    texts = [sms.text for sms in effects(world, Sms)]
    assert ["5分钟内有效" in t for t in texts] == [True] * 3 + [False]
    assert "已停一天" in texts[-1]
    world.clock.turn(hours=24)
    Talk(world, openid="asker-9").says(f"绑定户号 {account['account_no']}").hears("6位验证码")
    assert len(code(world, account["phone"])) == 6


@pytest.mark.parametrize("between", [["停电了", "和平路"], ["停电了"], ["家里没电了，帮我报修"]])
def test_the_awaited_code_binds_whatever_was_asked_in_between(
    talk: Talk, world: World, account: dict[str, Any], between: list[str]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    for words in between:
        talk.says(words)
    asked = talk.session.form
    talk.says(code(world, account["phone"])).hears("绑定成功")
    assert len(world.use.bindings.of(talk.openid)) == 1
    assert talk.session.form == asked
    assert talk.session.parked is None


def test_codes_guessed_beside_another_question_are_counted(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    right = code(world, account["phone"])
    talk.says("家里没电了，帮我报修").hears("在哪里")
    for n in range(4):
        talk.says(f"{(int(right) + 1 + n) % 1_000_000:06d}").hears("验证码不对", "在哪里")
    talk.says(wrong(right)).hears("错了5次", "在哪里")
    talk.says(right).misses("成功")
    assert not world.use.bindings.of(talk.openid)


def test_another_code_may_be_asked_for_after_the_hour(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    bad = wrong(code(world, account["phone"]))
    for _ in range(5):
        talk.says(bad)
    talk.hears("一小时内不能")
    talk.says("重发").hears("请过一小时")
    world.clock.turn(minutes=61)
    talk.says("重发").hears("验证码已发到")
    talk.says(code(world, account["phone"])).hears("绑定成功")


@pytest.mark.parametrize(
    "words", ["我的验证码是476532", "验证码476532", "476532", "重发", "重发验证码"]
)
def test_a_code_that_nobody_awaits_is_told_as_such(talk: Talk, words: str) -> None:
    talk.says(words).hears("没有在等验证码").misses("位数不对", "通知")


def test_two_neighbours_close_no_account(world: World, account: dict[str, Any]) -> None:
    for n in range(8):
        Talk(world, openid=f"neighbour-{n % 2}").says(f"绑定户号 {account['account_no']}")
        world.clock.turn(minutes=2)
    holder = Talk(world, openid="holder").says(f"绑定户号 {account['account_no']}")
    holder.hears("过一天再要").misses("短信绑定停一天")
    world.clock.turn(hours=24)
    holder.says(f"绑定户号 {account['account_no']}")
    holder.says(code(world, account["phone"])).hears("绑定成功")


def test_another_asker_within_a_minute_hears_the_truth(
    talk: Talk, world: World, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    other = Talk(world, openid="other").says(f"绑定户号 {account['account_no']}")
    other.hears("一分钟内刚发过", "别人要的")
    other.says(code(world, account["phone"])).hears("别的微信号").misses("已过期", "成功")
    world.clock.turn(seconds=61)
    other.says("重发").hears("验证码已发到")
    other.says(code(world, account["phone"])).hears("绑定成功")


def test_a_closed_number_reads_the_same_whether_it_exists_or_not(
    world: World, account: dict[str, Any]
) -> None:
    replies = set()
    for number in (account["account_no"], "5999999999"):
        for n in range(world.use.binding_rules.many_askers + 1):
            talk = Talk(world, openid=f"{number}-{n}").says(f"绑定户号 {number}")
            world.clock.turn(minutes=2)
        replies.add(talk.reply.replace(number, "N"))
    assert len(replies) == 1


def test_a_code_a_minute(talk: Talk, world: World, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says("没收到").hears("一分钟")
    world.clock.turn(seconds=61)
    talk.says("没收到").hears("验证码已发到")
    assert len(effects(world, Sms)) == 2


def test_the_code_is_kept_as_a_digest(talk: Talk, world: World, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    with world.parts.database.read() as connection:
        rows = connection.exec_driver_sql("select * from binding_codes").all()
    assert code(world, account["phone"]) not in str(rows)


def test_who_the_code_does_not_reach_reads_of_the_other_doors(
    talk: Talk, account: dict[str, Any]
) -> None:
    talk.says(f"绑定户号 {account['account_no']}")
    talk.says("手机号停用了").hears("点一下同意", "身份证", "不绑定也能办")


def test_without_a_gateway_no_code_is_promised(make_world: Callable[..., World]) -> None:
    world = make_world(SMS="none")
    account = demo.show(world.parts.database, world.clock())["accounts"][0]
    talk = Talk(world).says(f"绑定户号 {account['account_no']}")
    talk.hears("发不了短信", "身份证").misses("成功", "回复短信里的")
    assert not effects(world, Sms)


def test_a_second_account_and_how_each_is_called(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    for account in shown[:2]:
        talk.says(f"绑定户号 {account['account_no']}").says(code(world, account["phone"]))
    mothers = shown[1]["account_no"][-4:]
    talk.hears(f"尾号{mothers}的电费")
    talk.says("给第二个起名字叫妈妈家").hears("妈妈家")
    talk.says("妈妈家电费多少").hears(mothers)
    talk.says("我家的电费多少").hears(shown[0]["account_no"][-4:])
    talk.says("第二个户号的电费").hears(mothers)
    talk.says(f"{shown[0]['account_no']}电费多少").hears(shown[0]["account_no"][-4:])
    talk.says("把第二个设为默认").hears("默认", mothers)
    assert world.use.bindings.of(talk.openid)[0].account_no == shown[1]["account_no"]


def test_binding_twice_says_so(talk: Talk, world: World, account: dict[str, Any]) -> None:
    talk.says(f"绑定户号 {account['account_no']}").says(code(world, account["phone"]))
    talk.says(f"绑定户号 {account['account_no']}").hears("已经绑定")
