"""Cut for arrears, paid, still dark: the ladder, the watch, and dates told to who asks."""

import re

import pytest
from support.paying import bind, confirms, link, shown, standing
from support.talk import Talk, World, effects

from bot import say
from bot.backends.accounts import Account
from bot.backends.outages import NewOutage
from bot.effects import CallDuty, WatchPower

STILL_DARK = "电费交清了，怎么还没来电"


@pytest.fixture
def dark(world: World) -> Account:
    """Cut, paid an hour ago, still dark."""
    return bind(world, shown(world, "cut_paid"))


@pytest.fixture
def cut(world: World) -> Account:
    """Cut and not paid; its relay closes ten minutes after paying."""
    return bind(world, shown(world, "cut"))


def test_the_ladder_one_step_at_a_time_up_to_a_ticket(
    world: World, talk: Talk, dark: Account
) -> None:
    talk.says(STILL_DARK).hears("交清", "19:15", "21:15", "还没有合闸", "等", "来电了吗")
    talk.misses("白色按键", "空气开关")
    talk.says("还没来电").hears("插卡").misses("白色按键")
    talk.says("不用插卡").hears("白色按键", "5到10秒").misses("空气开关")
    talk.says("按了没反应").hears("空气开关")
    talk.says("推上去了还是没电").hears("BX", say.masked_phone(dark.phone or ""))
    talk.misses(dark.phone or "-", dark.address)
    (ticket,) = world.use.tickets.of_reporter(talk.openid)
    assert ticket.place == dark.address
    assert CallDuty(ticket.ticket_no) in effects(world, CallDuty)
    assert not effects(world, WatchPower)


@pytest.mark.usefixtures("dark")
def test_light_at_any_step_ends_the_ladder(world: World, talk: Talk) -> None:
    talk.says(STILL_DARK)
    talk.says("2").hears("插卡")
    talk.says("来电了，谢谢").hears("太好了")
    assert talk.session.form is None
    assert not world.use.tickets.of_reporter(talk.openid)
    assert not effects(world, WatchPower)


@pytest.mark.usefixtures("dark")
def test_who_waits_is_told_what_happens_then(world: World, talk: Talk) -> None:
    talk.says(STILL_DARK)
    talk.says("好的，我等等").hears("自动给您登记抢修")
    world.clock.turn(minutes=59)
    world.works()
    assert not world.use.tickets.of_reporter(talk.openid)
    world.clock.turn(minutes=2)
    world.works()
    (ticket,) = world.use.tickets.of_reporter(talk.openid)
    talk.is_told(ticket.ticket_no, "还没复电", "自动给您登记抢修")


@pytest.mark.usefixtures("dark")
def test_after_two_hours_nobody_is_told_to_wait(world: World, talk: Talk) -> None:
    world.clock.turn(hours=3)
    talk.says(STILL_DARK).hears("插卡", "还没有合闸").misses("等一等")


def test_a_lit_meter_skips_to_the_breaker(world: World, talk: Talk) -> None:
    bind(world, shown(world, "arrears"))
    confirms(world, link(talk.says("交电费")))
    talk.says("欠费停的电，交清了还没复电").hears("表上有电", "空气开关").misses("白色按键")


@pytest.mark.usefixtures("cut")
def test_the_meter_is_asked_again_after_each_try(world: World, talk: Talk) -> None:
    confirms(world, link(talk.says("交电费")))
    talk.says(STILL_DARK).hears("还没有合闸")
    world.clock.turn(minutes=11)
    talk.says("还没来电").hears("已经合闸", "空气开关").misses("插卡")


@pytest.mark.usefixtures("cut")
def test_power_back_by_itself_is_told_by_the_watch(world: World, talk: Talk) -> None:
    talk.says("交电费").hears("因欠费停着电")
    confirms(world, link(talk))
    talk.is_told("一般2小时内自动复电", "自动给您登记抢修")
    world.clock.turn(hours=2, minutes=1)
    talk.is_told("已经复电")
    assert not world.use.tickets.of_reporter(talk.openid)


