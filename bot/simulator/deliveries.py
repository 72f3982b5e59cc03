"""Deliveries to the webhook as the platform makes them: five seconds, three tries."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import requests
from urllib3.util import Timeout

from bot.simulator.wire import Abnormal, Wire

WAIT_S: Final = 5.0
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one delivery ended.

    Attributes:
        tags: the passive reply; empty where the bot had nothing to say.
        fault: why the resident is shown the failure notice; "" where all is well.
        took_ms: from the first try to the end.
    """

    tags: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    took_ms: int = 0


class Deliveries:
    """Sends residents' messages to the webhook; safe to share between threads.

    Args:
        wire: signs and reads.
        wait_s: how long the platform waits for an answer before it sends the message again.
    """

    def __init__(self, wire: Wire, wait_s: float = WAIT_S) -> None:
        self._wire, self._wait_s = wire, wait_s

    def send(self, url: str, openid: str, xml: str, copies: int = 1) -> list[Outcome]:
        """Delivers a message, `copies` times at the same moment.

        Args:
            url: the webhook's address.
            openid: who sends.
            xml: the message.
            copies: more than one is the platform's known fault.
        """
        with ThreadPoolExecutor(copies) as pool:
            futures = [pool.submit(self._deliver, url, openid, xml) for _ in range(copies)]
            return [future.result() for future in futures]

    def _deliver(self, url: str, openid: str, xml: str) -> Outcome:
        began_s = time.monotonic()
        tags, fault = self._tried(url, openid, xml)
        return Outcome(tags, fault, round((time.monotonic() - began_s) * 1000))

    def _tried(self, url: str, openid: str, xml: str) -> tuple[dict[str, str], str]:
        """Again only where no answer came; an abnormal one is final."""
        for _ in range(TRIES):
            try:
                return self._once(url, openid, xml), ""
            except Abnormal as error:
                return {}, str(error)
            except requests.RequestException:
                continue
        return {}, f"{TRIES} 次投递，每次 {self._wait_s:g} 秒内都没有答复"

    def _once(self, url: str, openid: str, xml: str) -> dict[str, str]:
        query, body = self._wire.request(openid, xml)
        with requests.Session() as session:
            session.trust_env = False  # a proxy of the environment has no part in this
            answer = session.post(
                url,
                params=query,
                data=body,
                headers={"Content-Type": "text/xml"},
                timeout=Timeout(total=self._wait_s),  # type: ignore[arg-type]  # passed on to urllib3
                allow_redirects=False,
            )
        if answer.status_code != requests.codes.ok:
            raise Abnormal(f"答复的状态码是 {answer.status_code}")
        return self._wire.read(openid, answer.content)
