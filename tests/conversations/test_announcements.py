"""Planned outages are announced to whoever is bound to an account below them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from support.paying import bind, shown
from support.talk import Talk, World, effects

from bot import tasks
from bot.backends.accounts import Account
from bot.backends.outages import NewOutage, Outage
from bot.effects import Sms
from bot.store.bindings import RIGHTS
from bot.utility import NoticeRules, OutageField, OutageTemplate

SEND = "/cgi-bin/message/custom/send"


@pytest.fixture
def account(world: World) -> Account:
    """An account with no outage in the days to come."""
    return shown(world, "no_phone")


def planned(world: World, account: Account, **in_: float) -> Outage:
    start = world.clock().replace(hour=8, minute=30) + timedelta(**(in_ or {"days": 5}))
    outage: Outage = world.use.outages.open(
        f"plan:{start}",
        NewOutage(
            kind="planned",
            area="测试一带",
            cause="线路检修",
            devices=(account.usage_point.transformer,),
            start=start,
            expected_end=start + timedelta(hours=9),
        ),
    )
    return outage


def told(world: World, openid: str = "resident-one") -> list[str]:
    tasks.announce()
    world.works()
    return [text for text in world.platform.texts(openid) if "测试一带" in text]


def test_it_is_told_once_with_its_date(world: World, account: Account) -> None:
    bind(world, account, alias="自己家")
    planned(world, account)
    (text,) = told(world)
    for word in ("“自己家”", "11月29日 08:30-17:30", "线路检修", "关掉通知"):
        assert word in text
    world.clock.turn(hours=13)
    assert told(world) == [text]
    world.parts.performing.prune()
    world.clock.turn(days=2)
    world.parts.performing.prune()
    assert told(world) == [text]


def test_only_whom_it_concerns_and_who_wants_it(world: World, account: Account) -> None:
    bind(world, account, "bound")
    bind(world, account, "muted", rights=RIGHTS - {"notices"})
    bind(world, shown(world, "standing"), "elsewhere")
    bind(world, account, "forgotten")
    planned(world, account)
    Talk(world, "forgotten").happens("unsubscribe")
    assert len(told(world, "bound")) == 1
    for openid in ("muted", "elsewhere", "forgotten"):
        assert not told(world, openid)


def test_two_accounts_below_one_outage_are_one_message(world: World, account: Account) -> None:
    outage = planned(world, account)
    numbers = sorted(world.use.accounts.below(outage.devices))[:2]
    for number in numbers:
        bind(world, world.use.accounts.get(number))
    (text,) = told(world)
    assert all(number[-4:] in text for number in numbers)


def test_a_feeder_is_all_its_transformers(world: World) -> None:
    account = bind(world, shown(world, "planned"))
    tasks.announce()
    world.works()
    texts = world.platform.texts("resident-one")
    assert len(texts) == 2
    assert all(account.account_no[-4:] in text for text in texts)


def test_not_before_its_time_and_not_when_it_has_begun(world: World, account: Account) -> None:
    bind(world, account)
    planned(world, account, days=20)
    planned(world, account, hours=10)
    assert not told(world)
    world.clock.turn(days=11)
    assert len(told(world)) == 1


def test_at_night_only_what_begins_before_morning(world: World, account: Account) -> None:
    bind(world, account)
    world.clock.now = datetime(2026, 11, 24, 23, 0)
    planned(world, account, days=3)
    assert not told(world)
    planned(world, account, hours=21.5)
    (text,) = told(world)
    assert "06:00" in text
    world.clock.now = datetime(2026, 11, 25, 7, 5)
    assert len(told(world)) == 2


def test_other_times_and_a_cancellation_are_told_too(world: World, account: Account) -> None:
    bind(world, account)
    outage = planned(world, account)
    assert len(told(world)) == 1
    later = outage.start + timedelta(hours=10)
    world.use.outages.change("k", outage.outage_no, expected_end=later)
    text = told(world)[-1]
    assert "时间改了" in text
    assert "18:30" in text
    world.use.outages.close("k", outage.outage_no, world.clock())
    assert "取消了" in told(world)[-1]
    assert len(told(world)) == 3


def test_outside_the_two_days_the_holder_gets_an_sms(world: World) -> None:
    account = bind(world, shown(world, "standing"))
    bind(world, account, "child")
    planned(world, account)
    world.platform.errcodes[SEND] = 45015
    told(world)
    assert "测试一带" in world.sms(account.phone or "")


def test_what_can_neither_be_pushed_nor_texted_comes_with_the_next_answer(
    make_world: Callable[..., World],
) -> None:
    world = make_world(SMS="none", WECHAT_ACCOUNT="subscription-unverified")
    account = bind(world, shown(world, "standing"))
    planned(world, account)
    told(world)
    Talk(world).says("你好").hears("测试一带", "11月29日")


def test_the_settings_say_that_it_comes_and_how(
    world: World, talk: Talk, account: Account, make_world: Callable[..., World]
) -> None:
    bind(world, account)
    talk.says("你们都会通知我什么").hears("计划停电，提前说一声", "48小时", "短信")
    silent = make_world(SMS="none", WECHAT_ACCOUNT="subscription-unverified")
    Talk(silent).says("停电提前通知我").hears("推不了消息", "下次").misses("短信")


@pytest.fixture
def with_template(world: World) -> World:
    """The utility names a template of its account."""
    parts = world.parts
    fields: dict[str, OutageField] = {"thing1": "area", "time2": "times", "thing3": "accounts"}
    template = OutageTemplate("T-outage", fields)
    parts.utility = replace(parts.utility, notices=NoticeRules(10, template))
    return world


def test_outside_the_two_days_a_template_message_comes_once(
    with_template: World, account: Account
) -> None:
    world = with_template
    bind(world, account, alias="自己家")
    planned(world, account)
    world.platform.errcodes[SEND] = 45015
    told(world)
    told(world)
    (sent,) = world.platform.templates
    assert (sent["touser"], sent["template_id"]) == ("resident-one", "T-outage")
    assert {name: field["value"] for name, field in sent["data"].items()} == {
        "thing1": "测试一带",
        "time2": "2026年11月29日 08:30~2026年11月29日 17:30",
        "thing3": "自己家",
    }
    assert effects(world, Sms) == []
    Talk(world).says("你好").misses("测试一带")


def test_the_settings_then_speak_of_no_sms(
    with_template: World, talk: Talk, account: Account
) -> None:
    bind(with_template, account)
    talk.says("你们都会通知我什么").hears("48小时", "通知卡片").misses("短信")


def test_within_the_two_days_it_is_told_in_the_chat(with_template: World, account: Account) -> None:
    bind(with_template, account)
    planned(with_template, account)
    assert len(told(with_template)) == 1
    assert not with_template.platform.templates


def test_a_template_that_the_platform_refuses_leaves_the_sms(with_template: World) -> None:
    world = with_template
    account = bind(world, shown(world, "standing"))
    planned(world, account)
    world.platform.errcodes |= {SEND: 45015, "/cgi-bin/message/template/send": 40037}
    told(world)
    assert "测试一带" in world.sms(account.phone or "")


def test_an_account_without_templates_sends_none(make_world: Callable[..., World]) -> None:
    world = make_world(WECHAT_ACCOUNT="subscription")
    template = OutageTemplate("T-outage", {"thing1": "area"})
    world.parts.utility = replace(world.parts.utility, notices=NoticeRules(10, template))
    account = bind(world, shown(world, "standing"))
    planned(world, account)
    world.platform.errcodes[SEND] = 45015
    told(world)
    assert not world.platform.templates
    assert "测试一带" in world.sms(account.phone or "")


def test_a_busy_platform_gets_the_template_later_and_once(
    with_template: World, account: Account
) -> None:
    world = with_template
    bind(world, account)
    planned(world, account)
    world.platform.errcodes |= {SEND: 45015, "/cgi-bin/message/template/send": -1}
    told(world)
    del world.platform.errcodes["/cgi-bin/message/template/send"]
    world.clock.turn(minutes=2)
    told(world)
    assert len(world.platform.templates) == 1
