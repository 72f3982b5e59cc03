"""Many words as one parameter: the statement is the same for any number of them."""

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Words(FunctionElement[str]):
    """The strings of a JSON array, as what stands after `IN`."""

    type = String()
    inherit_cache = True


@compiles(Words, "sqlite")
def _on_sqlite(words: Words, compiler: SQLCompiler, **more: object) -> str:
    array = compiler.process(words.clauses, **more)
    return f"(SELECT value FROM json_each({array}))"  # noqa: S608  # a placeholder, no value


@compiles(Words, "postgresql")
def _on_postgresql(words: Words, compiler: SQLCompiler, **more: object) -> str:
    array = compiler.process(words.clauses, **more)
    return f"(SELECT jsonb_array_elements_text(CAST({array} AS jsonb)))"
