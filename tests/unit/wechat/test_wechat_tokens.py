import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import fakeredis
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway
from support.platform_side import (
    APP_ID,
    OK,
    OPENID,
    SEND,
    STABLE,
    Platform,
    api_at,
    failing,
    ready,
    refused,
    serving,
    token,
)
from werkzeug import Response

from bot.wechat import errors
from bot.wechat.api import Api


@pytest.fixture
def platform() -> Iterator[Platform]:
    with serving(ready()) as running:
        yield running


@pytest.fixture
def redis() -> Redis:
    return fakeredis.FakeRedis()


@pytest.fixture
def api(platform: Platform, redis: Redis) -> Api:
    return api_at(platform.url, redis)


def tokens_used(platform: Platform) -> list[str]:
    return [call.args["access_token"] for call in platform.calls if call.path != STABLE]


def test_a_token_is_fetched_once_and_shared(platform: Platform, redis: Redis) -> None:
    for _ in range(3):
        api_at(platform.url, redis).send_text(OPENID, "一")
    assert platform.paths().count(STABLE) == 1
    assert redis.get(f"wechat:token:{APP_ID}") == b"token-1"


@pytest.mark.parametrize(("life_s", "kept_s"), [(7200, 6900), (310, 30), (200, 30)])
def test_a_token_is_renewed_in_its_last_five_minutes(
    platform: Platform,
    redis: Redis,
    life_s: int,
    kept_s: int,
) -> None:
    platform.answers(STABLE, token("t", life_s))
    api_at(platform.url, redis).send_text(OPENID, "一")
    assert kept_s - 1 <= int(redis.ttl(f"wechat:token:{APP_ID}")) <= kept_s


def test_a_text_redis_answers_with_text(platform: Platform) -> None:
    redis = fakeredis.FakeRedis(decode_responses=True)
    for _ in range(2):
        api_at(platform.url, redis).send_text(OPENID, "一")
    assert platform.paths().count(STABLE) == 1


def test_many_workers_on_a_cold_cache_fetch_once(platform: Platform) -> None:
    server = fakeredis.FakeServer()
    together = threading.Barrier(8)

    def work(_: int) -> None:
        api = api_at(platform.url, fakeredis.FakeRedis(server=server))
        together.wait(5)
        api.send_text(OPENID, "一", timeout_s=10)

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(work, range(8)))
    assert platform.paths().count(STABLE) == 1
    assert tokens_used(platform) == ["token-1"] * 8


def test_many_workers_on_a_refused_token_renew_once(platform: Platform) -> None:
    server = fakeredis.FakeServer()
    fakeredis.FakeRedis(server=server).set(f"wechat:token:{APP_ID}", "old")
    platform.answers(STABLE, token("new"))
    platform.answers(
        SEND, lambda call: refused(42001) if call.args["access_token"] == "old" else OK
    )
    together = threading.Barrier(4)

    def work(_: int) -> None:
        api = api_at(platform.url, fakeredis.FakeRedis(server=server))
        together.wait(5)
        api.send_text(OPENID, "一", timeout_s=10)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert platform.paths().count(STABLE) == 1


@pytest.mark.parametrize("errcode", [40001, 40014, 42001, "42001"])
def test_a_refused_token_is_renewed_and_the_body_sent_again(
    api: Api,
    platform: Platform,
    errcode: object,
) -> None:
    platform.answers(SEND, refused(errcode), OK)
    api.send_text(OPENID, "您好")
    assert tokens_used(platform) == ["token-1", "token-2"]
    first, second = (call.body for call in platform.calls if call.path == SEND)
    assert first == second != b""


def test_a_token_refused_for_ever_costs_one_renewal_and_one_repeat(
    api: Api,
    platform: Platform,
    redis: Redis,
) -> None:
    redis.set(f"wechat:token:{APP_ID}", "old")
    platform.answers(SEND, refused(40001))
    assert failing(errors.BrokenAccount, lambda: api.send_text(OPENID, "一")).errcode == 40001
    assert platform.paths() == [SEND, STABLE, SEND]


@pytest.mark.parametrize("errcode", [40001, 40013, 40125, 40164, 40243])
def test_a_refused_account_is_asked_once_a_minute(
    api: Api,
    platform: Platform,
    redis: Redis,
    errcode: int,
) -> None:
    platform.answers(STABLE, refused(errcode, "invalid ip 1.2.3.4"), token("later"))
    failed = failing(errors.BrokenAccount, lambda: api.send_text(OPENID, "一"))
    assert (failed.errcode, failed.reason) == (errcode, "invalid ip 1.2.3.4")
    assert failing(errors.BrokenAccount, lambda: api.send_text(OPENID, "一")).errcode == errcode
    assert platform.paths() == [STABLE]
    assert 0 < int(redis.ttl(f"wechat:token:{APP_ID}:broken")) <= 60
    redis.delete(f"wechat:token:{APP_ID}:broken")
    api.send_text(OPENID, "一")


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>", content_type="text/html"),
        Response(""),
        Response("[]"),
        Response("{}", status=502),
        {},
        {"access_token": "", "expires_in": 7200},
        {"access_token": "t", "expires_in": "soon"},
        {"errcode": "what"},
    ],
)
def test_a_token_endpoint_that_makes_no_sense_is_unanswered(
    api: Api,
    platform: Platform,
    answer: Response | dict[str, Any],
) -> None:
    platform.answers(STABLE, answer)
    failing(errors.Unanswered, lambda: api.send_text(OPENID, "一"))
    assert platform.paths() == [STABLE]


def test_an_error_without_words_is_still_an_error(api: Api, platform: Platform) -> None:
    platform.answers(STABLE, {"errcode": 40013})
    failing(errors.BrokenAccount, lambda: api.send_text(OPENID, "一"))


class AwayRedis(fakeredis.FakeRedis):
    """A Redis that does not answer."""

    def execute_command(self, *_args: object, **_options: object) -> Any:  # redis-py's interface
        raise RedisAway


def test_without_redis_it_goes_on_with_a_token_of_its_own(
    platform: Platform,
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = api_at(platform.url, AwayRedis())
    platform.answers(SEND, refused(40001), OK)
    api.send_text(OPENID, "一")
    assert tokens_used(platform) == ["token-1", "token-2"]
    assert "wechat_token_unshared" in caplog.messages