@pytest.mark.usefixtures("cut")
def test_power_not_back_opens_a_ticket_by_itself(world: World, talk: Talk) -> None:
    confirms(world, link(talk.says("交电费")))
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE demo_accounts SET reconnect_at = NULL")
    world.clock.turn(hours=1, minutes=59)
    world.works()
    assert not world.use.tickets.of_reporter(talk.openid)
    world.clock.turn(minutes=1)
    world.works()
    (ticket,) = world.use.tickets.of_reporter(talk.openid)
    talk.is_told(ticket.ticket_no, "2小时")
    assert CallDuty(ticket.ticket_no) in effects(world, CallDuty)
    world.clock.turn(hours=3)
    world.works()
    assert len(world.use.tickets.of_reporter(talk.openid)) == 1


@pytest.mark.usefixtures("cut")
def test_the_watch_opens_no_second_ticket_beside_a_report(world: World, talk: Talk) -> None:
    confirms(world, link(talk.says("交电费")))
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE demo_accounts SET reconnect_at = NULL")
    talk.says("家里没电了，帮我派人来修").says("13800138000").says("对").hears("BX")
    world.clock.turn(hours=2, minutes=1)
    world.works()
    assert len(world.use.tickets.listed()) == 1


def test_an_outage_at_that_hour_is_told_instead_of_a_ticket(
    world: World, talk: Talk, cut: Account
) -> None:
    confirms(world, link(talk.says("交电费")))
    world.clock.turn(hours=1)
    devices = (cut.usage_point.transformer,)
    new = NewOutage("fault", "和平路", "变压器故障", devices, world.clock())
    world.use.outages.open("a-fault", new)
    world.clock.turn(hours=1, minutes=1)
    talk.is_told("另外的停电", "变压器故障")
    assert not world.use.tickets.of_reporter(talk.openid)


def test_a_guess_made_elsewhere_on_the_feeder_is_no_reason_to_open_none(
    world: World, talk: Talk, cut: Account
) -> None:
    confirms(world, link(talk.says("交电费")))
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE demo_accounts SET reconnect_at = NULL")
    devices = (cut.usage_point.feeder,)
    guess = NewOutage("fault", "和平路", "", devices, world.clock(), confirmed=False)
    world.use.outages.open("a-guess", guess)
    world.clock.turn(hours=2, minutes=1)
    world.works()
    assert world.use.tickets.of_reporter(talk.openid)


def test_a_strangers_payment_is_watched_without_telling_the_stranger(
    world: World, talk: Talk
) -> None:
    account = shown(world, "cut")
    talk.says(f"给户号{account.account_no}交电费").misses("停")
    confirms(world, link(talk))
    talk.is_told("收到了")
    assert "复电" not in world.platform.texts(talk.openid)[-1]
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE demo_accounts SET reconnect_at = NULL")
    told = len(world.platform.texts(talk.openid))
    world.clock.turn(hours=2, minutes=1)
    world.works()
    assert effects(world, CallDuty)
    assert len(world.platform.texts(talk.openid)) == told
    assert not world.use.tickets.of_reporter(talk.openid)


@pytest.mark.usefixtures("cut")
def test_part_of_a_debt_brings_no_power_back_and_no_watch(world: World, talk: Talk) -> None:
    confirms(world, link(talk.says("先交20元")))
    talk.is_told("还欠", "全部交清以后才会复电")
    assert not effects(world, WatchPower)
    talk.says("我交了钱咋个还没来电").hears("欠", "20.00元", "前天因欠费停的电", "交电费")


def test_cut_and_unpaid_the_dates_are_told(world: World, talk: Talk, cut: Account) -> None:
    talk.says("欠费停电了怎么恢复").hears(
        say.yuan(standing(world, cut).due_fen), "前天因欠费停的电", "11月14日发过停电通知", "2小时"
    )


def test_a_planned_cut_its_notice_and_the_rule(world: World, talk: Talk) -> None:
    bind(world, shown(world, "notice"))
    talk.says("欠费会不会停电，交清了能不能不停").hears("11月19日", "11月27日", "30天", "7天")


def test_unbound_the_ladder_still_helps(talk: Talk) -> None:
    talk.says(STILL_DARK).hears("绑定户号", "来电了吗")
    talk.says("没来电").hears("插卡")
    talk.says("没来").hears("白色按键")
    talk.says("还是没有").hears("空气开关")
    talk.says("没有").hears("在哪里")
    talk.says("和平路12号").hears("手机号")


@pytest.mark.usefixtures("dark")
def test_unclear_answers_are_asked_again(talk: Talk) -> None:
    talk.says(STILL_DARK)
    talk.says("嗯？啥意思").hears("来电了吗")


