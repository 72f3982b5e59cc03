"""What happens at the same moment happens once, on either kind of database."""

import gc
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from support.duty import DutyPerson, report, roster
from support.paying import bind, confirms, link, receipts, shown
from support.talk import Talk, World, effects

from bot import tasks
from bot.effects import CallDuty, Push, Sms
from bot.store import outbox

PLACE = "幸福小区3栋"


@pytest.fixture
def world(make_world: Callable[..., World], demo_url: str) -> World:
    return make_world(DATABASE_URL=demo_url)


def at_once(*each: Callable[[], object]) -> None:
    together = Barrier(len(each))

    def one(what: Callable[[], object]) -> None:
        together.wait()
        what()

    threads = [Thread(target=one, args=(what,)) for what in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()  # their connections for reading go back to the pool, which the test closes


def test_a_payment_that_is_reported_eight_times_is_credited_once(world: World, talk: Talk) -> None:
    account = bind(world, shown(world, "arrears"))
    url = link(talk.says("交电费"))
    answers: list[int] = []
    at_once(*[lambda: answers.append(confirms(world, url))] * 8)
    assert set(answers) <= {200, 503}
    assert 200 in answers
    world.works()
    assert len(receipts(world, account)) == 1
    assert len(world.platform.texts(talk.openid)) == 1


def test_of_two_people_on_duty_one_has_the_ticket(world: World, talk: Talk) -> None:
    ticket = report(talk, PLACE)
    first, second = roster(world, PLACE)[:2]
    world.clock.turn(minutes=10)
    world.works()
    people = [DutyPerson.called(world, entry) for entry in (first, second)]
    at_once(*[lambda person=person: person.taps("accepted") for person in people])
    world.works()
    events = [event.what for event in world.use.tickets.get(ticket.ticket_no).events]
    assert events == ["new", "accepted"]
    assert len(effects(world, Push)) == 1


def test_a_message_delivered_six_times_at_once_opens_one_ticket(world: World, talk: Talk) -> None:
    fields = {"MsgType": "text", "MsgId": "77", "Content": "幸福小区3栋门口电线掉地上了"}
    body, query = talk.envelope(fields)
    at_once(*[lambda: world.client.post(f"/wechat?{query}", data=body)] * 6)
    assert len(world.use.tickets.listed()) == 1


def test_two_workers_announce_an_outage_once(world: World) -> None:
    bind(world, shown(world, "planned"))
    at_once(tasks.announce, tasks.announce)
    world.works()
    assert set(Counter(world.platform.texts("resident-one")).values()) == {1}


def test_a_ticket_handed_back_twice_at_once_calls_the_next_once(world: World, talk: Talk) -> None:
    ticket = report(talk, PLACE)
    person = DutyPerson.called(world, roster(world, PLACE)[0]).taps("accepted")
    page = {"state": "back", "seen": "2"}
    at_once(*[lambda: world.client.post(person.path, data=page)] * 2)
    world.works()
    called = [sms for sms in effects(world, Sms) if ticket.ticket_no in sms.text]
    assert len(called) == 2


def test_two_turns_that_hurry_the_same_ticket_both_get_through(world: World) -> None:
    hurry = CallDuty(ticket_no="BX202611240001", hurry=True)

    def writes() -> None:
        with world.parts.database.write() as connection:
            outbox.add(connection, [hurry], world.clock())

    at_once(*[writes] * 6)
    assert len(effects(world, CallDuty)) == 1
