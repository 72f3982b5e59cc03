"""The kinds of files and their columns, as `dictionaries/inbox.yaml` names them."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

Form = Literal[
    "text", "code", "codes", "names", "account_no", "mobile", "phone", "yuan", "whole", "kwh",
    "latitude", "longitude", "date", "month", "moment", "hour", "yes", "hours", "lines", "choice",
]  # fmt: skip

_UNIT: Final = re.compile(r"[(\[【][^)\]】]*[)\]】]|[\s*:：]")


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column: what it is called, what it holds, and what it has where it is empty."""

    header: str
    form: Form = msgspec.field(name="is")
    also: tuple[str, ...] = ()
    optional: bool = False
    empty: Any = None
    signed: bool = False
    values: dict[str, tuple[str, ...]] = {}

    @property
    def headers(self) -> tuple[str, ...]:
        """Everything the column may be called, plainly."""
        return tuple(map(plain, (self.header, *self.also)))


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of file."""

    title: str
    files: tuple[str, ...]
    keep: Literal["rows", "whole"]
    key: tuple[str, ...]
    columns: dict[str, Column]


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every kind of file, in the order in which they are taken."""

    formats: Mapping[Literal["date", "moment", "month"], tuple[str, ...]]
    kinds: dict[str, Kind]

    @classmethod
    def load(cls, path: Path) -> "Schema":
        """Read the mapping.

        Raises:
            msgspec.ValidationError: when the file has another shape.
        """
        import yaml

        return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), cls)

    def kind_of(self, file_name: str) -> str | None:
        """The kind that a file's name begins with; of two beginnings the longer one counts."""
        name = unicodedata.normalize("NFKC", file_name).lower()
        fitting = [
            (len(beginning), kind)
            for kind, about in self.kinds.items()
            for beginning in about.files
            if name.startswith(beginning)
        ]
        return max(fitting)[1] if fitting else None


def plain(header: str) -> str:
    """A column's header without units in brackets, marks and spaces."""
    return _UNIT.sub("", unicodedata.normalize("NFKC", header))
