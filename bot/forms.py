"""Forms: dialogues of several questions, written as a dataclass whose fields ask for themselves.

    class RepairReport(Form, title="报修", confirm="登记：{place}，{phone}。对吗？"):
        place: str = ask("故障在哪里？", readers.place, retry="请说一个地名。")
        phone: str = ask("请留下手机号。", readers.phone, retry="手机号是 11 位数字。")

        def done(self, turn: Turn) -> Reply: ...

The order of the fields is the order of the questions; the first sentence may answer all of them. A
wrong field name in `confirm` fails when the class is made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from string import Formatter
from typing import Any, ClassVar, Self, dataclass_transform

from bot.effects import Effect
from bot.replies import Reply
from bot.session import FormState
from bot.turn import Turn

CONFIRMING = "confirm"
CORRECTING = "correct"
"""What is asked where it is no field: whether all is right, and what is not."""

Reader = Callable[[Turn, bool], str]
"""Reads a field's value out of a turn; empty where there is none.

The second argument says whether the field was asked for: then a bare answer counts, too. What
counts only because it was asked for yields to a message with another sure intent.
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """How a field is asked for."""

    prompt: str
    reader: Reader
    retry: str
    options: Callable[[Turn], tuple[str, ...]] | None


def ask(
    prompt: str,
    reader: Reader,
    retry: str = "",
    *,
    options: Callable[[Turn], tuple[str, ...]] | None = None,
) -> Any:  # noqa: ANN401  # a field specifier, typed by its annotation like dataclasses.field
    """A field that the resident is asked for.

    Args:
        prompt: the question; ends the reply.
        reader: reads the answer.
        retry: said before the question when the answer could not be read.
        options: numbered answers, made for the resident at hand.
    """
    return field(default="", metadata={"ask": Ask(prompt, reader, retry, options)})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(ask, field))
@dataclass(frozen=True, kw_only=True)
class Form:
    """A dialogue of several questions. Fields without `ask` are simply kept along.

    Class arguments: `title` names it in sentences; `confirm` is the closing question; `about` are
    the intents that an answer may well look like, which are no other wish. `refuses` is the
    numbered refusal of a confirmation without fields. One that `stays` is not left for another
    matter that asks something, too.
    """

    title: ClassVar[str]
    confirm: ClassVar[str]
    about: ClassVar[frozenset[str]]
    refuses: ClassVar[str] = "不办了"
    stays: ClassVar[bool] = False
    asks: ClassVar[dict[str, Ask]]

    id: str = ""

    def __init_subclass__(cls, title: str, confirm: str = "", about: tuple[str, ...] = ()) -> None:
        """Make the class a dataclass and check the names in `confirm`."""
        dataclass(frozen=True, kw_only=True)(cls)
        cls.title, cls.confirm, cls.about = title, confirm, frozenset(about)
        cls.asks = {f.name: f.metadata["ask"] for f in fields(cls) if "ask" in f.metadata}
        known = {f.name for f in fields(cls)}
        for _, name, _, _ in Formatter().parse(confirm):
            if name and name not in known:
                message = (
                    f"{cls.__name__}: confirm names {{{name}}}, the fields are {sorted(known)}"
                )
                raise TypeError(message)

    def opening(self, turn: Turn) -> str:  # noqa: ARG002  # for subclasses to use
        """What is said before the first question."""
        return ""

    def noticed(self, turn: Turn, name: str) -> "tuple[Self, str]":  # noqa: ARG002  # see above
        """Look at a field just filled: the form with what follows from it, and a remark."""
        return self, ""

    def attached(self, turn: Turn) -> "tuple[Self, str]":  # noqa: ARG002  # see above
        """Take a photo or recording: the form with it, and a remark; none where it takes none."""
        return self, ""

    def pointless(self, turn: Turn) -> bool:  # noqa: ARG002  # see above
        """Whether a message says that the matter is over, so that the form is left for good."""
        return False

    def yields(self, turn: Turn) -> bool:  # noqa: ARG002  # see above
        """Whether a message is another wish after all, though its intent is among `about`."""
        return False

    def confirmed(self, turn: Turn) -> bool:  # noqa: ARG002  # see above
        """Whether words beyond a plain yes confirm it."""
        return False

    def explained(self, turn: Turn) -> str:  # noqa: ARG002  # see above
        """The answer to a question about the matter itself; empty where it is none."""
        return ""

    def adds(self, turn: Turn) -> bool:
        """Whether words that answer nothing may belong to the matter; see `overheard`."""
        return turn.understanding.intent in self.about

    def overheard(self, turn: Turn) -> "tuple[Self, str]":  # noqa: ARG002  # see above
        """Take words that answer nothing and belong to the matter all the same; see `attached`."""
        return self, ""

    def tells(self, turn: Turn) -> tuple[Effect, ...]:  # noqa: ARG002  # see above
        """What happens at once with what this message has added, before the form is done."""
        return ()

    def left(self, turn: Turn) -> Effect | None:  # noqa: ARG002  # see above
        """What happens when the form is left as it is; put off at each step, dropped at its end."""
        return None

    def cancelled(self) -> str:
        """What is said when the resident leaves the form for good."""
        return f"已取消{self.title}。还有什么要办，直接说就行。"

    def done(self, turn: Turn) -> Reply:
        """Every field is filled and confirmed."""
        raise NotImplementedError

    def values_for(self, other: "Form") -> dict[str, str]:
        """The answers that another form asks for, too."""
        shared = (name for name in other.asks if name in self.asks and not other.value(name))
        return {name: self.value(name) for name in shared if self.value(name)}

    def value(self, name: str) -> str:
        """A field's value, as text."""
        return str(getattr(self, name))

    def with_values(self, **values: str) -> Self:
        """The form with these fields set."""
        return replace(self, **values)

    def state(self, asking: str, misread: int = 0) -> FormState:
        """What the session keeps of the form."""
        values = {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if f.name != "id" and getattr(self, f.name)
        }
        return FormState(type(self).__name__, self.id, values, asking, misread)


FormClasses = dict[str, type[Form]]
"""Every form by its class's name."""


def restore(state: FormState, classes: FormClasses) -> Form | None:
    """The form of a session; `None` where this release has no such form any more."""
    cls = classes.get(state.name)
    if cls is None:
        return None
    known = {f.name for f in fields(cls)}
    values = {name: value for name, value in state.values.items() if name in known}
    return cls(**{"id": state.id} | values)
