"""Types of query results: any row, any select."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy import Select

AnyRow: TypeAlias = Any
"""A named tuple of a select's columns."""
AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"
