import re
from typing import Any

import pytest
from support.talk import Talk, World, effects

from bot.backends import demo
from bot.effects import Push, Sms
from bot.store.bindings import RIGHTS


@pytest.fixture
def shown(world: World) -> list[dict[str, Any]]:
    accounts: list[dict[str, Any]] = demo.show(world.parts.database, world.clock())["accounts"]
    return accounts


@pytest.fixture
def mother(talk: Talk, shown: list[dict[str, Any]]) -> Talk:
    """A resident with the first account bound."""
    return binds(talk, shown[0])


def binds(talk: Talk, account: dict[str, Any]) -> Talk:
    talk.says(f"绑定户号 {account['account_no']}")
    (code,) = re.findall(r"(?<!\d)\d{6}(?!\d)", talk.world.sms(account["phone"]))
    return talk.says(code).hears("绑定成功")


def asks(talk: Talk, account: dict[str, Any], role: str = "1") -> Talk:
    talk.says(f"请已绑定的人同意 {account['account_no']}").hears("/pages/privacy", "什么人")
    talk.says(role).hears("称呼")
    talk.says("王小明").hears("对吗")
    return talk.says("对").hears("请求发出去了")


def test_an_unbound_wish_is_answered_with_how_to_bind(talk: Talk) -> None:
    talk.says("我的电费多少").hears("绑定户号")
    talk.says("1").hears("10位")


def test_the_list_masks_names_and_says_the_default(
    mother: Talk, shown: list[dict[str, Any]]
) -> None:
    mother.says("我绑定了哪些户号").hears(shown[0]["account_no"], "默认", "*")
    mother.misses(shown[0]["holder"], shown[0]["address"], shown[0]["phone"])


