"""One message of one resident, with all that is needed to answer it."""

from datetime import datetime
from hashlib import blake2b

import msgspec

from bot.intents import Understanding
from bot.services import Services
from bot.session import Session
from bot.wechat.messages import Message


class Turn(msgspec.Struct, frozen=True):
    """What a handler works on.

    `now` is local wall time in Asia/Shanghai. `owed`: an earlier message is still being worked on.
    `just_parked`: the resident was silent for so long that the open form was put aside.
    `goes_on`: the message is a short follow-up on what the last answers were about.
    """

    message: Message
    now: datetime
    session: Session
    understanding: Understanding
    use: Services
    owed: bool = False
    just_parked: bool = False
    goes_on: bool = False

    @property
    def openid(self) -> str:
        """The resident."""
        return self.message.openid

    @property
    def text(self) -> str:
        """What was written or said, normalised; empty for other kinds of message."""
        return self.understanding.text

    @property
    def leaves_person(self) -> bool:
        """Whether the resident wants the bot back, while a person talks to him."""
        said = self.understanding.command in ("back", "cancel")
        return said and self.session.with_person(self.now)

    @property
    def id(self) -> str:
        """A short id of this message: the base of every idempotency key made in the turn."""
        return blake2b(self.message.key.encode(), digest_size=12).hexdigest()
