"""The page of a person on duty, and the board of outages."""

import re
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from support.duty import DutyPerson, path_in, report, roster, ticket_of
from support.talk import Talk, World, effects

from bot.backends.tickets import Duty
from bot.dispatch import duty_links
from bot.effects import Push

PLACE = "幸福小区3栋"
OTHER = "幸福小区4栋"


@pytest.fixture
def person(talk: Talk, world: World) -> DutyPerson:
    """The first on duty, with the page of a report open."""
    report(talk, PLACE)
    return DutyPerson.called(world, roster(world, PLACE)[0])


def board(world: World, name: str = "张值班", phone: str = "15400000001") -> str:
    return path_in(duty_links.board_link(world.parts.links, Duty(name, phone)))


def test_the_page_shows_the_ticket_and_one_button(person: DutyPerson) -> None:
    assert person.status == 200
    person.sees(PLACE, "13800000000", "接单", "已登记").sees_no("已出发", "预计什么时候")


def test_looking_takes_nothing(person: DutyPerson, world: World) -> None:
    person.opens().opens()
    assert world.use.tickets.listed()[0].state == "new"


def test_each_move_reaches_the_reporter(person: DutyPerson, talk: Talk, world: World) -> None:
    first = roster(world, PLACE)[0]
    person.taps("accepted").sees("已接单", "已出发")
    talk.is_told("已接单", first.name, first.phone)
    person.taps("on_the_way", expected_end="2026-11-24T21:40", note="路上有点堵")
    talk.is_told("已出发", "今晚 21:40", "路上有点堵")
    person.taps("on_site")
    talk.is_told("已到现场")
    person.taps("fixed").sees("已修好").sees_no("<button")
    talk.is_told("已修好", "1. 还没来电")


