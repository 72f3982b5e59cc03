import base64
import threading

import pytest
from flask import Response
from support.simulator_stand import APP_ID, TOKEN, Stand

from bot.simulator.conversation import FAILURE_NOTICE
from bot.simulator.deliveries import TRIES, Deliveries
from bot.simulator.wire import Wire
from bot.wechat import render
from bot.wechat.door import Opened
from bot.wechat.messages import Message


def message_of(opened: Opened) -> Message:
    assert opened.message is not None
    return opened.message


def echo(opened: Opened) -> str:
    message = message_of(opened)
    return opened.seal(render.text(message, f"听到：{message.text}", 1))


def transfer(opened: Opened) -> str:
    message = message_of(opened)
    return "success" if message.kind == "event" else opened.seal(render.transfer(message, now_s=1))


def shown(stand: Stand, said: dict[str, object], copies: int = 1) -> list[tuple[str, str]]:
    return [(one["who"], one.get("text", "")) for one in stand.say(said, copies)]


def test_a_word_and_its_reply(stand: Stand) -> None:
    stand.script = echo
    assert shown(stand, {"kind": "text", "text": "停电"}) == [("me", "停电"), ("bot", "听到：停电")]


def test_success_shows_nothing(stand: Stand) -> None:
    assert shown(stand, {"kind": "text", "text": "停电"}) == [("me", "停电")]


@pytest.mark.parametrize("status", [200, 302, 500])
def test_an_abnormal_answer_is_a_failure_and_is_not_tried_again(stand: Stand, status: int) -> None:
    stand.script = lambda _opened: Response("<html>oops", status=status)
    assert shown(stand, {"kind": "text", "text": "停电"})[1] == ("system", FAILURE_NOTICE)
    assert len(stand.opened) == 1


def test_no_answer_in_time_is_tried_three_times(stand: Stand) -> None:
    ended = threading.Event()

    def hang(_opened: Opened) -> str:
        ended.wait(5)
        return "success"

    stand.script = hang
    wire = Wire(APP_ID, TOKEN, stand.parts().aes_key, lambda: stand.now_s)
    xml = "<xml><ToUserName>gh</ToUserName></xml>"
    try:
        (outcome,) = Deliveries(wire, wait_s=0.05).send(f"{stand.url}/wechat", "o", xml)
    finally:
        ended.set()
    assert "没有答复" in outcome.fault
    assert len(stand.opened) == TRIES


def test_three_at_once_are_the_same_message_and_the_same_answer_shows_once(stand: Stand) -> None:
    stand.script = echo
    chat = shown(stand, {"kind": "text", "text": "停电"}, copies=3)
    assert [who for who, _ in chat] == ["me", "bot", "system"]
    assert "3 次有答复（1 种）" in chat[2][1]
    assert len({message_of(one).key for one in stand.opened}) == 1


def test_a_bot_that_answers_a_message_twice_is_shown_up(stand: Stand) -> None:
    answers = iter("一二三")
    stand.script = lambda opened: opened.seal(render.text(message_of(opened), next(answers), 1))
    chat = shown(stand, {"kind": "text", "text": "停电"}, copies=3)
    assert [who for who, _ in chat] == ["me", "bot", "bot", "bot", "system"]


def test_the_last_message_again(stand: Stand) -> None:
    stand.say({"kind": "text", "text": "停电"})
    stand.post(f"/residents/{stand.openid()}/again")
    assert len({message_of(one).key for one in stand.opened}) == 1
    assert len(stand.opened) == 2


def test_each_kind_arrives_as_the_platform_sends_it(stand: Stand) -> None:
    stand.say({"kind": "text", "text": "来电了", "menu_id": "y"})
    stand.say({"kind": "location", "latitude": 31.5, "longitude": 104.25, "label": "和平路"})
    stand.say({"kind": "voice", "recognition": "停电了", "seconds": 2})
    stand.say({"kind": "link", "title": "标题", "url": "https://example.com", "description": "述"})
    stand.say({"kind": "click", "key": "outage_query", "label": "停电查询"})
    stand.say({"kind": "scan", "scene": "box:1"})
    text, place, voice, link, click, scan = (message_of(one) for one in stand.opened)
    assert (text.text, text.raw["bizmsgmenuid"]) == ("来电了", "y")
    assert (place.latitude, place.longitude, place.label) == (31.5, 104.25, "和平路")
    assert (voice.recognition, voice.raw["Format"]) == ("停电了", "amr")
    assert (link.kind, link.raw["Title"], link.raw["Description"]) == ("link", "标题", "述")
    assert (click.event, click.event_key, click.msg_id) == ("click", "outage_query", "")
    assert (scan.event, scan.event_key, scan.raw["Ticket"]) == ("scan", "box:1", "SIM_box:1")


