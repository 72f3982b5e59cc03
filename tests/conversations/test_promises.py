"""What an account or a missing SMS gateway cannot do is never promised."""

from collections.abc import Callable

import pytest
from support.duty import report
from support.paying import bind, shown
from support.talk import Talk, World

PROMISES = (
    "马上告诉",
    "马上在这里",
    "推得到",
    "主动告诉您",
    "发短信",
    "验证码会发到",
    "验证码已发到",
)
SILENT = {"WECHAT_ACCOUNT": "subscription-unverified", "SMS": "none"}


@pytest.fixture
def silent(make_world: Callable[..., World]) -> World:
    """A bot that can neither push nor text."""
    return make_world(**SILENT)


@pytest.fixture
def without_sms(make_world: Callable[..., World]) -> World:
    return make_world(SMS="none")


@pytest.mark.parametrize(
    "words",
    [
        "停电提前通知我",
        "我的电费多少",
        "开通自动扣费",
        "绑定户号",
        "绑定户号 5120437786",
        "户主去世了怎么绑定",
        "我要共享户号",
        "催费通知啥意思",
        "交了费还没来电",
        "开发票",
    ],
)
def test_unbound_nothing_is_promised_that_cannot_be(silent: World, words: str) -> None:
    Talk(silent).says(words).misses(*PROMISES)


def test_notices_wait_for_the_residents_next_word(silent: World) -> None:
    bind(silent, shown(silent, "arrears"))
    talk = Talk(silent).says("你们会主动通知我哪些消息")
    talk.hears("推不了消息", "下次跟本号说话时", "计划停电").misses(*PROMISES)
    talk.says("关掉通知").says("对")
    talk.says("打开通知").says("对").hears("打开了", "下次说话时").misses(*PROMISES)


def test_without_sms_binding_names_the_other_doors(without_sms: World) -> None:
    talk = Talk(without_sms)
    talk.says("查电费").hears("绑定户号", "同意", "证件").misses("验证码")
    talk.says("1").hears("发不了短信验证码", "1. 请已绑定的人同意", "2. 带证件核对")


def test_a_request_to_somebody_bound_waits_for_both(silent: World) -> None:
    account = bind(silent, shown(silent, "arrears"), "owner")
    asker = Talk(silent, "asker").says(f"请已绑定的人同意 {account.account_no}")
    asker.says("1").says("王小明").says("对").hears("请求记下了", "下次在这里说话时")
    asker.misses("他会收到", *PROMISES)
    silent.works()
    owner = Talk(silent, "owner").says("谢谢").hears("王小明", "同意")
    request = owner.reply.partition("回：同意 ")[2][:8]
    owner.says(f"同意 {request}").hears("可以")
    silent.works()
    asker.says("谢谢").hears("绑定成功")


def test_a_report_promises_no_word_by_itself(silent: World) -> None:
    talk = Talk(silent)
    talk.says("家里没电了，帮我报修").says("幸福小区3栋").says("不留").says("对")
    talk.hears("BX", "下次在这里说话时").misses(*PROMISES)
    talk.says("好的").misses("马上告诉")


def test_with_a_gateway_a_phone_is_texted(make_world: Callable[..., World]) -> None:
    world = make_world(WECHAT_ACCOUNT="subscription-unverified")
    talk = Talk(world)
    report(talk, "幸福小区3栋", "13800000000")
    talk.says("好的").hears("发短信告诉您")


def test_who_is_called_about_danger_is_told_truly(without_sms: World, world: World) -> None:
    talk = Talk(without_sms).says("幸福小区3栋门口电线掉地上了")
    talk.hears("远离", "BX", "95598", "通知不到值班人员").misses("正在通知")
    talk.says("13800000000").hears("通知不到值班人员").misses("正催")
    Talk(world, "other").says("和平路12号变压器冒火了").hears("正在通知值班人员")


def test_nobody_is_said_to_call_back_who_hears_of_nothing(without_sms: World) -> None:
    talk = Talk(without_sms).says("转人工").says("13800000000").says("想问增容").says("对")
    talk.hears("登记好了", "BX", "通知不到", "95598").misses("约好了", "客服会给")


def test_photos_that_cannot_be_fetched_are_not_said_to_be_seen(silent: World) -> None:
    talk = Talk(silent)
    talk.says("家里没电了，帮我报修").sends("image", MediaId="m", PicUrl="http://x/y")
    talk.hears("取不到", "在哪里").misses("会放进报修里")
    talk.sends("voice", MediaId="v", Format="amr").hears("打字", "在哪里").misses("会听")
    talk.says("幸福小区3栋").says("13800000000").says("对").hears("BX")
    talk.sends("image", MediaId="m", PicUrl="http://x/y").hears("取不到").misses("看得到")
    talk.says("帮助").misses("发照片")


def test_papers_are_a_choice_where_no_sms_can_be_sent(silent: World) -> None:
    talk = Talk(silent)
    talk.says("电费多少").hears("带证件核对", "2. 带证件核对")
    talk.says("带证件核对").misses("帮不上忙").hears("户号")
