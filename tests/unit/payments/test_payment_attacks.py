"""Attacks on `POST /pay/notify`: nothing forged, old, altered or repeated is credited."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from support.paying import (
    bind,
    confirms,
    credited,
    link,
    notice,
    order_of,
    receipts,
    sealed,
    sends,
    shown,
    standing,
)
from support.talk import Talk, World

from bot.backends.accounts import Account
from bot.backends.billing import Receipt
from bot.backends.demo.billing import DemoBilling
from bot.errors import BackendAway
from bot.services.payment_notices import NONCE, SIGNATURE, TIMESTAMP, Seal
from bot.store.orders import Order


@pytest.fixture
def account(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.fixture
def url(talk: Talk, account: Account) -> str:  # it must be bound first
    return link(talk.says("交电费"))


@pytest.fixture
def order(world: World, url: str) -> Order:
    return order_of(world, url)


@pytest.fixture(autouse=True)
def nothing_credited_at_first(world: World) -> Iterator[None]:
    assert credited(world) == 0
    yield
    assert credited(world) <= 1


def test_a_genuine_notice_is_credited(world: World, order: Order, account: Account) -> None:
    body = notice(order)
    assert sends(world, body, sealed(world, body)) == 200
    assert standing(world, account).balance_fen == 0


@pytest.mark.parametrize("missing", [TIMESTAMP, NONCE, SIGNATURE])
def test_without_a_header(world: World, order: Order, missing: str) -> None:
    body = notice(order)
    headers = sealed(world, body)
    del headers[missing]
    assert sends(world, body, headers) == 401
    assert credited(world) == 0


@pytest.mark.parametrize(
    "change",
    [
        {SIGNATURE: "0" * 64},
        {SIGNATURE: ""},
        {SIGNATURE: "é"},
        {SIGNATURE: "WECHATPAY/SIGNTEST/abc"},
        {TIMESTAMP: "now"},
        {TIMESTAMP: "-1"},
        {TIMESTAMP: "9" * 400},
        {TIMESTAMP: "1764000000.0"},
        {NONCE: "short"},
        {NONCE: "0123456789abcdef0123456789abcdef"},
        {NONCE: "x" * 5000},
    ],
)
def test_with_a_forged_header(world: World, order: Order, change: dict[str, str]) -> None:
    body = notice(order)
    assert sends(world, body, sealed(world, body) | change) == 401
    assert credited(world) == 0


def test_signed_under_another_key(world: World, order: Order) -> None:
    body = notice(order)
    headers = Seal.of("another-secret-key-of-forty-characters-xx").headers(body, world.clock())
    assert sends(world, body, headers) == 401
    assert credited(world) == 0


def test_the_key_of_links_signs_no_notice(world: World, order: Order) -> None:
    body = notice(order)
    key = world.parts.settings.secret_key.encode()
    assert sends(world, body, Seal(key).headers(body, world.clock())) == 401


def test_a_body_altered_by_one_byte(world: World, order: Order) -> None:
    body = notice(order)
    altered = body.replace(b'"SUCCESS"', b'"SUCCESS" ')
    assert sends(world, altered, sealed(world, body)) == 401
    assert credited(world) == 0


@pytest.mark.parametrize("off", [timedelta(seconds=301), timedelta(days=1), timedelta(days=-1)])
def test_older_or_newer_than_the_window(world: World, order: Order, off: timedelta) -> None:
    body = notice(order)
    assert sends(world, body, sealed(world, body, world.clock() - off)) == 401
    assert credited(world) == 0


def test_within_the_window_both_ways(world: World, order: Order) -> None:
    body = notice(order)
    ahead = world.clock() + timedelta(seconds=299)
    assert sends(world, body, sealed(world, body, ahead)) == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"amount_fen": 1}, 409),
        ({"amount_fen": -1}, 409),
        ({"account_no": "5180112388"}, 409),
        ({"order_no": "P20261124aaaaaaaaaaaaaaaaaaaa"}, 404),
        ({"order_no": ""}, 404),
        ({"order_no": "' OR 1=1 --"}, 404),
        ({"amount_fen": 1.5}, 400),
        ({"amount_fen": "41220"}, 400),
        ({"amount_fen": None}, 400),
        ({"amount_fen": 10**30}, 409),
        ({"result": "FAIL"}, 400),
        ({"extra": 1}, 400),
        ({"order_no": None}, 400),
        ({"transaction_no": ""}, 400),
    ],
)
def test_genuine_but_not_our_order(
    world: World, order: Order, change: dict[str, Any], status: int
) -> None:
    body = json.dumps(json.loads(notice(order)) | change).encode()
    assert sends(world, body, sealed(world, body)) in (status, 400)
    assert credited(world) == 0


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"{" * 2000, b"not json"]
)
def test_genuine_but_unreadable(world: World, body: bytes) -> None:
    assert sends(world, body, sealed(world, body)) == 400


def test_a_huge_body_is_not_read(world: World) -> None:
    body = b"x" * 17_000
    assert sends(world, body, sealed(world, body)) == 413


def test_a_notice_for_another_order_of_the_same_account(
    world: World, talk: Talk, order: Order, account: Account
) -> None:
    body = notice(order, amount_fen=100)
    headers = sealed(world, body)
    small = order_of(world, link(talk.says("充1块钱电费")))
    assert sends(world, body, headers) == 409
    swapped = body.replace(order.order_no.encode(), small.order_no.encode())
    assert sends(world, swapped, headers) == 401
    assert not receipts(world, account)


def test_a_replay_of_a_settled_order_changes_nothing(
    world: World, talk: Talk, order: Order, account: Account
) -> None:
    body = notice(order)
    headers = sealed(world, body)
    assert [sends(world, body, headers) for _ in range(3)] == [200, 200, 200]
    world.clock.turn(minutes=20)
    assert sends(world, body, headers) == 401
    assert sends(world, body, sealed(world, body)) == 200
    world.works()
    assert len(receipts(world, account)) == 1
    assert len(world.platform.texts(talk.openid)) == 1


def test_many_callbacks_at_once_credit_once(world: World, url: str, account: Account) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(confirms(world, url))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 503}
    assert 200 in answers
    world.works()
    assert len(receipts(world, account)) == 1
    assert len(world.platform.texts("resident-one")) == 1


def test_while_billing_is_away_the_money_waits_and_is_credited_later(
    world: World, talk: Talk, url: str, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> Receipt:
        raise BackendAway

    with monkeypatch.context() as patch:
        patch.setattr(DemoBilling, "receive", away)
        assert confirms(world, url) == 200
        world.clock.turn(minutes=1)
        world.works()
        for _ in range(30):
            world.clock.turn(minutes=6)
            world.works()
    assert not receipts(world, account)
    world.clock.turn(minutes=6)
    talk.is_told("收到了")
    assert len(receipts(world, account)) == 1


def test_where_the_group_collects_nobody_may_call_back(make_world: Callable[..., World]) -> None:
    world = make_world(PAYMENTS="hand_off", CASHIER_URL="https://cashier.example/")
    body = b"{}"
    assert sends(world, body, sealed(world, body)) == 404


def test_the_wrong_method(world: World) -> None:
    assert world.client.get("/pay/notify").status_code == 405
