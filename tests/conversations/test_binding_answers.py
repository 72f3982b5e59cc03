"""While an account is being bound: another number and back, refusals, meter numbers, tenants."""

import re

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account


@pytest.fixture
def account(world: World) -> Account:
    return shown(world, "arrears")


def code_to(world: World, account: Account) -> str:
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", world.sms(account.phone or ""))
    return str(code)


def test_a_code_made_void_by_another_number_is_said_to_be_void(
    talk: Talk, world: World, account: Account
) -> None:
    other = shown(world, "arrears_time_of_use")
    talk.says(f"绑定户号{account.account_no}").says(f"我绑另一个{other.account_no}")
    talk.says(f"还是绑{account.account_no}").hears("作废", "重发").misses("收到了就回")
    talk.says(code_to(world, account)).hears("用不了", "别的户号")
    world.clock.turn(minutes=1)
    talk.says("重发").hears("验证码已发")
    talk.says(code_to(world, account)).hears("绑定成功")


def test_a_code_still_awaited_is_taken(talk: Talk, world: World, account: Account) -> None:
    talk.says(f"绑定户号{account.account_no}").says(f"绑定户号{account.account_no}")
    talk.hears("收到了就回").misses("作废")
    talk.says(code_to(world, account)).hears("绑定成功")


def asked_for_name(talk: Talk, account: Account) -> None:
    talk.says(f"请已绑定的人同意 {account.account_no}").says("家里人").hears("称呼")


@pytest.mark.parametrize(
    "words",
    ["先不", "暂时不用", "我再想想", "不发了", "先不发了", "算了不弄了", "再考虑一下"],
)
@pytest.mark.parametrize("is_last", [False, True])
def test_a_refusal_ends_the_request(
    talk: Talk, account: Account, words: str, is_last: bool
) -> None:
    asked_for_name(talk, account)
    if is_last:
        talk.says("张小明").hears("您是张小明", "对吗")
    talk.says(words).hears("已取消请人同意").misses("对吗")


@pytest.mark.parametrize("words", ["解绑", "绑定", "不要", "找台区经理", "户主电话多少", "营业厅"])
def test_a_service_word_is_no_name(talk: Talk, account: Account, words: str) -> None:
    asked_for_name(talk, account)
    talk.says(words).misses(f"您是{words}")


@pytest.mark.parametrize("words", ["先看看", "先别急", "再看一下", "还要等好久"])
def test_looking_first_takes_nothing_back(talk: Talk, words: str) -> None:
    talk.says("我要报修").says("石桥镇和平路12号").hears("手机号")
    talk.says(words).hears("手机号").misses("取消")


@pytest.mark.parametrize("words", ["不起了", "先不起名", "先不"])
def test_a_refusal_is_no_name_of_an_account(talk: Talk, account: Account, words: str) -> None:
    bind(talk.world, account)
    talk.says("给户号起名字").hears("叫什么")
    talk.says(words).hears("已取消起名字")


@pytest.mark.parametrize("name", ["张小明", "小丽", "莫小梅", "王经理", "别小强"])
def test_a_name_is_one(talk: Talk, account: Account, name: str) -> None:
    asked_for_name(talk, account)
    talk.says(name).hears(f"您是{name}", "对吗")


def test_the_holders_phone_is_not_told(talk: Talk, account: Account) -> None:
    asked_for_name(talk, account)
    talk.says("张小明").says("户主电话多少").hears("不能告诉", "对吗").misses(account.phone or "-")


@pytest.mark.parametrize(
    "words",
    [
        "我只有表号 1234567890123，地址青杠乡金溪村5组1号",
        "表号12345678901，地址青杠乡金溪村5组1号",
        "电表上的号是1234567890，青杠乡金溪村5组1号",
        "电表号1234567890123 地址在青杠乡金溪村5组1号",
    ],
)
@pytest.mark.parametrize("opened", ["绑定户号", "你好"])
def test_a_number_called_the_meters_is_no_account(talk: Talk, opened: str, words: str) -> None:
    talk.says(opened)
    talk.says(words if opened == "绑定户号" else f"绑定户号，{words}")
    talk.hears("表号和地址没有对上").misses("验证码")


def test_an_account_beside_a_meter_is_bound(talk: Talk, account: Account) -> None:
    talk.says(f"绑定户号{account.account_no}，表号1234567890123").hears(
        "验证码已发", account.account_no
    )


@pytest.mark.parametrize("words", ["电表号 0012345", "电表上的号 0012345", "表上写的0012345"])
def test_a_short_meter_number_is_told_what_it_lacks(talk: Talk, words: str) -> None:
    talk.says("绑定户号").says(words).hears("表号是多少").misses("报修")
    talk.says("表上写的0012345").hears("0012345是7位", "8到24位")


def test_a_number_of_the_wrong_length_is_told_why(talk: Talk) -> None:
    talk.says("绑定户号").says("512043778").hears("512043778是9位", "10位").misses("报修")


@pytest.mark.parametrize(
    "words",
    ["我是租户，房东不给验证码", "户主不肯给验证码", "房东不告诉我验证码", "他不愿意发验证码"],
)
def test_who_is_given_no_code_hears_of_approval(talk: Talk, account: Account, words: str) -> None:
    talk.says(f"绑定户号{account.account_no}").says(words).hears("请已绑定的人同意", "证件")


@pytest.mark.parametrize(
    "words", ["我是租房的", "房子是租的", "我是租户", "租的房子可以办吗", "租房户"]
)
def test_a_tenant_is_told_who_decides_on_papers(talk: Talk, words: str) -> None:
    talk.says("低压居民新装要什么材料").hears("产权")
    talk.says(words).hears("租赁合同", "房东", "说了才算")


def test_a_tenant_who_says_so_at_once(talk: Talk) -> None:
    talk.says("房子是我租的，想装个电表，要啥").hears("产权", "租赁合同", "说了才算")


@pytest.mark.parametrize("words", ["租客", "租房户", "我是租房的", "我是租户"])
def test_a_tenant_alone_is_asked_whom_he_pays(talk: Talk, words: str) -> None:
    talk.says(words).hears("电费交给谁", "1. 供电公司", "2. 物业或房东")
