"""What a resident sent, as one frozen value."""

import math
from collections.abc import Mapping
from typing import Final, Literal

import msgspec

Kind = Literal["text", "voice", "image", "location", "link", "video", "event", "other"]

_KINDS: Final[dict[str, Kind]] = {
    "text": "text",
    "voice": "voice",
    "image": "image",
    "location": "location",
    "link": "link",
    "video": "video",
    "shortvideo": "video",
    "event": "event",
}

_SCENE_PREFIX: Final = "qrscene_"
_MAX_UNIX_S: Final = 2**32


class Message(msgspec.Struct, frozen=True):
    """A message or event; a field that its kind does not have is empty.

    Attributes:
        openid: who sent it, an id that holds for this official account only.
        account: the official account's own id (`gh_…`).
        created_at_s: the platform's time, Unix seconds; 0 where it sent nonsense.
        msg_id: the platform's id, repeated between residents; "" for events.
        app_id: the official account's app id.
        text: what was typed, or the words of the menu message's item that was tapped.
        media_id: recording, picture or film; the platform keeps it for 3 days.
        recognition: the platform's transcript of a voice message; mostly "".
        latitude: degrees (GCJ-02), -90 to 90; None where there is none to trust.
        longitude: degrees (GCJ-02), -180 to 180.
        label: the address that the phone names for a location.
        event: the event's name in lower case, `subscribe`, `scan`, `click`, …
        event_key: a CLICK's key; the scene of a QR code for `subscribe` and `scan`.
        raw: every tag as sent; a nested one by its path, `ScanCodeInfo.ScanResult`.
    """

    openid: str
    account: str
    created_at_s: int
    msg_id: str
    kind: Kind
    app_id: str = ""
    text: str = ""
    media_id: str = ""
    recognition: str = ""
    latitude: float | None = None
    longitude: float | None = None
    label: str = ""
    event: str = ""
    event_key: str = ""
    raw: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for every delivery of this message, and for no other.

        MsgId repeats between residents, events have none, and CreateTime has a grain of one
        second that a LOCATION report shares with a CLICK: only all of it together will do.
        """
        last = self.msg_id or f"{self.event}{self.event_key}" or f"{self.kind}{self.text}"
        return f"{self.app_id}|{self.openid}|{self.created_at_s}|{last}"

    def __repr__(self) -> str:
        """Without what the resident said: this may end up in a log."""
        return f"Message(kind={self.kind!r}, event={self.event!r}, msg_id={self.msg_id!r})"


def message_of(tags: Mapping[str, str], app_id: str) -> Message | None:
    """The message in these tags; None where sender, receiver or type is missing."""
    kind_sent = tags.get("MsgType", "").lower()
    openid, account = tags.get("FromUserName", ""), tags.get("ToUserName", "")
    if not (kind_sent and openid and account):
        return None
    kind = _KINDS.get(kind_sent, "other")
    is_event = kind == "event"
    event = tags.get("Event", "").lower() if is_event else ""
    event_key = _event_key(tags, event) if is_event else ""
    latitude, longitude = _coordinates(tags)
    get = tags.get
    return Message(
        openid=openid,
        account=account,
        created_at_s=_unix_s(get("CreateTime", "")),
        # Some pushes spell it MsgID.
        msg_id="" if is_event else get("MsgId") or get("MsgID", ""),
        kind=kind,
        app_id=app_id,
        text=get("Content", ""),
        media_id=get("MediaId", ""),
        recognition=get("Recognition", ""),
        latitude=latitude,
        longitude=longitude,
        label=get("Label") or get("SendLocationInfo.Label", ""),
        event=event,
        event_key=event_key,
        raw=tags,
    )


def _event_key(tags: Mapping[str, str], event: str) -> str:
    key = tags.get("EventKey", "")
    return key.removeprefix(_SCENE_PREFIX) if event == "subscribe" else key


def _unix_s(text: str) -> int:
    """Unix seconds, or 0 for a time out of range."""
    try:
        seconds = int(text)
    except ValueError:
        return 0
    return seconds if 0 <= seconds < _MAX_UNIX_S else 0


def _coordinates(tags: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude under any of the platform's three names, both or none."""
    for north, east in (
        ("Location_X", "Location_Y"),
        ("Latitude", "Longitude"),
        ("SendLocationInfo.Location_X", "SendLocationInfo.Location_Y"),
    ):
        if north in tags:
            latitude, longitude = _degrees(tags[north], 90), _degrees(tags.get(east, ""), 180)
            return (None, None) if None in (latitude, longitude) else (latitude, longitude)
    return None, None


def _degrees(text: str, limit: int) -> float | None:
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if math.isfinite(degrees) and abs(degrees) <= limit else None