def test_a_picture_can_be_fetched_by_the_bot_and_seen_in_the_chat(stand: Stand) -> None:
    data = b"\xff\xd8 a picture"
    (bubble,) = stand.say({"kind": "image", "data": base64.b64encode(data).decode()})
    message = message_of(stand.opened[0])
    assert stand.api().get_media(message.media_id) == (data, "image/jpeg")
    assert message.raw["PicUrl"] == bubble["picture"]
    seen = stand.client.get(message.raw["PicUrl"])
    assert (seen.data, seen.headers["X-Content-Type-Options"]) == (data, "nosniff")


def test_a_recording_is_an_amr_file(stand: Stand) -> None:
    stand.say({"kind": "voice", "seconds": 1})
    content, kind = stand.api().get_media(message_of(stand.opened[0]).media_id)
    assert (content[:6], len(content), kind) == (b"#!AMR\n", 56, "audio/amr")


def test_a_file_that_is_no_picture_is_refused(stand: Stand) -> None:
    body = {"said": {"kind": "image", "data": base64.b64encode(b"<svg/>").decode()}}
    answer = stand.client.post(f"/simulator/residents/{stand.openid()}/send", json=body)
    assert answer.status_code == 400
    assert stand.chat(stand.openid()) == []


def test_who_left_is_silent_until_a_scanned_code_brings_them_back(stand: Stand) -> None:
    openid = stand.openid()
    stand.say({"kind": "unfollow"})
    body = {"said": {"kind": "text", "text": "在吗"}}
    assert stand.client.post(f"/simulator/residents/{openid}/send", json=body).status_code == 409
    stand.say({"kind": "scan", "scene": "box:1"})
    left, back = (message_of(one) for one in stand.opened)
    assert left.event == "unsubscribe"
    assert (back.event, back.event_key) == ("subscribe", "box:1")
    assert back.raw["EventKey"] == "qrscene_box:1"


def test_with_an_agent_messages_do_not_reach_the_bot(stand: Stand) -> None:
    stand.script = transfer
    stand.post("/agents", {"online": True})
    stand.say({"kind": "text", "text": "转人工"})
    stand.say({"kind": "text", "text": "在吗"})
    stand.post(f"/residents/{stand.openid()}/agent", {"text": "在的"})
    stand.post(f"/residents/{stand.openid()}/agent/leave")
    stand.script = echo
    stand.say({"kind": "text", "text": "谢谢"})
    came = [message_of(one).text or message_of(one).event for one in stand.opened]
    assert came == ["转人工", "kf_create_session", "kf_close_session", "谢谢"]
    assert ("agent", "在的") in [(m["who"], m.get("text")) for m in stand.chat(stand.openid())]


def test_without_an_agent_the_resident_queues_and_stays_with_the_bot(stand: Stand) -> None:
    stand.script = transfer
    chat = shown(stand, {"kind": "text", "text": "转人工"})
    assert "没有客服在线" in chat[1][1]
    stand.say({"kind": "text", "text": "在吗"})
    assert len(stand.opened) == 2


def test_a_word_opens_the_window_and_a_tap_the_minute(stand: Stand) -> None:
    stand.say({"kind": "click", "key": "k"})
    assert [stand.world.quota.spend(stand.openid()) for _ in range(4)] == [0, 0, 0, 45047]
    stand.say({"kind": "text", "text": "在吗"})
    assert stand.world.quota.spend(stand.openid()) == 0
    stand.post(f"/residents/{stand.openid()}/idle")
    assert stand.world.quota.spend(stand.openid()) == 45015
