import json
import re
from dataclasses import replace
from datetime import datetime

from fakeredis import FakeRedis
from flask import Flask
from support.simulator_stand import Stand

from bot.simulator import SmsSeen, Watcher, blueprint


def test_the_page_holds_its_setup_and_lets_no_foreign_script_in(stand: Stand) -> None:
    for path in ("/simulator", "/simulator/"):
        answer = stand.client.get(path)
        setup = re.search(r'id="setup">(.*?)</script>', answer.text)
        assert setup is not None
        assert json.loads(setup[1])["places"] == [["</script><b>", 31.0, 104.0]]
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_everything_the_page_loads_is_there(stand: Stand) -> None:
    html = stand.client.get("/simulator").text
    paths = re.findall(r'(?:src|href)="(/simulator/static/[^"]+)"', html)
    assert len(paths) == 6
    for path in paths:
        with stand.client.get(path) as answer:
            assert answer.status_code == 200
    assert "://" not in html


def test_two_residents_to_begin_with_and_the_same_tomorrow(stand: Stand) -> None:
    before = [(who["name"], who["openid"]) for who in stand.post("/poll")["residents"]]
    stand.redis.flushall()
    after = [(who["name"], who["openid"]) for who in stand.post("/poll")["residents"]]
    assert before == after
    assert [name for name, _ in before] == ["王阿姨", "李师傅"]


def test_a_poll_gives_only_what_is_new(stand: Stand) -> None:
    openid = stand.openid()
    (first,) = stand.say({"kind": "text", "text": "一"})
    stand.say({"kind": "text", "text": "二"})
    new = stand.post("/poll", {"chats": {openid: first["id"]}})["chats"][openid]
    assert [record["text"] for record in new] == ["二"]
    whole = stand.post("/poll", {"chats": {openid: "nonsense"}})["chats"][openid]
    assert [record["text"] for record in whole] == ["一", "二"]


def test_what_was_understood_reaches_the_page_in_the_order_of_the_stations(stand: Stand) -> None:
    openid = stand.openid()
    times = {"open": 0.5, "commit": 1.0, "handle": 2.0}
    Watcher(stand.redis).saw({"openid": openid, "intent": "bill_query", "stations_ms": times})
    (record,) = stand.post("/poll")["seen"][openid]
    assert record["intent"] == "bill_query"
    assert list(record["stations_ms"]) == list(times)


def test_a_watcher_without_redis_lets_the_turn_go_on() -> None:
    Watcher(FakeRedis(connected=False)).saw({"openid": "o", "intent": "bill_query"})


def test_sms_are_sent_to_the_page_when_there_are_new_ones(stand: Stand) -> None:
    seen = [
        SmsSeen("7", "13800000000", "验证码 123456", datetime(2026, 11, 23, 3, 5))
    ]  # local wall time
    app = Flask(__name__)
    app.register_blueprint(blueprint(replace(stand.parts(), sms=lambda: seen)))
    client = app.test_client()
    first = client.post("/simulator/poll", json={}).get_json()
    again = client.post("/simulator/poll", json={"sms": first["sms_mark"]}).get_json()
    assert first["sms"] == [
        {"id": "7", "phone": "13800000000", "text": "验证码 123456", "at": "2026-11-23T03:05"}
    ]
    assert "sms" not in again


def test_residents_are_added_renamed_and_removed(stand: Stand) -> None:
    openid = stand.post("/residents", {"name": "  赵大爷  "})["openid"]
    stand.post(f"/residents/{openid}", {"name": "赵老师", "phone": "13800000000"})
    assert stand.post("/poll")["residents"][-1]["name"] == "赵老师"
    stand.post(f"/residents/{openid}/remove")
    assert len(stand.post("/poll")["residents"]) == 2
    assert not [key for key in stand.redis.scan_iter() if openid.encode() in key]


def test_a_foreign_form_and_nonsense_are_refused(stand: Stand) -> None:
    openid = stand.openid()
    url = f"/simulator/residents/{openid}/send"
    form = stand.client.post(url, data='{"said": {"kind": "text", "text": "x"}}')
    assert form.status_code == 415
    for body in ({}, {"said": {"kind": "hologram"}}, {"said": {"kind": "text"}}, [1]):
        assert stand.client.post(url, json=body).status_code == 400
    assert stand.client.post("/simulator/residents/oNobody/send", json={}).status_code == 404
    assert stand.chat(openid) == []


def test_all_keys_are_the_simulators_own_and_end(stand: Stand) -> None:
    openid = stand.openid()
    stand.say({"kind": "voice"})
    stand.post("/agents", {"online": True})
    stand.api().create_qr("box:1")
    Watcher(stand.redis).saw({"openid": openid})
    keys = [key for key in stand.redis.scan_iter() if not key.startswith(b"wechat:token:")]
    assert len(keys) > 8
    assert all(key.startswith(b"sim:") for key in keys)
    assert all(0 < stand.redis.ttl(key) <= 86_400 for key in keys)
