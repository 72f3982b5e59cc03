"""Reporting a fault: by the fewest questions, at any hour, whatever is written."""

import pytest
from support.duty import report, ticket_of
from support.paying import bind, shown
from support.talk import Talk, World, effects

from bot.effects import CallDuty, KeepMedia

NASTY = (
    "'; DROP TABLE demo_tickets;--",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "]]></Content><MsgType>image</MsgType><![CDATA[&amp;<!DOCTYPE x>",
    "<script>alert(1)</script>\"'`",
    "{place}{0}{self.__class__}%s%n",
)


def test_a_fault_is_reported_by_four_messages(talk: Talk) -> None:
    talk.says("家里停电了，帮我报修").hears("在哪里")
    talk.says("和平路12号").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")


def test_the_first_sentence_may_hold_it_all(talk: Talk) -> None:
    talk.says("我家没电了，幸福小区3栋，电话13800000000，快来修").hears("幸福小区3栋", "对吗")
    talk.says("对").hears("BX", "平均45分钟")
    ticket = ticket_of(talk)
    assert (ticket.phone, ticket.state, ticket.kind) == ("13800000000", "new", "fault")
    assert len(ticket.transformers) == 1


def test_the_self_check_goes_with_the_first_question(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("空气开关", "黄灯", "邻居")
    assert talk.reply.index("故障在哪里") > talk.reply.index("邻居")


def test_it_works_at_three_in_the_morning_without_binding(talk: Talk, world: World) -> None:
    world.clock.turn(hours=7)
    report(talk, "幸福小区3栋")
    assert effects(world, CallDuty)


def test_any_text_with_a_place_word_is_a_place(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("老槐树底下那条巷子").hears("手机号")
    talk.says("13800000000").hears("老槐树", "对吗")


def test_a_shared_location_is_a_place(talk: Talk, world: World) -> None:
    spot = world.use.network.locate("幸福小区3栋")[0]
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.shares(spot.latitude, spot.longitude, "幸福小区3栋").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")
    ticket = ticket_of(talk)
    assert (ticket.latitude, ticket.longitude) == (spot.latitude, spot.longitude)


def test_a_known_outage_is_told_with_the_next_question_and_joined(talk: Talk, world: World) -> None:
    known = next(one for one in world.use.outages.open_now() if one.devices[0].startswith("T"))
    place = known.area[known.area.index("乡") + 1 :]
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(f"{place}3组").hears(known.area, known.cause, "22:15", "手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX", "并到这处停电")
    assert ticket_of(talk).outage_no == known.outage_no


def test_a_plan_for_later_does_not_explain_the_dark_now(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("建设街3号").hears("手机号").misses("计划停电")


@pytest.mark.parametrize(
    ("words", "owner", "said"),
    [
        ("邻居都有电，就我家没电", "customer", "住户自己"),
        ("楼道和电梯没电", "property", "物业"),
        ("整栋楼都没电了", "utility", ""),
    ],
)
def test_who_owns_the_fault_is_told_where_it_shows(
    talk: Talk, words: str, owner: str, said: str
) -> None:
    talk.says(f"{words}，帮我报修，幸福小区3栋，13800000000").hears("对吗")
    talk.says("对").hears("BX", said)
    assert ticket_of(talk).owner == owner


def test_the_neighbours_lights_may_be_told_with_the_place(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("幸福小区3栋，隔壁邻居家是亮的").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX", "住户自己")


@pytest.mark.parametrize("bad", ["123", "手机", "1380000000x"])
def test_a_phone_that_is_none_is_asked_for_again(talk: Talk, bad: str) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says(bad).hears("手机号").misses("对吗")


@pytest.mark.parametrize("phone", ["138 0000 0000", "+8613800000000", "1380000-0000"])
def test_a_phone_may_be_written_as_people_do(talk: Talk, phone: str) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says(phone).hears("13800000000", "对吗")


def test_a_recording_is_an_answer(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.sends("voice", MediaId="v1", Format="amr", Recognition="").hears("语音", "手机号")
    talk.sends("voice", MediaId="v2", Format="amr", Recognition="").hears("语音", "手机号")
    talk.says("13800000000").hears("见语音", "对吗")
    talk.says("对").hears("BX")


def test_a_recognised_recording_is_its_words(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.sends("voice", MediaId="v1", Format="amr", Recognition="幸福小区3栋。").hears("手机号")


def test_a_photo_is_never_asked_for_and_may_come_at_any_time(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").misses("照片")
    talk.sends("image", MediaId="m1", PicUrl="http://x").hears("收到", "在哪里")
    talk.says("幸福小区3栋").hears("手机号").misses("照片")
    talk.says("13800000000").hears("对吗")
    talk.sends("image", MediaId="m2", PicUrl="http://x").hears("收到", "对吗")
    talk.says("对").hears("BX")


def test_what_was_sent_before_the_report_goes_on_it(talk: Talk, world: World) -> None:
    talk.sends("image", MediaId="m1", PicUrl="http://x").hears("照片收到了", "1. 停电报修")
    world.clock.turn(minutes=3)
    talk.sends("video", MediaId="m2", ThumbMediaId="t").hears("视频收到了")
    talk.says("1").hears("刚才发来的", "在哪里")
    talk.says("幸福小区3栋").says("13800000000").says("对").hears("BX")
    assert [(one.media_kind, one.media_id) for one in effects(world, KeepMedia)] == [
        ("photo", "m1"),
        ("video", "m2"),
    ]


def test_what_was_sent_long_before_a_report_is_not_about_it(talk: Talk, world: World) -> None:
    talk.sends("image", MediaId="m1", PicUrl="http://x")
    world.clock.turn(minutes=11)
    talk.says("家里没电了，帮我报修").hears("在哪里").misses("刚才发来的")
    talk.says("幸福小区3栋").says("13800000000").says("对").hears("BX")
    assert not effects(world, KeepMedia)


def test_what_was_sent_goes_on_one_report_only(talk: Talk, world: World) -> None:
    talk.sends("image", MediaId="m1", PicUrl="http://x")
    first = report(talk, "幸福小区3栋")
    report(talk, "城关镇建设街")
    assert [one.ticket_no for one in effects(world, KeepMedia)] == [first.ticket_no]


def test_what_was_sent_before_a_danger_goes_on_its_ticket(talk: Talk, world: World) -> None:
    talk.sends("image", MediaId="m1", PicUrl="http://x")
    talk.says("幸福小区3栋门口电线掉地上了").hears("BX")
    (kept,) = effects(world, KeepMedia)
    assert kept.ticket_no in talk.reply


def test_a_link_in_the_form_is_not_opened_and_the_question_stays(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修")
    talk.sends("link", Title="x", Description="y", Url="http://evil").hears("打不开", "在哪里")


def test_two_reports_in_a_row_name_the_first(talk: Talk) -> None:
    first = report(talk, "幸福小区3栋")
    talk.says("家里没电了，帮我报修").hears(first.ticket_no, "同一处不用再报", "在哪里")


def test_two_residents_at_once_get_a_ticket_each(talk: Talk, world: World) -> None:
    other = Talk(world, openid="other")
    for one in (talk, other):
        one.says("家里没电了，帮我报修").hears("在哪里")
    for one in (talk, other):
        one.says("幸福小区3栋1单元101室").hears("手机号")
    for one in (talk, other):
        one.says("13800000000").hears("对吗")
    for one in (talk, other):
        one.says("对").hears("BX")
    assert ticket_of(talk).ticket_no != ticket_of(other).ticket_no
    assert len(world.use.tickets.listed()) == 2


@pytest.mark.parametrize("nasty", NASTY)
def test_injections_in_every_slot_stay_words(talk: Talk, world: World, nasty: str) -> None:
    talk.says(f"家里没电了，帮我报修 {nasty}").hears("在哪里")
    talk.says(f"幸福小区3栋{nasty}").hears("手机号")
    talk.says(f"13800000000 {nasty}").hears("13800000000", "对吗")
    talk.says("对").hears("BX")
    talk.says(f"补充 {nasty}").hears("记下了")
    (ticket,) = world.use.tickets.listed()
    assert "49" not in ticket.place
    talk.says("报修进度").hears(ticket.ticket_no)


@pytest.mark.parametrize(
    "odd", ["a" * 20_000, "啊" * 10_000, "😀😀😀", "\x01\x02\x1f", " \n\t ", "0" * 500, "路" * 5000]
)
def test_odd_texts_in_mid_form_get_a_clear_sentence(talk: Talk, odd: str) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(odd)
    assert talk.reply
    assert len(talk.reply.encode()) <= 2048
    talk.says("幸福小区3栋")
    talk.says("13800000000").hears("对吗")


def test_the_menu_leads_through_by_taps(talk: Talk) -> None:
    talk.says("帮我报修").hears("在哪里")
    talk.says("幸福小区3栋").hears("手机号")
    talk.taps("repair_report").hears("手机号")
    talk.says("13800000000").hears("对吗")


def test_a_phone_that_comes_first_is_acknowledged(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("13800000000").hears("电话记下了", "在哪里")


@pytest.mark.parametrize("words", ["不留", "我没电话", "莫得手机", "没得", "手机不留了"])
def test_who_leaves_no_phone_may_report(talk: Talk, words: str) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says(words).hears("对吗")
    talk.says("对").hears("BX", "在这里告诉您")
    assert not ticket_of(talk).phone


def test_who_does_not_know_the_place_is_helped(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修")
    talk.says("不知道").hears("发个定位", "在哪里")


def test_a_point_off_the_map_keeps_its_coordinates(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修")
    talk.shares(30.5, 104.0).hears("手机号")
    talk.says("13800000000").hears("定位30.50000,104.00000", "对吗")
    talk.says("对").hears("城里45分钟、乡下90分钟")
    assert (ticket_of(talk).latitude, ticket_of(talk).longitude) == (30.5, 104.0)


def test_a_report_put_right_is_no_second_one(talk: Talk, world: World) -> None:
    ticket = report(talk, "幸福小区3栋")
    talk.says("不是停电，是电压低").hears("记下了", ticket.ticket_no)
    assert len(world.use.tickets.listed()) == 1


@pytest.mark.parametrize(
    "words",
    [
        "我要报修 和平路3号 15412345678",
        "和平路3号 15412345678 没电",
        "15412345678 和平路3号没电了",
        "和平路3号跳闸了 15412345678",
        "电话15412345678地址和平路3号没电",
        "李敏兰 15412345678 和平路3号 没电",
        "地址：和平路3号，电话：15412345678，问题：没电",
        "和平路3号灯不亮 打15412345678",
        "我是和平路3号的 电话154-1234-5678 家里没电了",
    ],
)
def test_place_and_phone_in_one_message_are_never_asked_back(talk: Talk, words: str) -> None:
    talk.says(words).hears("和平路3号", "15412345678", "对吗").misses("您是想")


def test_a_bare_place_and_phone_are_one_tap_from_the_report(talk: Talk) -> None:
    talk.says("和平路3号 15412345678").hears("和平路3号，您想办哪样", "2. 报修")
    talk.says("2").hears("和平路3号", "15412345678", "对吗")


def test_a_place_that_was_scanned_is_not_asked_for_again(talk: Talk, world: World) -> None:
    talk.happens("SCAN", EventKey="T00004").hears("幸福小区")
    talk.says("屋头没电了 快来").hears("地点：幸福小区一带", "手机号")
    talk.says("13800000000").hears("幸福小区一带", "对吗")
    talk.says("对").hears("BX")
    assert ticket_of(talk).transformers == ("T00004",)


def test_a_scan_of_long_ago_or_another_place_said_is_not_meant(talk: Talk, world: World) -> None:
    talk.happens("SCAN", EventKey="T00004")
    talk.says("和平路3号没电了，帮我报修").hears("手机号").misses("幸福小区")
    talk.says("取消")
    talk.happens("SCAN", EventKey="T00004")
    world.clock.turn(minutes=31)
    talk.says("家里没电了，帮我报修").hears("在哪里").misses("幸福小区")


def test_a_scanned_place_may_be_put_right(talk: Talk) -> None:
    talk.happens("SCAN", EventKey="T00004")
    talk.says("家里没电了，帮我报修").hears("地点：幸福小区一带")
    talk.says("不是这里，是建设街2号").hears("手机号")
    talk.says("13800000000").hears("建设街2号", "对吗")


def test_a_place_looked_up_just_now_is_known(talk: Talk) -> None:
    talk.says("和平路停电了吗").hears("和平路")
    talk.says("那帮我报个修").hears("地点：和平路", "手机号")
    talk.says("取消")
    talk.says("城关镇停电了吗").hears("城关镇")
    talk.says("那帮我报个修").hears("故障在哪里").misses("地点：")


def test_home_is_known_where_one_account_is_bound(talk: Talk, world: World) -> None:
    account = bind(world, shown(world, "arrears"))
    talk.says("我家没电了，帮我报修").hears("城关镇和平路2号1单元101室", "手机号")
    talk.says("13800000000").says("对").hears("BX")
    assert ticket_of(talk).transformers == (account.usage_point.transformer,)
    talk.says("我要报修").hears("在哪里", "1. 城关镇和平路2号1单元101室")


def test_who_asks_for_repair_while_a_place_is_looked_up_is_not_put_off(talk: Talk) -> None:
    talk.says("停电查询").hears("哪里")
    talk.says("和平路12号没电了帮我报修").hears("报修", "手机号")


def test_the_same_words_again_are_on_the_ticket_once(talk: Talk, world: World) -> None:
    for _ in range(3):
        talk.says("和平路12号没电了帮我报修").hears("手机号")
    talk.says("13800000000").says("对").hears("BX")
    (ticket,) = world.use.tickets.listed()
    assert ticket.what.count("没电了帮我报修") == 1
