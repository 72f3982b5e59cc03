"""What stands around a stretch of a message."""

import re
from dataclasses import dataclass

_CLAUSE_END = re.compile(r"[，。！？；,!?;\n…~]|(?<!\d)\s(?!\d)")


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of one stretch.

    Attributes:
        left: From the start of its clause to the stretch.
        right: From the stretch to the end of its clause.
        earlier: The sentence's text before ``left``.
        later: The text after ``right``, up to the end of the message.
    """

    left: str
    right: str
    earlier: str
    later: str

    @property
    def clause(self) -> str:
        """The clause without the stretch."""
        return f"{self.left} {self.right}"


def around(text: str, start: int, end: int, limit: int = 40) -> Around:
    """Cut out what stands around a stretch.

    Args:
        text: The message.
        start: First index of the stretch.
        end: Index after it.
        limit: How many characters to look at on each side.

    Returns:
        The surroundings, clause by clause.
    """
    before, after = text[max(0, start - limit) : start], text[end : end + limit]
    left_at = 0
    for mark in _CLAUSE_END.finditer(before):
        left_at = mark.end()
    right_mark = _CLAUSE_END.search(after)
    right_at = right_mark.start() if right_mark else len(after)
    return Around(before[left_at:], after[:right_at], before[:left_at], after[right_at:])
