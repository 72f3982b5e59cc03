"""Dialogues in Redis: who may answer which message, alone and once, and what was said so far.

Four keys a resident, one a message:

* `seen:{message}` is a lease while somebody works on the message (`L…`; `X…` where an earlier one
  had run out, so that this message may have written to SQL already), then its answer (`D…`).
* `lock:{openid}` holds the token of the turn at work and when its lease ends. It outlives its
  lease on purpose: who finds an expired one knows that the turn before him may have written to SQL
  and died before it wrote here (`Opened.dirty`).
* `line:{openid}` are the turns that wait for the lock, in the order of their arrival.
* `session:{openid}` is the dialogue; `owed:{openid}` says that an answer is still being worked on.
"""

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NoReturn, cast

import msgspec
from pybreaker import STATE_CLOSED, CircuitBreaker, CircuitBreakerError
from redis import Redis
from redis.commands.core import Script
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.errors import DialogueAway

LEASE_MS = 6_000
CIRCUIT_OPEN_S = 5
CIRCUIT_FAILURES = 3
SESSION_TTL_S = 24 * 3600
SEEN_TTL_S = 600
OWED_TTL_S = 3600

_OPEN = """
local seen, lock, session, owed, line = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local token, now, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local mark = redis.call('GET', seen)
local dirty = 0
if mark then
  if string.sub(mark, 1, 1) == 'D' then return {'answered', string.sub(mark, 2)} end
  local sign, holder, till = string.match(mark, '^(%u)(%w+):(%d+)$')
  if holder ~= token and tonumber(till) > now then return {'repeated'} end
  if holder ~= token or sign == 'X' then dirty = 1 end
end
local mine = token .. ':' .. string.format('%d', now + lease)
redis.call('SET', seen, (dirty == 1 and 'X' or 'L') .. mine, 'EX', ARGV[4])
redis.call('ZREMRANGEBYSCORE', line, '-inf', '(' .. string.format('%d', now - lease))
local held = redis.call('GET', lock)
local busy = false
if held then
  local holder, till = string.match(held, '^(%w+):(%d+)$')
  if holder ~= token then
    busy = tonumber(till) > now
    dirty = 1
  end
end
local first = redis.call('ZRANGE', line, 0, 0)[1]
if busy or (first and first ~= token) then
  redis.call('ZADD', line, 'NX', string.format('%d', now), token)
  redis.call('EXPIRE', line, 60)
  return {'busy'}
end
if first then redis.call('ZREM', line, token) end
redis.call('SET', lock, mine, 'EX', ARGV[5])
return {'open', redis.call('GET', session) or '', dirty, redis.call('EXISTS', owed)}
"""

_COMMIT = """
local seen, lock, session = KEYS[1], KEYS[2], KEYS[3]
local held = redis.call('GET', lock)
if not held or string.match(held, '^(%w+):') ~= ARGV[1] then return 0 end
redis.call('SET', session, ARGV[2], 'EX', ARGV[3])
if ARGV[4] ~= '' then redis.call('SET', seen, 'D' .. ARGV[4], 'EX', ARGV[5]) end
redis.call('DEL', lock)
return 1
"""

_RELEASE = """
local token, answer = ARGV[1], ARGV[2]
local held = redis.call('GET', KEYS[2])
if held and string.match(held, '^(%w+):') == token then
  if ARGV[4] == '1' then redis.call('SET', KEYS[2], token .. ':0', 'EX', ARGV[5])
  else redis.call('DEL', KEYS[2]) end
end
local mark = redis.call('GET', KEYS[1])
if mark and string.match(mark, '^%u(%w+):') == token then
  if answer == '' then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], 'D' .. answer, 'EX', ARGV[3]) end
end
redis.call('ZREM', KEYS[3], token)
return 1
"""


class Claim(StrEnum):
    """How a message found its resident's dialogue."""

    OPEN = "open"
    ANSWERED = "answered"
    REPEATED = "repeated"
    BUSY = "busy"


class Opened(msgspec.Struct, frozen=True):
    """What `Dialogues.open` found.

    Attributes:
        claim: `OPEN`: the turn may run; `ANSWERED`: it ran, `answer` is what it said; `REPEATED`:
            another delivery of the message is being worked on; `BUSY`: another message of the
            resident is.
        answer: the stored answer.
        session: the dialogue as JSON, empty for a new one.
        dirty: the holder before this one did not finish: look into SQL first.
        owed: an earlier message is still being worked on without the clock.
    """

    claim: Claim
    answer: bytes = b""
    session: bytes = b""
    dirty: bool = False
    owed: bool = False


