"""Words written for residents: times and money in one shape, no number that could be somebody's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.paths import ROOT

FOLDERS = ("handlers", "services", "tasks", "dispatch", "pages")
SOURCES = sorted(
    [path for folder in FOLDERS for path in (ROOT / "bot" / folder).rglob("*.py")]
    + list((ROOT / "bot").glob("*.py"))
)
PAGES = sorted((ROOT / "bot" / "pages").rglob("*.html"))
DATA = sorted((ROOT / "dictionaries").glob("*.toml"))
CLOCK_TIME = r"[\d二三四五六七八九十两]点(?![击开什])|(?<![\d:])\d:\d\d"
MONEY = r"(?<![\d.])\d+(\.\d|\.\d{3,})?元|\d块"
NUMBER = re.compile(r"(SQ|BX|TD)\d|(?<!\d)1\d{10}(?!\d)")
NO_SHAPE = re.compile(f"{CLOCK_TIME}|{MONEY}")


def written(source: Path) -> Iterator[str]:
    """The texts of a module: no patterns that read messages, no docstrings."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    patterns = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")
        for part in ast.walk(node)
    }
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_ours = id(node) not in patterns | docs
        if is_ours and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_times_are_hh_mm_and_money_has_two_digits(source: Path) -> None:
    assert [text for text in written(source) if NO_SHAPE.search(text)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_example_is_a_number_that_may_exist(source: Path) -> None:
    assert [text for text in written(source) if NUMBER.search(text)] == []


@pytest.mark.parametrize("source", PAGES + DATA, ids=lambda path: path.name)
def test_so_they_are_on_pages_and_in_the_utilitys_texts(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if not line.lstrip().startswith("#")]
    assert [line for line in texts if NO_SHAPE.search(line)] == []
