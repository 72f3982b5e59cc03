"""What a new thing must not forget, and the house measures."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import event
from support.talk import World

from bot import effects as effects_module
from bot.database import Base
from bot.effects import Effect
from bot.forms import Form
from bot.handlers.table import CLICKS, FORMS, table
from bot.intents import INTENTS
from bot.paths import ROOT
from bot.store import forget
from bot.tasks.performers import PERFORMERS
from bot.wechat import menu

SOURCES = sorted(path for path in (ROOT / "bot").rglob("*.py") if "migrations" not in path.parts)
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_POSITIONAL = 4
WITH_FIVE = {
    "bot/intents/entities/resolution.py:_point",
    "bot/pipeline.py:_turn",
    "bot/store/dialogues.py:commit",
}
"""Each takes one more, which its only callers have at hand under the same names."""


def test_every_intent_has_a_handler_and_only_they() -> None:
    assert set(table().intents) == set(INTENTS)


def test_every_menu_entry_is_wired_to_an_intent() -> None:
    assert set(menu.labels()) == set(CLICKS)
    assert {what[0] for what in CLICKS.values() if isinstance(what, tuple)} <= set(INTENTS)


def test_every_form_is_entered() -> None:
    for path in (ROOT / "bot" / "handlers").glob("*.py"):
        __import__(f"bot.handlers.{path.stem}")
    found = {form.__name__ for form in _below(Form) if form.__module__.startswith("bot.")}
    assert found == {form.__name__ for form in FORMS}


def _below(cls: type[Form]) -> Iterator[type[Form]]:
    for one in cls.__subclasses__():
        yield one
        yield from _below(one)


def test_every_effect_has_a_performer() -> None:
    kinds = {
        kind
        for _, kind in inspect.getmembers(effects_module, inspect.isclass)
        if issubclass(kind, Effect) and kind is not Effect
    }
    assert kinds == set(PERFORMERS)


KEPT_BY_OPENID = {
    table.name
    for table in Base.metadata.tables.values()
    if {"openid", "recipient", "shared_by"} & set(table.columns.keys())
}
KEPT_LONG = {
    "bindings": "until unbound",
    "consents": "the proof that the notice was agreed to, until it is withdrawn",
    "payment_orders": "the books of received money; unlinked at unsubscribe",
}


def test_every_table_kept_by_openid_is_forgotten_at_unsubscribe() -> None:
    forgotten = {statement.table.name for statement in forget.statements("x")}  # type: ignore[attr-defined]  # DML
    assert forgotten == KEPT_BY_OPENID


def test_every_table_kept_by_openid_is_pruned_but_for_a_reason(world: World) -> None:
    run: list[str] = []
    engine = world.parts.database.engine
    event.listen(engine, "before_cursor_execute", lambda *of: run.append(of[2]))
    world.parts.performing.prune()
    pruned = {table for table in KEPT_BY_OPENID if any(f" {table} " in f"{one} " for one in run)}
    assert pruned | set(KEPT_LONG) == KEPT_BY_OPENID
    assert not pruned & set(KEPT_LONG)


def test_every_route_is_known_and_guarded(world: World) -> None:
    """A page or duty route takes a signed token; nothing else answers a stranger."""
    public = {"/wechat", "/healthz", "/readyz", "/metrics", "/pay/notify", "/pages/privacy"}
    for rule in world.app.url_map.iter_rules():
        if rule.rule not in public:
            assert rule.rule.startswith(("/pages/", "/duty/")), rule.rule
            assert "token" in rule.arguments, rule.rule


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_keep_the_house_measures(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert _code_lines(node) <= MAX_FUNCTION_LINES, node.name
            of = f"{path.relative_to(ROOT).as_posix()}:{node.name}"
            assert _positional(node) <= MAX_POSITIONAL + (of in WITH_FIVE), of


def _positional(node: ast.FunctionDef) -> int:
    named = [*node.args.posonlyargs, *node.args.args]
    return len([arg for arg in named if arg.arg not in ("self", "cls")]) + bool(node.args.vararg)


def _code_lines(node: ast.FunctionDef) -> int:
    has_docstring = ast.get_docstring(node) is not None
    body = node.body[1:] if has_docstring and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_imports_point_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run(
        [linter], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout


def test_effects_survive_the_outbox() -> None:
    effect = effects_module.CallDuty("BX202611240001", rank=2, delay_min=10)
    decoder = msgspec.json.Decoder(type=effects_module.CallDuty)
    assert decoder.decode(msgspec.json.encode(effect)) == effect
