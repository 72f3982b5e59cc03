"""What the finders hand over: an entity, and the text with claimed stretches blanked out."""

from collections.abc import Iterable

import msgspec

CLAIMED = "\ue000"
"""Stands in a masked text for every character that already belongs to an entity."""


class Entity(msgspec.Struct, frozen=True):
    """One thing that a resident named.

    Attributes:
        type: ``account_no``, ``phone``, ``application_no``, ``ticket_no``, ``billing_month``,
            ``datetime``, ``amount``, ``address``, ``name`` or ``capacity_kw``.
        value: The normalised value; a pair (start, end) for ranges of months and times.
        start: Index of its first character in the text given.
        end: Index after its last character.
    """

    type: str
    value: str | tuple[str, str]
    start: int
    end: int


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank out stretches, keeping every index.

    Args:
        text: The text.
        spans: Half-open index pairs.

    Returns:
        A text of the same length.
    """
    for start, end in spans:
        text = text[:start] + CLAIMED * (end - start) + text[end:]
    return text
