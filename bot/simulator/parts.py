"""What the simulator needs from the application around it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from redis import Redis


@dataclass(frozen=True, slots=True)
class SmsSeen:
    """A text message that the embedded gateway "sent".

    Attributes:
        id: unique; the page tells two messages apart by it.
        phone: the receiver.
        text: all of it, with the gateway's signature.
        at: local wall time in Asia/Shanghai.
    """

    id: str
    phone: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SimulatorParts:
    """The application's side of the simulator.

    Attributes:
        app_id: the account's app id.
        token: its token for signatures.
        aes_key: EncodingAESKey; set means safe mode, as at the door.
        redis: keeps everything under `sim:` for a day.
        sms: the newest 50 messages of the embedded gateway, newest first.
        duty_phones: the roster's phones with their people's names.
        places: name, latitude and longitude of places to send as a location.
        scenes: scenes of QR codes to scan.
        account_name: what stands above the chat.
        clock_s: Unix time in seconds.
    """

    app_id: str
    token: str
    aes_key: str | None
    redis: Redis
    sms: Callable[[], Sequence[SmsSeen]]
    duty_phones: Callable[[], Mapping[str, str]]
    places: Callable[[], Sequence[tuple[str, float, float]]]
    scenes: Callable[[], Sequence[str]]
    account_name: str = "供电服务号"
    clock_s: Callable[[], float] = time.time