class Dialogues:
    """Opens and closes turns; every call is one round trip.

    Every method raises `DialogueAway` where Redis does not answer; after a few failures in a row
    it is not even asked for some seconds.

    Args:
        redis: a client with short timeouts and no retries inside.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._here = threading.local()
        self._breaker = CircuitBreaker(fail_max=CIRCUIT_FAILURES, reset_timeout=CIRCUIT_OPEN_S)
        self._open, self._commit, self._release = (
            redis.register_script(script) for script in (_OPEN, _COMMIT, _RELEASE)
        )

    def open(self, key: str, openid: str, token: str, now_ms: int) -> Opened:
        """Claim a message, lock its resident and load the dialogue; call again while `BUSY`.

        Args:
            key: the message's once-key.
            openid: the resident.
            token: this turn's own random word of letters and digits.
            now_ms: Unix time in milliseconds.
        """
        keys = [f"seen:{key}", *_keys(openid, "lock", "session", "owed", "line")]
        found = self._run(self._open, keys, [token, now_ms, LEASE_MS, SEEN_TTL_S, SESSION_TTL_S])
        claim = Claim(found[0].decode())
        if claim is Claim.OPEN:
            return Opened(claim, b"", found[1], bool(found[2]), bool(found[3]))
        return Opened(claim, found[1] if claim is Claim.ANSWERED else b"")

    def commit(self, key: str, openid: str, token: str, session: bytes, answer: bytes) -> bool:
        """Store the dialogue and the answer and unlock; false where the lock is another's by now.

        An empty `answer` leaves the message's mark alone (a turn that nobody waits for).
        """
        keys = [f"seen:{key}", *_keys(openid, "lock", "session")]
        args = [token, session, SESSION_TTL_S, answer, SEEN_TTL_S]
        return bool(self._run(self._commit, keys, args))

    def release(
        self, key: str, openid: str, token: str, answer: bytes = b"", *, dirty: bool = False
    ) -> None:
        """Give up a turn: unlock the resident.

        Args:
            key: the message's once-key.
            openid: the resident.
            token: the turn's.
            answer: what a repeat of the message gets; without one the repeat runs.
            dirty: the next holder must look into SQL, as this one should have.
        """
        keys = [f"seen:{key}", *_keys(openid, "lock", "line")]
        args = [token, answer, SEEN_TTL_S, int(dirty), SESSION_TTL_S]
        self._run(self._release, keys, args)

    def owe(self, openid: str) -> None:
        """Mark that an answer is owed to the resident."""
        self._call(self._redis.set, f"owed:{openid}", b"1", OWED_TTL_S)

    def settle(self, openid: str) -> None:
        """The owed answer was given."""
        self._call(self._redis.delete, f"owed:{openid}")

    def peek(self, openid: str) -> bytes:
        """The dialogue as it lies there, without locking."""
        return cast("bytes | None", self._call(self._redis.get, f"session:{openid}")) or b""

    def _connection(self) -> Any:  # noqa: ANN401  # the client's connections are half typed
        """This thread's own connection; it opens when it is first used."""
        connection = getattr(self._here, "connection", None)
        if connection is None:
            connection = self._here.connection = self._redis.connection_pool.make_connection()
        return connection

    def _run(self, script: Script, keys: list[str], args: list[Any]) -> Any:  # noqa: ANN401  # what Lua returns
        return self._call(self._evaluate, script, (len(keys), *keys, *args))

    def _evaluate(self, script: Script, words: tuple[Any, ...]) -> Any:  # noqa: ANN401  # see above
        """Run a script over this thread's connection itself: half the client's own cost.

        A connection that the server has closed meanwhile is opened anew, once; every script may
        run twice, since it names the turn by its token.
        """
        connection = self._connection()
        try:
            return _answered(connection, script, words)
        except RedisConnectionError:
            connection.disconnect()
            return _answered(connection, script, words)
        except RedisTimeoutError:
            connection.disconnect()  # the answer may still come, and would be the next call's
            raise

    def _call(self, command: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401  # as the client types it
        try:
            if self._breaker.current_state == STATE_CLOSED:
                return self._through_breaker(command, *args)
            return self._breaker.call(command, *args)
        except (RedisError, CircuitBreakerError) as error:
            raise DialogueAway(ids={"redis_error": type(error).__name__}) from error

    def _through_breaker(self, command: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401  # see above
        """Ask Redis and tell the breaker: it holds a lock while it calls, one thread at a time."""
        try:
            answer = command(*args)
        except RedisError as error:
            self._breaker.call(_failing, error)
            raise
        if self._breaker.fail_counter:
            self._breaker.call(_succeeding)
        return answer


def _failing(error: RedisError) -> NoReturn:
    raise error


def _succeeding() -> None:
    """Does nothing: what the breaker is given to count as a success."""


def _answered(connection: Any, script: Script, words: tuple[Any, ...]) -> Any:  # noqa: ANN401  # what Lua returns
    try:
        connection.send_command("EVALSHA", script.sha, *words)
        return connection.read_response()
    except NoScriptError:
        connection.send_command("EVAL", script.script, *words)
        return connection.read_response()


def _keys(openid: str, *names: str) -> list[str]:
    return [f"{name}:{openid}" for name in names]
