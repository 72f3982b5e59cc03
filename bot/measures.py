"""What is seen of every message: one structured log line and the metrics; no personal data."""

import logging
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b

import msgspec
from prometheus_client import Counter, Histogram

from bot.turn import Turn
from bot.wechat.messages import Message

MESSAGES = Counter("bot_messages_total", "Messages, by kind and outcome", ["kind", "outcome"])
INTENTS = Counter("bot_intents_total", "Texts, by what they were understood as", ["intent"])
SECONDS = Histogram(
    "bot_message_seconds",
    "Time from the door to the answer",
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 4.0, 5.0),
)

log = logging.getLogger("bot.messages")


@lru_cache
def _counter(metric: Counter, *labels: str) -> Counter:
    """A metric's counter for these labels, which the library looks up under a lock each time."""
    return metric.labels(*labels)


class Stations:
    """The way of one message through the stations, being written down."""

    __slots__ = ("_at_s", "_began_s", "ids", "kind", "openid", "outcome", "passed_ms", "turn")

    def __init__(self, message: Message, resident: str) -> None:
        self._began_s = self._at_s = time.perf_counter()
        self.kind = message.kind
        self.openid = message.openid
        self.turn: Turn | None = None
        self.outcome = "answered"
        self.ids: dict[str, object] = {"resident": resident, "message_id": message.msg_id}
        self.passed_ms: dict[str, float] = {}

    def passed(self, station: str) -> None:
        """A station is done; its time is what passed since the one before."""
        now_s = time.perf_counter()
        self.passed_ms[station] = round((now_s - self._at_s) * 1000, 3)
        self._at_s = now_s

    def understood(self, turn: Turn) -> None:
        """The message was read."""
        self.passed("understand")
        self.turn = turn
        self.ids["intent"] = turn.understanding.intent
        self.ids["score"] = round(turn.understanding.score, 3)

    def note(self, outcome: str = "", **ids: object) -> None:
        """Something to find the case by."""
        self.outcome = outcome or self.outcome
        self.ids.update(ids)

    def seen(self) -> dict[str, object]:
        """What a developer may look at (the simulator's panel); it holds the resident's words."""
        turn = self.turn
        understood = msgspec.to_builtins(turn.understanding) if turn else {}
        form = turn.session.form if turn else None
        return {
            **understood,
            "openid": self.openid,
            "form": form.name if form else "",
            "stations_ms": self.passed_ms,
            "outcome": self.outcome,
        }

    def total_s(self) -> float:
        """Seconds since the message came in."""
        return time.perf_counter() - self._began_s


class Measures:
    """Writes the log lines and counts.

    Args:
        secret_key: makes the openids in the log unreadable but comparable.
        hotline: the utility's number, for the sentences of errors.
        watch: sees everything of a message; only where the simulator runs.
    """

    def __init__(
        self,
        secret_key: str,
        hotline: str,
        watch: Callable[[Mapping[str, object]], None] | None = None,
    ) -> None:
        self._key = blake2b(secret_key.encode()).digest()
        self._watch = watch
        self.hotline = hotline

    def resident(self, openid: str) -> str:
        """A resident in a log line."""
        return blake2b(openid.encode(), key=self._key, digest_size=6).hexdigest()

    def start(self, message: Message) -> Stations:
        """A message has come in."""
        return Stations(message, self.resident(message.openid))

    def finish(self, stations: Stations) -> None:
        """A message is answered."""
        total_s = stations.total_s()
        _counter(MESSAGES, stations.kind, stations.outcome).inc()
        SECONDS.observe(total_s)
        if "intent" in stations.ids:
            _counter(INTENTS, str(stations.ids["intent"])).inc()
        line = {
            "kind": stations.kind,
            "outcome": stations.outcome,
            "total_ms": round(total_s * 1000, 3),
            "stations_ms": stations.passed_ms,
            **stations.ids,
        }
        log.info("message", extra=line)
        if self._watch is not None:
            self._watch(stations.seen())
