"""Clauses: what stands between punctuation marks and spaces."""

import re

_BETWEEN = re.compile(r"[，。,；;！!？?\s]+")


def clauses(text: str) -> list[str]:
    """The clauses of a text, in its order; empty ones where it begins or ends with a mark."""
    return _BETWEEN.split(text)