def test_still_dark_opens_it_again_for_the_first_on_the_roster(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    ticket = world.use.tickets.listed()[0]
    person.taps("accepted")
    person.taps("fixed")
    talk.is_told("已修好")
    talk.says("1").hears(ticket.ticket_no, "重新打开")
    world.works()
    again = world.use.tickets.get(ticket.ticket_no)
    assert (again.state, again.duty) == ("new", None)
    assert [event.what for event in again.events].count("reopened") == 1
    person.opens().sees("还没来电", "接单").taps("accepted")
    talk.is_told("已接单")


def test_the_customers_side_is_told_as_such(person: DutyPerson, talk: Talk) -> None:
    person.taps("accepted")
    person.taps("customer_side", note="您家空开烧了，请找电工换")
    talk.is_told("用户侧", "空开烧了")


def test_a_word_or_a_new_time_alone_is_told_too(person: DutyPerson, talk: Talk) -> None:
    person.taps("accepted")
    person.taps("word", note="到了给您打电话")
    talk.is_told("到了给您打电话")
    person.taps("word", expected_end="2026-11-24T22:10")
    talk.is_told("今晚 22:10")
    person.taps("word")
    assert person.status == 400


@pytest.mark.parametrize("end", ["2026-11-24T19:00", "soon", "9999-99-99T00:00"])
def test_a_time_that_is_over_or_none_is_refused(person: DutyPerson, end: str) -> None:
    person.taps("accepted")
    person.taps("on_the_way", expected_end=end).sees("要在现在以后")
    assert person.status == 400
    person.opens().sees("已接单")


def test_tapped_twice_it_is_one_move_and_one_word(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    page = person.page
    person.taps("accepted")
    talk.is_told("已接单")
    person.page = page
    person.taps("accepted").sees("已接单")
    world.works()
    assert len([text for text in world.platform.texts(talk.openid) if "已接单" in text]) == 1
    assert [event.what for event in world.use.tickets.listed()[0].events] == ["new", "accepted"]


def test_a_push_lost_after_the_move_is_made_up_by_the_next_tap(
    person: DutyPerson, talk: Talk, world: World
) -> None:
    """The process died between the utility's system and the outbox."""
    duty = roster(world, PLACE)[0]
    ticket = world.use.tickets.listed()[0]
    key = f"duty:{ticket.ticket_no}:1:{duty.phone}:accepted::"
    world.use.tickets.move(key, ticket.ticket_no, "accepted", duty=Duty(duty.name, duty.phone))
    person.taps("accepted")
    talk.is_told("已接单")


def test_two_people_at_once_the_first_wins(talk: Talk, world: World) -> None:
    report(talk, PLACE)
    first, second = roster(world, PLACE)[:2]
    world.clock.turn(minutes=10)
    world.works()
    people = [DutyPerson.called(world, entry) for entry in (first, second)]
    together = Barrier(2)

    def tap(person: DutyPerson) -> None:
        together.wait()
        person.taps("accepted")

    threads = [Thread(target=tap, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ticket = world.use.tickets.listed()[0]
    winner, loser = people if ticket.duty.phone == first.phone else people[::-1]
    winner.opens().sees("已出发", "13800000000")
    loser.opens().sees(f"已由{ticket.duty.name}接单", ticket.duty.phone)
    loser.sees_no("<button", "13800000000")
    world.works()
    assert len(effects(world, Push)) == 1
    loser.taps("fixed")
    assert world.use.tickets.listed()[0].state == "accepted"


def test_a_cancelled_ticket_cannot_be_taken(person: DutyPerson, talk: Talk) -> None:
    talk.says("取消报修").hears("对吗")
    talk.says("对").hears("取消")
    person.taps("accepted").sees("已取消").sees_no("<button")


def test_forged_altered_and_expired_links(person: DutyPerson, world: World) -> None:
    token = person.path.removeprefix("/duty/")
    for bad in ("x", token[:-2] + "xx", token.replace(".", "", 1), "a.b.c", "%00"):
        assert world.client.get(f"/duty/{bad}").status_code in (403, 404)
        assert world.client.post(f"/duty/{bad}", data={"state": "accepted"}).status_code in (
            403,
            404,
        )
    for cut in ("/duty/", "/pages/", "/pages/pay/", "/duty/a/b/c"):
        page = world.client.get(cut)
        assert (page.status_code, "这个链接不对" in page.get_data(as_text=True)) == (404, True)
    on_the_board = board(world).removeprefix("/duty/board/")
    assert world.client.get(f"/duty/{on_the_board}").status_code == 403
    assert world.client.get(f"/duty/board/{token}").status_code == 403
    with time_machine.travel(datetime.now().astimezone() + timedelta(days=4)):
        answer = world.client.get(person.path)
        assert answer.status_code == 410
        assert "过期" in answer.get_data(as_text=True)
        assert world.client.get(board(world)).status_code == 200
    with time_machine.travel(datetime.now().astimezone() + timedelta(days=2)):
        assert world.client.get(person.path).status_code == 200


def test_links_on_a_page_end_with_the_link_that_opened_it(person: DutyPerson, world: World) -> None:
    def in_days(days: float, path: str) -> tuple[int, list[str]]:
        with time_machine.travel(datetime.now().astimezone() + timedelta(days=days)):
            answer = world.client.get(path)
        page = answer.get_data(as_text=True)
        return answer.status_code, re.findall(r'href="http://bot\.example(/duty/[^"]+)"', page)

    status, (on_the_page,) = in_days(2.9, person.path)
    assert status == 200
    assert in_days(2.95, on_the_page)[0] == 200
    assert in_days(3.1, on_the_page)[0] == 410
    _, (ticket,) = in_days(0.5, board(world))
    assert in_days(0.9, ticket)[0] == 200
    assert in_days(1.1, ticket)[0] == 410


def test_every_look_and_move_is_in_the_audit(person: DutyPerson, world: World) -> None:
    person.taps("accepted")
    verdict = world.parts.audit.verify()
    assert verdict.broken_at is None
    assert verdict.rows >= 3


def test_what_residents_write_is_text_on_the_page(talk: Talk, world: World) -> None:
    talk.says("<script>alert(1)</script>家里没电了，帮我报修{{7*7}}").hears("在哪里")
    talk.says("幸福小区3栋<img src=x onerror=alert(1)>").hears("手机号")
    talk.says("13800000000").hears("对吗")
    talk.says("对").hears("BX")
    world.works()
    page = DutyPerson.called(world, roster(world, PLACE)[0])
    page.sees("&lt;script&gt;", "{{7*7}}").sees_no("<script", "<img src=x")


def test_the_board_opens_changes_and_closes_an_outage(talk: Talk, world: World) -> None:
    mine, theirs = report(talk, PLACE), report(Talk(world, openid="far"), "城关镇建设街")
    path = board(world)
    page = world.client.get(path, query_string={"where": PLACE}).get_data(as_text=True)
    device = world.use.network.locate(PLACE)[0].transformers[0]
    assert f'value="{device}"' in page
    assert mine.ticket_no in page
    fields = {"word": "open", "key": "k1", "device": device, "cause": "变压器跳闸"}
    end = {"expected_end": "2026-11-24T22:30"}
    for _ in range(2):
        assert world.client.post(path, data=fields | end).status_code == 303
    (outage,) = [one for one in world.use.outages.open_now() if one.devices == (device,)]
    assert outage.confirmed
    assert world.use.tickets.get(mine.ticket_no).outage_no == outage.outage_no
    talk.is_told(mine.ticket_no, outage.area, "变压器跳闸", "今晚 22:30")
    assert not world.platform.texts("far")
    Talk(world, openid="asks").says("幸福小区3栋停电了吗").hears(outage.area, "22:30", "变压器跳闸")

    number = {"outage_no": outage.outage_no}
    change = {
        "word": "change",
        "key": "k2",
        "cause": "线路断了",
        "expected_end": "2026-11-24T23:50",
    }
    assert world.client.post(path, data=change | number).status_code == 303
    talk.is_told("线路断了", "今晚 23:50")

    world.clock.turn(hours=1)
    for _ in range(2):
        close = {"word": "close", "key": "k3"}
        assert world.client.post(path, data=close | number).status_code == 303
    talk.is_told(mine.ticket_no, "恢复送电", "1. 还没来电")
    assert world.use.tickets.get(mine.ticket_no).state == "fixed"
    assert world.use.tickets.get(theirs.ticket_no).state == "new"
    assert len([text for text in world.platform.texts(talk.openid) if "恢复送电" in text]) == 1
    talk.says("还没来电").hears(mine.ticket_no, "重新打开")


def test_the_board_opens_a_feeder_and_a_planned_outage(world: World) -> None:
    path = board(world)
    feeder = world.use.network.locate(PLACE)[0].feeders[0]
    opened = {"word": "open", "key": "k1", "device": feeder, "area": "城关北片"}
    assert world.client.post(path, data=opened).status_code == 303
    Talk(world).says("幸福小区3栋停电了吗").hears("城关北片")
    planned = {"word": "open", "key": "k2", "device": feeder, "kind": "planned"}
    assert world.client.post(path, data=planned).status_code == 400
    times = {"start": "2026-11-26T08:00", "expected_end": "2026-11-26T12:00"}
    assert world.client.post(path, data=planned | times).status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"word": "open", "key": "k", "device": "T99999"},
        {"word": "open", "key": "k"},
        {"word": "close", "key": "k", "outage_no": "TD999999"},
        {"word": "close", "key": "", "outage_no": "TD000001"},
        {"word": "change", "key": "k", "outage_no": "TD000001", "expected_end": "2020-01-01T00:00"},
        {"word": "explode", "key": "k"},
        {},
    ],
)
def test_the_board_refuses_what_makes_no_sense(world: World, fields: dict[str, str]) -> None:
    before = world.use.outages.open_now()
    answer = world.client.post(board(world), data=fields)
    assert answer.status_code == 400
    assert "<h1>停电看板</h1>" in answer.get_data(as_text=True)
    assert world.use.outages.open_now() == before


def test_the_board_lists_open_tickets_with_ones_own_links(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    page = world.client.get(board(world)).get_data(as_text=True)
    (link,) = re.findall(r'href="http://bot\.example(/duty/[^"]+)"', page)
    DutyPerson(world, link).opens().taps("accepted")
    talk.is_told(ticket.ticket_no, "张值班")


def test_two_premises_below_a_transformer_predict_an_outage(talk: Talk, world: World) -> None:
    seen = len(world.use.outages.open_now())
    first = report(talk, PLACE)
    assert len(world.use.outages.open_now()) == seen
    world.clock.turn(minutes=20)
    neighbour = Talk(world, openid="neighbour")
    second = report(neighbour, OTHER, "13900000000")
    (outage,) = [one for one in world.use.outages.open_now() if not one.confirmed]
    numbers = (first.ticket_no, second.ticket_no)
    assert [world.use.tickets.get(n).outage_no for n in numbers] == [outage.outage_no] * 2
    third = Talk(world, openid="third")
    third.says("家里没电了，帮我报修").hears("在哪里")
    third.says("幸福小区5栋").hears("可能是线路故障", "手机号")
    page = world.client.get(board(world)).get_data(as_text=True)
    assert "还没确认" in page
    confirm = {"word": "change", "key": "k1", "outage_no": outage.outage_no, "cause": "熔断器断了"}
    world.client.post(board(world), data=confirm)
    neighbour.is_told(second.ticket_no, "熔断器断了")


def test_two_residents_of_one_household_are_two_tickets_and_one_premise(
    talk: Talk, world: World
) -> None:
    mine = report(talk, "幸福小区3栋1单元101室")
    hers = report(Talk(world, openid="wife"), "云溪县城关镇幸福小区3栋1单元101室", "13900000000")
    assert mine.ticket_no != hers.ticket_no
    assert all(outage.confirmed for outage in world.use.outages.open_now())


def test_a_lone_caller_with_lit_neighbours_predicts_nothing_one_with_dark_ones_does(
    talk: Talk, world: World
) -> None:
    talk.says("邻居家都有电，就我家没电，帮我报修，幸福小区3栋，13800000000").hears("对吗")
    talk.says("对").hears("BX", "住户自己")
    world.works()
    assert all(outage.confirmed for outage in world.use.outages.open_now())
    other = Talk(world, openid="other")
    other.says("我们整栋楼都没电，帮我报修，幸福小区4栋，13900000000").hears("对吗")
    other.says("对").hears("BX")
    world.works()
    (outage,) = [one for one in world.use.outages.open_now() if not one.confirmed]
    joined = ticket_of(other)
    assert joined.outage_no == outage.outage_no
    other.says("取消报修").hears("对吗")
    other.says("对").hears("取消")
    world.works()
    assert all(one.confirmed for one in world.use.outages.open_now())


def test_media_close_to_others_once_somebody_has_the_ticket(talk: Talk, world: World) -> None:
    ticket = report(talk, PLACE)
    world.platform.media["m1"] = b"\xff\xd8\xff"
    talk.sends("image", MediaId="m1", PicUrl="http://x").hears(ticket.ticket_no)
    world.clock.turn(minutes=10)
    world.works()
    first, second = (DutyPerson.called(world, one) for one in roster(world, PLACE)[:2])
    (name,) = set(re.findall(r'/media/([^"]+)"', second.page))
    assert world.client.get(f"{second.path}/media/{name}").status_code == 200
    first.taps("accepted")
    assert world.client.get(f"{second.path}/media/{name}").status_code == 404
    assert world.client.get(f"{first.path}/media/{name}").status_code == 200


def test_power_back_settles_no_danger(talk: Talk, world: World) -> None:
    talk.says("幸福小区3栋门口电线掉地上了，我电话13800000000").hears("BX")
    danger = ticket_of(talk)
    device = world.use.network.locate(PLACE)[0].transformers[0]
    path = board(world)
    world.client.post(path, data={"word": "open", "key": "k1", "device": device})
    (outage,) = [one for one in world.use.outages.open_now() if one.devices == (device,)]
    close = {"word": "close", "key": "k2", "outage_no": outage.outage_no}
    assert world.client.post(path, data=close).status_code == 303
    assert world.use.tickets.get(danger.ticket_no).state == "new"


def test_the_same_fault_is_not_opened_twice_by_two_people(world: World) -> None:
    device = world.use.network.locate(PLACE)[0].transformers[0]
    fields = {"word": "open", "device": device, "cause": "变压器跳闸"}
    assert world.client.post(board(world), data=fields | {"key": "k1"}).status_code == 303
    other = board(world, "李值班", "15400000002")
    assert world.client.post(other, data=fields | {"key": "k2"}).status_code == 303
    answer = world.client.post(other, data=fields | {"key": "k3", "cause": "线断了"})
    assert answer.status_code == 400
    assert "已经开了停电" in answer.get_data(as_text=True)
    assert len([one for one in world.use.outages.open_now() if one.devices == (device,)]) == 1


def test_the_step_that_it_is_at_tells_the_reporter_nothing_again(
    person: DutyPerson, world: World
) -> None:
    person.taps("accepted")
    told = len(effects(world, Push))
    person.opens().taps("accepted")
    assert len(effects(world, Push)) == told


def test_the_board_offers_what_supplies_the_village_alone(world: World) -> None:
    village = next(
        place
        for name in world.use.network.names()
        if (place := world.use.network.locate(f"龙洞镇{name}")[0]).kind == "area"
    )
    page = DutyPerson(world, f"{board(world)}?where=龙洞镇{village.name}").opens().page
    offered = set(re.findall(r'name="device" value="(T\d+)"', page))
    assert offered == set(village.transformers)
