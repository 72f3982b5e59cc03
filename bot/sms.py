"""Text messages: a gateway behind a Protocol, chosen by the setting `SMS`."""

from dataclasses import dataclass
from typing import Protocol

import requests

from bot.errors import BackendAway

TIMEOUT_S = 5.0


class Gateway(Protocol):
    """Sends text messages. Sending the same one twice is possible and harmless."""

    def send(self, phone: str, text: str) -> None:
        """Send `text`, signature included, to a mobile.

        Raises:
            BackendAway: the gateway did not take it; try again later.
        """
        ...


@dataclass(frozen=True, slots=True)
class EmbeddedGateway:
    """The demo's: the outbox itself is what was "sent" (`flask --app app demo sms PHONE`)."""

    def send(self, phone: str, text: str) -> None:
        """Nothing leaves the machine."""


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Posts `{"phone", "text"}` as JSON to the utility's own gateway at `SMS_HTTP_URL`."""

    url: str

    def send(self, phone: str, text: str) -> None:
        """See `Gateway.send`."""
        try:
            answer = requests.post(self.url, json={"phone": phone, "text": text}, timeout=TIMEOUT_S)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise BackendAway(ids={"gateway_error": type(error).__name__}) from None


def gateway(kind: str, url: str) -> Gateway | None:
    """The gateway for a value of `SMS`; `None` with `none`."""
    if kind == "none":
        return None
    return HttpGateway(url) if kind == "http" else EmbeddedGateway()
