"""What a phone can send: as the browser tells it, as the platform's tags, and as a bubble."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import msgspec

MEDIA_LIMIT_BYTES: Final = 2 * 1024 * 1024

_SCENE_PREFIX: Final = "qrscene_"
_AMR_FRAMES_A_SECOND: Final = 50
_AMR_NO_DATA: Final = b"\x7c"

Purse = Literal["word", "tap", ""]


class Unfit(Exception):
    """A picture that phones do not send; the text tells the tester why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture or recording on the platform: its id and the address of the picture."""

    media_id: str = ""
    url: str = ""

    def tags(self) -> dict[str, str]:
        """What the platform adds to the message."""
        tags = {"PicUrl": self.url, "MediaId": self.media_id}
        return {name: value for name, value in tags.items() if value}


class Said(msgspec.Struct, frozen=True, tag_field="kind"):
    """One message or event. `purse` says which quota of pushes it fills."""

    purse: ClassVar[Purse] = "word"

    @property
    def content(self) -> tuple[bytes, str] | None:
        """Bytes and content type of what the platform must keep."""
        return None

    def tags(self) -> dict[str, str]:
        """The message's own tags, in the platform's spelling."""
        raise NotImplementedError

    def shown(self) -> dict[str, object]:
        """The bubble, or a `note` where the chat shows none."""
        raise NotImplementedError


class Event(Said, frozen=True):
    """Not a message: it has no MsgId and is never handed to an agent."""

    purse: ClassVar[Purse] = "tap"


class Text(Said, tag="text", frozen=True):
    """Typed, or an item of a menu message that was tapped (`menu_id`)."""

    text: str
    menu_id: str = ""

    def tags(self) -> dict[str, str]:
        """A tapped item comes as its words with its id."""
        item = {"bizmsgmenuid": self.menu_id} if self.menu_id else {}
        return {"MsgType": "text", "Content": self.text, **item}

    def shown(self) -> dict[str, object]:
        """The words."""
        return {"kind": "text", "text": self.text}


class Location(Said, tag="location", frozen=True):
    """A place; degrees in GCJ-02."""

    latitude: float
    longitude: float
    label: str = ""

    def tags(self) -> dict[str, str]:
        """Latitude is called X."""
        return {
            "MsgType": "location",
            "Location_X": f"{self.latitude:.6f}",
            "Location_Y": f"{self.longitude:.6f}",
            "Scale": "15",
            "Label": self.label,
        }

    def shown(self) -> dict[str, object]:
        """A card with the place's name."""
        where = {"latitude": self.latitude, "longitude": self.longitude}
        return {"kind": "location", "label": self.label, **where}


class Image(Said, tag="image", frozen=True):
    """A picture: base64 of a JPEG or PNG file."""

    data: bytes

    @property
    def content(self) -> tuple[bytes, str] | None:
        """The file.

        Raises:
            Unfit: no such picture, or too large.
        """
        kind = "image/png" if self.data.startswith(b"\x89PNG") else "image/jpeg"
        if kind == "image/jpeg" and not self.data.startswith(b"\xff\xd8"):
            raise Unfit("照片要是 JPEG 或 PNG")
        if len(self.data) > MEDIA_LIMIT_BYTES:
            raise Unfit("照片超过 2 MB")
        return self.data, kind

    def tags(self) -> dict[str, str]:
        """The platform adds its copy."""
        return {"MsgType": "image"}

    def shown(self) -> dict[str, object]:
        """The picture."""
        return {"kind": "image"}


class Voice(Said, tag="voice", frozen=True):
    """A sample recording of silence; `recognition` is what the platform made of it."""

    recognition: str = ""
    seconds: int = 3

    @property
    def content(self) -> tuple[bytes, str] | None:
        """A valid AMR file."""
        frames = min(max(self.seconds, 1), 60) * _AMR_FRAMES_A_SECOND
        return b"#!AMR\n" + _AMR_NO_DATA * frames, "audio/amr"

    def tags(self) -> dict[str, str]:
        """The tag is there even where it is empty."""
        return {"MsgType": "voice", "Format": "amr", "Recognition": self.recognition}

    def shown(self) -> dict[str, object]:
        """Length and words."""
        return {"kind": "voice", "seconds": self.seconds, "text": self.recognition}


class Link(Said, tag="link", frozen=True):
    """A shared page."""

    title: str
    url: str
    description: str = ""

    def tags(self) -> dict[str, str]:
        """Title, description, address."""
        about = {"Title": self.title, "Description": self.description}
        return {"MsgType": "link", **about, "Url": self.url}

    def shown(self) -> dict[str, object]:
        """A card."""
        return {"kind": "link", "title": self.title, "text": self.description, "url": self.url}


class Click(Event, tag="click", frozen=True):
    """A tap on a CLICK entry of the menu; `label` is for the tester."""

    key: str
    label: str = ""

    def tags(self) -> dict[str, str]:
        """The entry's key."""
        return {"MsgType": "event", "Event": "CLICK", "EventKey": self.key}

    def shown(self) -> dict[str, object]:
        """Phones show nothing; a note helps to follow."""
        return {"kind": "note", "text": f"点了菜单“{self.label or self.key}”"}


class View(Event, tag="view", frozen=True):
    """A tap on an entry of the menu that opens a page; it is good for no push."""

    purse: ClassVar[Purse] = ""
    url: str

    def tags(self) -> dict[str, str]:
        """The page."""
        return {"MsgType": "event", "Event": "VIEW", "EventKey": self.url}

    def shown(self) -> dict[str, object]:
        """A note."""
        return {"kind": "note", "text": "从菜单打开了网页"}


class Follow(Event, tag="follow", frozen=True):
    """Following the account, from a QR code where there is a scene."""

    scene: str = ""

    def tags(self) -> dict[str, str]:
        """The scene has a prefix in this event only."""
        return {"MsgType": "event", "Event": "subscribe", **_code(self.scene, _SCENE_PREFIX)}

    def shown(self) -> dict[str, object]:
        """A note."""
        return {"kind": "note", "text": f"关注了公众号{_scanned(self.scene)}"}


class Unfollow(Event, tag="unfollow", frozen=True):
    """Leaving the account: nothing may be pushed any more."""

    purse: ClassVar[Purse] = ""

    def tags(self) -> dict[str, str]:
        """With an empty key, as the platform has it."""
        return {"MsgType": "event", "Event": "unsubscribe", "EventKey": ""}

    def shown(self) -> dict[str, object]:
        """A note."""
        return {"kind": "note", "text": "取消了关注"}


class Scan(Event, tag="scan", frozen=True):
    """A follower scans a QR code of the account."""

    scene: str

    def tags(self) -> dict[str, str]:
        """The bare scene."""
        return {"MsgType": "event", "Event": "SCAN", **_code(self.scene)}

    def shown(self) -> dict[str, object]:
        """A note."""
        return {"kind": "note", "text": f"扫了二维码{_scanned(self.scene)}"}


AnySaid = Text | Location | Image | Voice | Link | Click | View | Follow | Unfollow | Scan


def _code(scene: str, prefix: str = "") -> dict[str, str]:
    return {"EventKey": prefix + scene, "Ticket": f"SIM_{scene}"} if scene else {"EventKey": ""}


def _scanned(scene: str) -> str:
    return f"（{scene}）" if scene else ""
