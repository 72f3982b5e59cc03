"""A resident's dialogue, as it lies in Redis between two messages."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

VERSION = 1
PARKED_AFTER = timedelta(minutes=30)
QUEUES_FOR = timedelta(minutes=30)
"""How long the bot is silent after a transfer that nobody took up."""
TALKS_FOR = timedelta(hours=2)
"""How long it is silent at most once an agent talks; the platform says when that ends."""


class FormState(msgspec.Struct, frozen=True):
    """An open form: its class's name, its own id, the answers so far and what is being asked."""

    name: str
    id: str
    values: Mapping[str, str]
    asking: str
    misread: int = 0


class Choice(msgspec.Struct, frozen=True):
    """One numbered line that a resident may tap, name or count.

    Picking it means `intent`, with `says` understood as if it had been written. `also` is a regular
    expression: a message that is nothing else picks it, too.
    """

    label: str
    intent: str
    says: str = ""
    also: str = ""


class Session(msgspec.Struct, frozen=True):
    """What the bot remembers of a dialogue, 24 hours at most.

    `form` is open; `parked` was left and can be taken up by 继续. `offers` are the numbered choices
    of the last reply; `more` the rest of a long one. `context` says what the last answers were
    about (account_no, month, ticket_no, intent …), its `about` the account of the very last one.
    `waiting` are answers that could not be sent. `said` are the last words of both, a line each,
    for the person who may take over. Until `human_until` a person talks to the resident and the bot
    is silent.
    """

    version: int = VERSION
    form: FormState | None = None
    parked: FormState | None = None
    offers: tuple[Choice, ...] = ()
    more: str = ""
    misread: int = 0
    context: Mapping[str, str] = msgspec.field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    human_until: datetime | None = None
    touched_at: datetime | None = None

    def is_stale(self, now: datetime) -> bool:
        """Whether the resident was silent for so long that a form is parked."""
        return self.touched_at is not None and now - self.touched_at >= PARKED_AFTER

    def with_person(self, now: datetime) -> bool:
        """Whether a person of the utility is talking to the resident."""
        return self.human_until is not None and now < self.human_until


NEW = Session()

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Session)


def dump(session: Session) -> bytes:
    """The session as JSON."""
    return _encoder.encode(session)


def parse(raw: bytes | None) -> Session:
    """Read a session; one of another version, or a broken one, is a new one."""
    if not raw:
        return NEW
    try:
        session = _decoder.decode(raw)
    except msgspec.MsgspecError:
        return NEW
    return session if session.version == VERSION else NEW