def test_who_else_uses_an_account_is_answered(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    mother.says("谁能看我的户号").hears(shown[0]["account_no"][-4:], "只有您在用")
    asks(Talk(world, openid="child"), shown[0])
    mother.is_told("1. 同意")
    mother.says("1").says("谁绑了我的户号").hears("共享给王小明", "1. 取消共享 王小明")


def test_a_bare_number_is_asked_about_and_not_refused(
    mother: Talk, shown: list[dict[str, Any]]
) -> None:
    mother.says(shown[1]["account_no"]).hears("1. 绑定它", "2. 给它交电费").misses("帮不上忙")
    mother.says("1").hears("验证码")
    mother.says("取消").says(shown[0]["account_no"]).hears("已经绑定", "1. 查电费")
    mother.says("我的户号是" + shown[1]["account_no"]).hears("1. 绑定它")


def test_a_late_code_is_told_what_it_lacks(talk: Talk) -> None:
    talk.says("530694").hears("绑定户号").misses("帮不上忙", "成功")


def test_unbinding_asks_once_and_takes_a_yes(mother: Talk, world: World) -> None:
    mother.says("解绑").hears("对吗")
    assert world.use.bindings.of(mother.openid)
    mother.says("对").hears("已解绑").misses("成功")
    assert world.use.bindings.of(mother.openid) == ()
    mother.says("我的电费多少").hears("绑定户号")


def test_with_several_bound_the_one_to_unbind_is_asked_for(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    binds(mother, shown[1])
    mother.says("解绑").hears("哪一个", "1. ", "2. ")
    mother.says("第二个").hears("对吗", shown[1]["account_no"][-4:]).says("对")
    (left,) = world.use.bindings.of(mother.openid)
    assert left.account_no == shown[0]["account_no"]


def test_unbinding_can_be_called_off(mother: Talk, world: World) -> None:
    mother.says("解绑").says("取消").hears("取消")
    assert world.use.bindings.of(mother.openid)


@pytest.mark.parametrize(
    "alias", ["'; drop table bindings;--", "12345", "很长很长很长很长很长的一个名字", "<b>"]
)
def test_a_name_that_is_none_is_asked_for_again(mother: Talk, world: World, alias: str) -> None:
    mother.says("给户号起名字").hears("叫什么")
    mother.says(alias)
    assert world.use.bindings.of(mother.openid)[0].alias in ("", "b")


def test_somebody_bound_lets_a_child_in_and_takes_it_back_by_one_tap(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    child = asks(Talk(world, openid="child"), shown[0])
    mother.is_told("王小明", "家里人", "1. 同意")
    mother.says("1").hears("王小明", "查电费")
    child.is_told("绑定成功")
    (share,) = world.use.bindings.of("child")
    assert (share.rights, share.role, share.shared_by) == (RIGHTS, "child", mother.openid)
    assert world.use.privacy.agreed("child")
    child.says("我的电费多少").hears(shown[0]["account_no"][-4:])
    mother.says("我的户号").hears("共享给王小明", "取消共享 王小明")
    mother.says("取消共享 王小明").hears("已取消")
    child.is_told("取消")
    assert world.use.bindings.of("child") == ()
    child.says("我的电费多少").hears("绑定户号")


def test_a_helper_pays_and_reports_but_sees_no_bill(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    helper = asks(Talk(world, openid="helper"), shown[0], role="帮忙的人")
    mother.is_told("王小明", "交电费、报修").says("1")
    helper.says("查上个月电费").hears("没有开放查电费").misses("元")


def test_the_sharer_may_allow_less_or_nothing(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    asks(Talk(world, openid="tenant"), shown[0], role="租客")
    mother.is_told("租客").says("2")
    assert world.use.bindings.of("tenant")[0].rights == {"pay", "report"}
    other = asks(Talk(world, openid="other"), shown[0])
    mother.is_told("不同意").says("不同意").hears("没有让")
    other.is_told("没有同意")
    assert world.use.bindings.of("other") == ()


@pytest.mark.usefixtures("mother")
def test_a_request_for_an_account_nobody_holds_reads_the_same(
    world: World, shown: list[dict[str, Any]]
) -> None:
    known = asks(Talk(world, openid="one"), shown[0]).reply
    assert asks(Talk(world, openid="two"), {"account_no": "5999999999"}).reply == known
    assert asks(Talk(world, openid="three"), shown[1]).reply == known


def test_only_who_proved_the_account_can_let_somebody_in(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    asks(Talk(world, openid="child"), shown[0])
    mother.is_told("王小明")
    request = effects(world, Push)[0].choices[0].says.split()[-1]
    binds(Talk(world, openid="stranger"), shown[1]).says(f"同意 {request}").hears("处理过")
    Talk(world, openid="child").says(f"同意 {request}").hears("处理过")
    assert world.use.bindings.of("child") == ()
    mother.says(f"同意 {request}").hears("可以")
    mother.says(f"同意 {request}").hears("处理过")


def test_a_request_ends_after_a_day(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    asks(Talk(world, openid="child"), shown[0])
    mother.is_told("王小明")
    request = effects(world, Push)[0].choices[0].says.split()[-1]
    world.clock.turn(hours=25)
    mother.says(f"同意 {request}").hears("过期")
    assert world.use.bindings.of("child") == ()


def test_shares_end_with_the_binding_they_hang_on(
    mother: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    child = asks(Talk(world, openid="child"), shown[0])
    mother.is_told("王小明").says("1")
    mother.says("解绑").says("对")
    assert world.use.bindings.of("child") == ()
    child.is_told("取消")


def test_requests_count_like_numbers_tried(world: World) -> None:
    talk = Talk(world)
    for n in range(5):
        asks(talk, {"account_no": f"599999999{n}"}) if n == 0 else talk.says(
            f"绑定户号 599999999{n}"
        )
    talk.says("绑定户号 5999999990").hears("95598")


def test_a_landlords_meter_is_not_ours(talk: Talk) -> None:
    talk.says("不知道户号").hears("电费交给谁", "1. 供电公司", "3. 不清楚")
    talk.says("物业收的").hears("转供电", "报修", "查账单", "12398").misses("电费交给谁")


def test_a_number_is_found_by_meter_and_address_only_together(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    account = world.use.accounts.get(shown[0]["account_no"])
    meter_no = account.usage_point.meter_no
    talk.says("我的户号是多少").says("供电公司").hears("表号")
    talk.says(meter_no).hears("门牌")
    talk.says("和平路99号1单元101室").hears("没有对上").misses(account.account_no)
    talk.says("按表号找户号").says(meter_no)
    talk.says(account.address.removeprefix("云溪县城关镇")).hears(account.account_no)
    talk.misses(account.holder, account.phone)
    talk.says("1").hears("验证码")


@pytest.mark.parametrize(
    "words",
    [
        "我租房的，电费交给房东，想查电费",
        "电费是物业收的，户号是多少",
        "电费交给房东，我要开发票",
        "钱都给房东了，查下电费",
        "我们转供电的，查电费",
    ],
)
def test_who_has_said_that_the_landlord_is_paid_is_not_asked(talk: Talk, words: str) -> None:
    talk.says(words).hears("转供电", "12398").misses("绑定户号”", "电费交给谁")
    talk.says("户号是多少").hears("转供电").misses("电费交给谁")
    talk.says("查电费").hears("转供电")


@pytest.mark.parametrize(
    "words", ["我租的房子，想查电费", "帮房东交电费", "没有交给房东，想查电费"]
)
def test_a_landlord_who_is_only_named_is_not_taken_for_the_payee(talk: Talk, words: str) -> None:
    talk.says(words).hears("绑定户号").misses("转供电")


@pytest.mark.parametrize("words", ["我是租客，房东不给我户号", "我租的房子，房东不告诉我户号"])
def test_a_tenant_whom_the_landlord_gives_no_number(talk: Talk, words: str) -> None:
    talk.says(words).hears("电费交给谁")


def test_a_meter_number_that_is_told_is_not_asked_for(talk: Talk) -> None:
    talk.says("不知道户号").says("表号350104455667").hears("门牌").misses("表号是多少")
    talk.says("不知道").hears("门牌").misses("没有对上")


def test_looking_for_numbers_by_meter_is_counted(talk: Talk) -> None:
    nowhere = "和平路99号1单元101室"
    for _ in range(5):
        talk.says("按表号找户号").says("350104455667").says(nowhere).hears("没有对上")
    talk.says("按表号找户号").says("350104455667").says(nowhere).hears("95598", "明天")


def test_a_phone_on_record_is_changed_by_people_who_see_papers(mother: Talk) -> None:
    mother.says("户主登记的手机号换了，改一下").hears("身份证", "营业厅")


def released(talk: Talk, account: dict[str, Any]) -> str:
    """Ask for a look at papers; the link that went to the district manager."""
    talk.says(f"带证件核对绑定 {account['account_no']}").hears("/pages/privacy", "称呼")
    talk.says("张三").hears("对吗")
    talk.says("对").hears("核对编号", "身份证")
    return str(effects(talk.world, Sms)[-1].text.rsplit("\n", 1)[-1])


def path(link: str) -> str:
    return link.removeprefix("http://bot.example")


def test_the_district_manager_releases_by_a_signed_link(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    link = released(talk, shown[0])
    assert shown[0]["manager"]["phone"] == effects(world, Sms)[-1].phone
    page = world.client.get(path(link))
    assert page.status_code == 200
    assert shown[0]["holder"] in page.get_data(as_text=True)
    assert world.use.bindings.of(talk.openid) == ()
    done = world.client.post(path(link), data={"word": "grant", "seen": "yes"})
    assert "已放行" in done.get_data(as_text=True)
    talk.is_told("绑定成功")
    assert "核对证件" in world.sms(shown[0]["phone"])
    assert world.client.post(path(link), data={"word": "grant", "seen": "yes"}).status_code == 410
    assert len(world.use.bindings.of(talk.openid)) == 1


def test_a_release_needs_the_papers_seen(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    link = released(talk, shown[0])
    world.client.post(path(link), data={"word": "grant"})
    assert world.use.bindings.of(talk.openid) == ()
    world.client.post(path(link), data={"word": "refuse"})
    talk.is_told("没有通过")


def test_an_altered_or_old_release_link_opens_nothing(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    link = path(released(talk, shown[0]))
    assert world.client.get(link[:-2] + "xx").status_code == 403
    assert world.client.post(link[:-2] + "xx", data={"word": "grant"}).status_code == 403
    world.clock.turn(hours=24 * 8)
    assert world.client.post(link, data={"word": "grant", "seen": "yes"}).status_code == 410
    assert world.use.bindings.of(talk.openid) == ()


def test_each_look_at_a_release_is_audited_before_it_is_shown(
    talk: Talk, world: World, shown: list[dict[str, Any]]
) -> None:
    world.client.get(path(released(talk, shown[0])))
    verdict = world.parts.audit.verify()
    assert (verdict.rows, verdict.broken_at) == (1, None)
