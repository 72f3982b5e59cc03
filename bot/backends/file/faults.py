"""What is wrong with a file, for the clerk who made it."""

from dataclasses import dataclass, field
from typing import Final

MAX_FAULTS: Final = 500
"""So many are named; of more only the number is told."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `row` counts as the spreadsheet does; 0 is the file as a whole."""

    said: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """One plain Chinese sentence."""
        where = f"第{self.row}行" if self.row else ""
        where += f"“{self.column}”" if self.column else ""
        return f"{where}：{self.said}" if where else self.said


class Unreadable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("；".join(map(str, faults)))
        self.faults = faults


@dataclass(slots=True)
class Faults:
    """Collects what is wrong, in bounded memory."""

    named: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, said: str, row: int = 0, column: str = "") -> None:
        """Note one."""
        self.count += 1
        if len(self.named) < MAX_FAULTS:
            self.named.append(Fault(said, row, column))

    def sorted(self) -> tuple[Fault, ...]:
        """Those that are named, from the top of the file down."""
        return tuple(sorted(self.named, key=lambda fault: fault.row))
