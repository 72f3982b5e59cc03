"""What a handler answers: words, a question, choices and links, and what must happen besides."""

from collections.abc import Mapping

import msgspec
from msgspec import structs
from sqlalchemy import Executable

from bot.effects import Effect
from bot.session import Choice, FormState

__all__ = ["SILENT", "Answer", "Choice", "Link", "Reply", "Write", "cut", "joined"]

TEXT_MAX_BYTES = 2048
"""The platform's limit for a text reply, in UTF-8 bytes (reference: wechat.md 1.4)."""

MORE = "\n……还有内容，回复“更多”接着看。"

Write = Executable
"""A statement on the bot's own store, run in the turn's transaction."""


class Link(msgspec.Struct, frozen=True):
    """A page to open; the URL stands alone on its line."""

    title: str
    url: str


class Reply(msgspec.Struct, frozen=True):
    """What one turn answers and does.

    `form` is the form that is open afterwards (`None`: none). `remember` is added to the dialogue's
    context for follow-ups. `transfer` hands the resident to a person and keeps the bot silent.
    `silent` answers nothing. `unsure` counts as a misreading. `forgets` deletes the dialogue.
    `ends`: the form that was open is done with, and not put aside where another opens. `unparks`:
    what was put aside is done with, too.
    A handler fills in words and effects; it sends and commits nothing.
    """

    text: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    effects: tuple[Effect, ...] = ()
    writes: tuple[Write, ...] = ()
    form: FormState | None = None
    remember: Mapping[str, str] = msgspec.field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    transfer: str | None = None
    silent: bool = False
    unsure: bool = False
    forgets: bool = False
    ends: bool = False
    unparks: bool = False

    def before(self, text: str) -> "Reply":
        """The same reply with words put in front."""
        return structs.replace(self, text=joined(text, self.text))

    def compose(self) -> str:
        """The whole text: words, then the question, then choices, then links."""
        numbered = "\n".join(f"{n}. {c.label}" for n, c in enumerate(self.choices, 1))
        links = "\n".join(joined(link.title, link.url) for link in self.links)
        return joined(self.text, self.question, numbered, links)


SILENT = Reply(silent=True)


class Answer(msgspec.Struct, frozen=True):
    """What goes back to the platform: a text, a transfer to an agent, or nothing.

    `transfer` is the agent's account, empty for any agent, `None` for no transfer.
    """

    text: str = ""
    transfer: str | None = None


def joined(*parts: str) -> str:
    """The parts that say something, a line each."""
    return "\n".join(part for part in parts if part)


def cut(text: str, limit_bytes: int = TEXT_MAX_BYTES) -> tuple[str, str]:
    """Split a text into what fits one message and what waits for 更多.

    The cut falls at the last line end that fits, else between two characters.
    """
    if len(text.encode()) <= limit_bytes:
        return text, ""
    room = limit_bytes - len(MORE.encode())
    head = text.encode()[:room].decode(errors="ignore")
    head = head[: head.rfind("\n")] if head.rfind("\n") > len(head) // 2 else head
    return head + MORE, text[len(head) :].lstrip("\n")
