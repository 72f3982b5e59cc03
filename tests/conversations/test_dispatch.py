"""Every ticket reaches a person, or the resident is told that it has not."""

import re
from collections.abc import Callable

import pytest
from support.duty import DutyPerson, report, roster
from support.talk import Talk, World, effects

from bot.effects import KeepMedia, Sms

PLACE = "幸福小区3栋"


def called(world: World) -> list[str]:
    return [sms.phone for sms in effects(world, Sms)]


def test_a_report_is_an_sms_with_a_link_to_the_first_on_the_roster(
    talk: Talk, world: World
) -> None:
    ticket = report(talk, PLACE)
    first = roster(world, PLACE)[0]
    assert called(world) == [first.phone]
    sms = world.sms(first.phone)
    assert ticket.ticket_no in sms
    assert PLACE in sms
    assert "13800000000" not in sms
    assert re.search(r"^http://bot\.example/duty/\S+$", sms, re.MULTILINE)


def test_a_danger_without_place_and_phone_says_so(talk: Talk, world: World) -> None:
    talk.says("有人触电了").hears("BX")
    world.works()
    (sms,) = effects(world, Sms)
    assert "没留地点，电话也没留。" in sms.text
    assert "*" not in sms.text


def test_untaken_it_goes_down_the_roster_and_then_the_resident_is_told(
    talk: Talk, world: World
) -> None:
    ticket = report(talk, PLACE)
    people = [entry.phone for entry in roster(world, PLACE)]
    for taken in range(2, len(people) + 1):
        world.clock.turn(minutes=9)
        world.works()
        assert len(called(world)) == taken - 1
        world.clock.turn(minutes=1)
        world.works()
        assert called(world) == people[:taken]
    assert not world.platform.texts(talk.openid)
    world.clock.turn(minutes=10)
    talk.is_told(ticket.ticket_no, "还没有人", "95598")
    world.clock.turn(minutes=60)
    world.works()
    assert called(world) == people


def test_a_danger_waits_two_minutes_only(talk: Talk, world: World) -> None:
    talk.says("幸福小区3栋门口电线掉地上了").hears("BX")
    world.works()
    world.clock.turn(minutes=2)
    world.works()
    assert called(world) == [entry.phone for entry in roster(world, PLACE)[:2]]
    assert "险情" in world.sms(called(world)[0])


