"""Danger: a ticket at once, what to do, then place and phone into the same ticket."""

import pytest
from support.duty import DutyPerson, path_in, roster, ticket_of
from support.talk import Talk, World, effects

from bot.effects import CallDuty, Sms


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("有人触电了", "120"),
        ("电线掉在地上了", "8米"),
        ("变压器着火了", "119"),
        ("电表箱冒火花滋滋响", "拉总闸"),
        ("摸水龙头麻手", "水龙头"),
        ("配电房进水了", "蹚水"),
    ],
)
def test_each_danger_has_its_own_advice_and_a_ticket(talk: Talk, words: str, told: str) -> None:
    talk.says(words).hears("远离", "95598", "BX", told, "在哪里")
    ticket = ticket_of(talk)
    assert (ticket.kind, ticket.owner) == ("danger", "utility")


def test_place_and_phone_go_into_the_same_ticket_at_once(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("在哪里")
    number = ticket_of(talk).ticket_no
    talk.says("幸福小区3栋").hears("手机号")
    assert world.use.tickets.get(number).place == "幸福小区3栋"
    assert world.use.tickets.get(number).transformers
    talk.says("13800000000").hears(number)
    assert world.use.tickets.get(number).phone == "13800000000"
    assert len(world.use.tickets.listed()) == 1


def test_one_sentence_may_hold_it_all(talk: Talk) -> None:
    talk.says("幸福小区3栋门口电线掉地上了，我电话13800000000").hears("远离", "95598", "BX")
    ticket = ticket_of(talk)
    assert (ticket.place[:4], ticket.phone) == ("幸福小区", "13800000000")
    assert talk.session.form is None


def test_the_next_danger_message_joins_and_reminds(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("BX")
    first = ticket_of(talk).ticket_no
    world.clock.turn(minutes=29)
    talk.says("火花越来越大，冒烟了").hears("远离", "95598", first, "119")
    assert len(world.use.tickets.listed()) == 1
    assert "火花" in world.use.tickets.get(first).events[-1].text
    assert any(effect.hurry for effect in effects(world, CallDuty))
    world.clock.turn(minutes=2)
    talk.says("电线又打火了").hears("BX").misses(first)
    assert len(world.use.tickets.listed()) == 2


def test_another_residents_danger_is_another_ticket(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("BX")
    Talk(world, openid="other").says("电线掉在地上了").hears("BX")
    assert len(world.use.tickets.listed()) == 2


def test_danger_wins_over_an_open_form_which_is_kept(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says("哎呀电表箱冒火了").hears("远离", "95598", "BX")
    talk.says("幸福小区3栋")
    talk.says("13800000000").hears("BX")
    talk.says("继续").hears("手机号")


def test_danger_wins_over_a_human_and_over_an_owed_answer(talk: Talk, world: World) -> None:
    world.platform.agents.append("kf1@utility")
    talk.says("转人工")
    assert talk.transferred
    talk.says("有人触电了").hears("远离", "BX")


def test_a_tap_reads_first_aid_and_opens_nothing(talk: Talk, world: World) -> None:
    talk.taps("emergency").hears("远离", "95598", "120", "119", "1. 现在就有险情")
    assert not world.use.tickets.listed()
    talk.says("1").hears("远离", "BX", "在哪里")


def test_first_aid_beside_an_open_form_keeps_both_ways(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.taps("emergency").hears("120", "在哪里", "1. 现在就有险情")
    talk.says("幸福小区3栋").hears("手机号")


def test_first_aid_beside_an_open_form_leads_to_a_danger_ticket(talk: Talk) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.taps("emergency").hears("1. 现在就有险情")
    talk.says("1").hears("远离", "BX")


def test_leaving_the_questions_leaves_the_ticket(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("BX")
    number = ticket_of(talk).ticket_no
    talk.says("取消").hears("取消")
    assert world.use.tickets.get(number).is_open


def test_a_photo_goes_to_the_danger_ticket(talk: Talk) -> None:
    talk.says("电线掉在地上了").hears("BX")
    number = ticket_of(talk).ticket_no
    talk.sends("image", MediaId="m1", PicUrl="http://x").hears(number, "在哪里")


@pytest.mark.parametrize("nasty", ["'; DROP TABLE x;--", "{{7*7}}", "]]><x/>", "<script>"])
def test_injections_stay_words(talk: Talk, world: World, nasty: str) -> None:
    talk.says(f"电线掉在地上了{nasty}").hears("BX")
    talk.says(f"幸福小区3栋{nasty}").hears("手机号")
    talk.says("13800000000").hears("BX")
    assert len(world.use.tickets.listed()) == 1


def test_leaving_the_questions_says_that_the_danger_goes_on(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("BX")
    number = ticket_of(talk).ticket_no
    talk.says("算了").hears("取消", number, "远离", "取消险情").misses("已取消")
    talk.says("取消险情").hears("险情", number, "对吗")
    talk.says("对").hears("险情", "已取消")
    assert world.use.tickets.get(number).state == "cancelled"


def test_gear_on_fire_is_kept_away_from_and_not_switched_off(talk: Talk) -> None:
    talk.says("变压器爆炸了").hears("8米", "119", "远离").misses("先断电")


def test_the_advice_remembers_what_was_said_before(talk: Talk) -> None:
    talk.says("电线掉下来了，在冒火花").hears("8米")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says("13800000000")
    talk.says("还在冒火").hears("8米", "119").misses("已经派给", "记下了")


def test_a_call_for_help_in_the_form_is_answered_with_help(talk: Talk) -> None:
    talk.says("电表箱着火了").hears("在哪里")
    talk.says("怎么办").hears("远离", "119", "120", "在哪里")


def test_no_power_said_in_the_form_is_the_place_and_no_second_report(
    talk: Talk, world: World
) -> None:
    talk.says("电线掉在地上了").hears("在哪里")
    talk.says("我们这边没电了").hears("险情在哪里").misses("给您报修")
    assert len(world.use.tickets.listed()) == 1


def test_without_a_phone_the_danger_goes_on(talk: Talk) -> None:
    talk.says("电线掉在地上了").hears("BX")
    talk.says("幸福小区3栋").hears("手机号")
    talk.says("莫得手机").hears("记下了", "幸福小区3栋", "远离").misses("不留")
    assert not ticket_of(talk).phone
    talk.says("又在冒火花了").hears("又催了").misses("手机号")


def test_a_word_more_of_a_danger_reminds_the_person_on_duty(talk: Talk, world: World) -> None:
    talk.says("幸福小区3栋门口电线掉地上了，我电话13800000000").hears("BX")
    talk.says("我在大门口等你们").hears("险情", "看得到")
    assert any(effect.hurry for effect in effects(world, CallDuty))


def test_a_shared_point_has_a_name_for_people(talk: Talk, world: World) -> None:
    place = world.use.network.locate("幸福小区3栋")[0]
    talk.says("电线掉在地上了").hears("在哪里")
    talk.shares(place.latitude, place.longitude).hears("手机号")
    (ticket,) = world.use.tickets.listed()
    assert "幸福小区附近" in ticket.place


def test_a_phone_that_comes_first_is_on_the_ticket(talk: Talk, world: World) -> None:
    talk.says("电线掉在地上了").hears("在哪里")
    talk.says("13800000000").hears("电话记下了", "在哪里")
    assert world.use.tickets.listed()[0].phone == "13800000000"


def test_a_scanned_place_is_on_the_ticket_at_once(talk: Talk, world: World) -> None:
    talk.happens("SCAN", EventKey="T00004")
    talk.says("电表箱冒烟了").hears("BX", "地点：幸福小区一带", "手机号")
    assert ticket_of(talk).transformers == ("T00004",)
    talk.says("不是这里，是建设街2号").hears("手机号")
    talk.says("13800000000").hears("建设街2号")


def test_a_second_danger_message_goes_on_with_the_questions_of_the_first(talk: Talk) -> None:
    talk.says("电线掉在地上了").says("和平路5号").hears("手机号")
    talk.says("有人触电了").hears("已加到", "手机号")
    talk.says("13511112222").hears("记下了").misses("没办完")


def test_the_place_said_later_calls_the_people_on_duty_there_in_order(
    talk: Talk, world: World
) -> None:
    def called() -> list[str]:
        return [sms.phone for sms in effects(world, Sms)]

    talk.says("电线掉地上冒火花").hears("正在通知值班人员", "在哪里")
    world.works()
    (anywhere,) = called()
    people = [entry.phone for entry in roster(world, "石桥镇石沟村")]
    assert people[0] != anywhere
    world.clock.turn(minutes=1)
    talk.says("石桥镇石沟村").hears("手机号")
    world.works()
    assert called() == [anywhere, people[0]]
    assert "石桥镇石沟村，电话没留。" in world.sms(people[0])
    talk.says("13800003333").hears("正催值班人员")
    world.works()
    assert called() == [anywhere, people[0], people[0]]
    assert "石桥镇石沟村，电话138****3333。" in world.sms(people[0])
    for rank in range(1, len(people)):
        world.clock.turn(minutes=2)
        world.works()
        assert called()[3:] == people[1 : rank + 1]
    world.clock.turn(minutes=2)
    talk.is_told("还没有人", "95598")


def test_nobody_is_said_to_be_urged_when_nobody_is(talk: Talk, world: World) -> None:
    talk.says("电线掉地上冒火花")
    talk.says("石桥镇石沟村")
    world.works()
    told = len(effects(world, Sms))
    talk.says("不留").hears("石桥镇石沟村").misses("正催")
    world.works()
    assert len(effects(world, Sms)) == told


def test_a_place_learnt_late_begins_with_the_first_on_duty_there(talk: Talk, world: World) -> None:
    def goes_on(minutes: int) -> None:
        for _ in range(minutes):
            world.clock.turn(minutes=1)
            world.works()

    talk.says("电线掉地上冒火花")
    world.works()
    goes_on(5)
    before = len(effects(world, Sms))
    talk.says("石桥镇石沟村").says("13800003333").hears("正催")
    world.works()
    first, second = [entry.phone for entry in roster(world, "石桥镇石沟村")][:2]
    assert [sms.phone for sms in effects(world, Sms)[before:]] == [first, first]
    goes_on(2)
    assert [sms.phone for sms in effects(world, Sms)[before:]] == [first, first, second]


def test_who_has_it_hears_of_the_place(talk: Talk, world: World) -> None:
    talk.says("电线掉地上冒火花")
    world.works()
    (sms,) = effects(world, Sms)
    DutyPerson(world, path_in(sms.text)).opens().taps("accepted")
    talk.says("石桥镇石沟村")
    world.works()
    assert [one.phone for one in effects(world, Sms)] == [sms.phone, sms.phone]
    assert "石桥镇石沟村" in world.sms(sms.phone)


@pytest.mark.parametrize("words", ["有人困在电梯里，停电了", "停电把我妈关在电梯里了"])
def test_somebody_in_a_lift_without_power_is_danger(talk: Talk, words: str) -> None:
    talk.says(words).hears("远离", "119", "95598", "BX")


def test_somebody_in_a_lift_is_told_whom_to_call_and_is_one_tap_from_us(talk: Talk) -> None:
    talk.says("电梯困人了").hears("119", "物业").misses("BX")
    talk.says("1").hears("远离", "119", "BX")


def test_so_is_who_says_so_in_the_middle_of_a_report(talk: Talk) -> None:
    talk.says("我要报修").hears("哪里")
    talk.says("电梯困人了").hears("119", "故障在哪里")


@pytest.mark.parametrize("words", ["房子进水电没断", "屋里进水了，电还没关"])
def test_water_in_a_house_under_power_is_danger(talk: Talk, words: str) -> None:
    talk.says(words).hears("远离", "95598", "BX", "蹚水")


@pytest.mark.parametrize("words", ["就是上次那里", "还是老地方", "上次那个地方"])
def test_the_same_place_as_before_is_no_danger(talk: Talk, world: World, words: str) -> None:
    talk.says(words)
    talk.says("家里停电了").says(words)
    assert not world.use.tickets.listed()