@pytest.mark.usefixtures("dark")
def test_the_ladder_can_be_left(talk: Talk) -> None:
    talk.says(STILL_DARK)
    talk.says("取消").hears("取消")
    assert talk.session.form is None


def test_who_asks_while_a_draw_is_under_way_is_not_sent_to_pay(world: World, talk: Talk) -> None:
    bind(world, shown(world, "draw"))
    talk.says("欠费多久停电").hears("代扣途中", "11月26日（后天）扣款", "30天").misses("1. 交电费")


@pytest.mark.usefixtures("dark")
@pytest.mark.parametrize("words", ["报修", "我要报修", "停电报修", "给我派人来修"])
def test_a_repair_wish_leaves_the_ladder(talk: Talk, words: str) -> None:
    talk.says(STILL_DARK).hears("来电了吗")
    talk.says(words).hears("在哪里").misses("来电了吗", "看懂")
    assert talk.session.form is not None
    assert talk.session.form.name == "RepairReport"


@pytest.mark.parametrize("words", ["报修", "停电报修"])
def test_unbound_a_repair_wish_is_asked_for_the_place(talk: Talk, words: str) -> None:
    talk.says(STILL_DARK).hears("来电了吗")
    talk.says(words).hears("在哪里").misses("来电了吗")


@pytest.mark.usefixtures("dark")
def test_progress_and_halls_are_answered_beside_the_ladder(talk: Talk) -> None:
    talk.says("我家灯不亮，和平路12号").says("13800138000").says("对").hears("BX")
    number = re.search(r"BX\d+", talk.reply)
    assert number
    talk.says("取消").says(f"取消报修 {number[0]}").says("对").hears("取消")
    talk.says(STILL_DARK).hears("来电了吗")
    talk.says("报修进度").hears(number[0], "来电了吗")
    talk.says("师傅什么时候来").hears(number[0]).misses("看懂")
    talk.says("附近营业厅").misses("看懂", "“来电了”或“还没来电”就行")


def test_no_second_ticket_while_one_is_open(world: World, talk: Talk, cut: Account) -> None:
    confirms(world, link(talk.says("交电费")))
    talk.says(STILL_DARK)
    for _ in range(4):
        talk.says("还没来电")
    (ticket,) = world.use.tickets.of_reporter(talk.openid)
    world.clock.turn(minutes=11)
    talk.says("交了钱还是没电").hears(ticket.ticket_no).misses("来电了吗")
    talk.says("还没来电")
    assert [one.ticket_no for one in world.use.tickets.of_reporter(talk.openid)] == [
        ticket.ticket_no
    ]
    other = Talk(world, openid="wife")
    bind(world, cut, openid=other.openid)
    other.says(STILL_DARK).hears("已经合闸").misses("看看")
    other.says("还没来电").hears(ticket.ticket_no, "已经有人报过修")
    assert not world.use.tickets.of_reporter(other.openid)


@pytest.mark.usefixtures("cut")
def test_one_step_alone_is_not_all_that_was_tried(world: World, talk: Talk) -> None:
    confirms(world, link(talk.says("交电费")))
    world.clock.turn(minutes=11)
    talk.says(STILL_DARK).hears("已经合闸", "空气开关").misses("看看")
    talk.says("推了还是没电").hears("BX", "试过了还没电").misses("都试过了")


@pytest.mark.parametrize(
    "words",
    [
        "欠费停电后多久复电",
        "欠费补交了会自动来电吗",
        "交清欠费要几个小时才能送电",
        "欠费停了电交清后好久恢复供电",
    ],
)
def test_who_asks_only_how_long_is_not_asked_whether_it_is_lit(talk: Talk, words: str) -> None:
    talk.says(words).hears("2小时", "1. 交清了还没来电").misses("现在来电了吗")
    talk.says("1").hears("现在来电了吗")


@pytest.mark.parametrize("words", ["对", "嗯", "是的", "对的"])
def test_a_habitual_nod_does_not_end_the_ladder(talk: Talk, dark: Account, words: str) -> None:
    talk.says(STILL_DARK).hears("来电了吗")
    talk.says(words).hears("来电了吗", "1. 来电了", "2. 还没来电").misses("太好了")
    talk.says("是的，来电了").hears("太好了")