def test_a_taken_ticket_calls_nobody_else(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")
    world.clock.turn(minutes=31)
    world.works()
    assert len([phone for phone in called(world) if phone != "13800000000"]) == 1


def test_hurry_reminds_whoever_is_called_now_and_then_whoever_has_it(
    talk: Talk, world: World
) -> None:
    report(talk, PLACE)
    first, second = roster(world, PLACE)[:2]
    world.clock.turn(minutes=10)
    world.works()
    talk.says("催一下我的报修").hears("催")
    world.works()
    assert "催单" in world.sms(second.phone)
    DutyPerson.called(world, first).taps("accepted")
    talk.says("催一下我的报修").hears("催")
    world.works()
    assert "催单" in world.sms(first.phone)


def test_without_customer_messages_the_reporter_gets_an_sms(
    make_world: Callable[..., World],
) -> None:
    world = make_world(WECHAT_ACCOUNT="subscription-unverified")
    talk = Talk(world)
    ticket = report(talk, PLACE)
    DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")
    world.works()
    assert ticket.ticket_no in world.sms("13800000000")


def test_a_half_filled_report_becomes_a_call_back(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(PLACE).hears("手机号")
    world.clock.turn(minutes=31)
    talk.is_told("没填完", PLACE, "继续", "手机号")
    (ticket,) = world.use.tickets.of_reporter(talk.openid)
    assert (ticket.kind, ticket.place) == ("callback", PLACE)
    assert ticket.ticket_no in world.sms(roster(world, PLACE)[0].phone)
    talk.says("继续").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears(ticket.ticket_no)
    (whole,) = world.use.tickets.of_reporter(talk.openid)
    assert whole.phone == "13800000000"


def test_a_form_without_a_place_or_cancelled_calls_nobody(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    world.clock.turn(minutes=31)
    world.works()
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(PLACE).hears("手机号")
    talk.says("取消").hears("取消")
    world.clock.turn(minutes=31)
    world.works()
    assert not world.use.tickets.listed()


@pytest.mark.parametrize(
    ("kind", "content", "event"),
    [("image", b"\xff\xd8\xff a photo", "photo"), ("voice", b"#!AMR\n a voice", "voice")],
)
def test_a_photo_or_recording_is_kept_with_the_ticket(
    talk: Talk, world: World, kind: str, content: bytes, event: str
) -> None:
    ticket = report(talk, PLACE)
    world.platform.media["m1"] = content
    world.platform.media_types["m1"] = {"image": "image/jpeg", "voice": "audio/amr"}[kind]
    talk.sends(kind, MediaId="m1").hears(ticket.ticket_no)
    world.works()
    person = DutyPerson.called(world, roster(world, PLACE)[0])
    source = rf'(?:src|href)="({re.escape(person.path)}/media/[^"]+)"'
    (path,) = set(re.findall(source, person.page))
    answer = world.client.get(path)
    assert answer.get_data() == content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert world.use.tickets.get(ticket.ticket_no).events[-1].what == event
    put_away = answer.headers.get("Content-Disposition", "")
    if kind == "voice":
        person.sees("AMR文件", "在浏览器打开").sees_no("<audio")
        assert re.fullmatch(rf'attachment; filename="{ticket.ticket_no}-\w+\.amr"', put_away)
        assert answer.headers["Content-Type"] == "audio/amr"
    else:
        assert not put_away
    name = path.rsplit("/", 1)[1]
    assert world.client.get(f"/duty/forged/media/{name}").status_code == 403
    assert world.client.get(f"{person.path}/media/..%2f..%2fbot.db").status_code == 404


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(None, ""), (b"<script>alert(1)</script>", "image/jpeg"), (b"\xff\xd8\xff", "audio/amr")],
)
def test_media_that_is_gone_or_no_picture_is_a_note(
    talk: Talk, world: World, content: bytes | None, content_type: str
) -> None:
    ticket = report(talk, PLACE)
    if content is not None:
        world.platform.media["m1"] = content
        world.platform.media_types["m1"] = content_type
    talk.sends("image", MediaId="m1").hears(ticket.ticket_no)
    world.works()
    event = world.use.tickets.get(ticket.ticket_no).events[-1]
    assert event.what == "note"
    assert "没能取到" in event.text


def test_photos_sent_during_the_form_go_on_the_ticket(talk: Talk, world: World) -> None:
    world.platform.media["m1"] = b"\xff\xd8\xff"
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.sends("image", MediaId="m1").hears("在哪里")
    talk.says(PLACE).hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")
    (kept,) = effects(world, KeepMedia)
    assert kept.media_id == "m1"


def test_a_place_with_a_link_in_it_sends_no_link_of_a_stranger(talk: Talk, world: World) -> None:
    report(talk, "幸福小区3栋 http://evil.example/x")
    sms = world.sms(roster(world, PLACE)[0].phone)
    assert "evil" not in sms


def test_a_half_filled_report_made_whole_speaks_of_the_crew(talk: Talk, world: World) -> None:
    talk.says("家里没电了，帮我报修").hears("在哪里")
    talk.says(PLACE).hears("手机号")
    world.clock.turn(minutes=31)
    talk.is_told("没填完")
    talk.says("报修进度").hears("等人回电")
    talk.says("继续").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX", "平均")
    talk.says("报修进度").hears("等抢修人员接单")
    DutyPerson.called(world, roster(world, PLACE)[0]).sees("填完整").taps("accepted").sees("已出发")


def test_a_danger_that_nobody_takes_is_told_with_care(talk: Talk, world: World) -> None:
    talk.says("幸福小区3栋门口电线掉地上了，我电话13800000000").hears("BX")
    for _ in range(8):
        world.works()
        world.clock.turn(minutes=2)
    talk.is_told("险情", "还没有人", "远离", "95598")
