"""Both READMEs say the same: the same variables, commands, routes and chapters."""

import re

import pytest

from bot.paths import ROOT
from bot.settings import Settings

ENGLISH, CHINESE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)


def first_cells(text: str) -> list[list[str]]:
    rows = re.findall(r"^\| (`.*?) \| ", text, re.MULTILINE)
    return [re.findall(r"`([^`]+)`", row) for row in rows]


def test_every_setting_has_its_row_and_nothing_else_has() -> None:
    """A field of `Settings` is the variable of its name."""
    chapter = ENGLISH.partition("## Configuration")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([A-Z][A-Z_]+)\b", chapter))
    assert named == {name.upper() for name in Settings.__struct_fields__}


def test_the_architectures_map_names_every_module() -> None:
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = described.partition("```\n")[2].partition("```")[0]
    for path in (ROOT / "bot").iterdir():
        if path.suffix == ".py" or (path / "__init__.py").exists():
            assert path.stem == "__init__" or re.search(rf"\b{path.stem}\b", drawn), path.stem


def test_the_same_variables_and_commands_in_the_same_order() -> None:
    assert first_cells(CHINESE) == first_cells(ENGLISH)
    assert ["doctor"] in first_cells(CHINESE)


@pytest.mark.parametrize(
    "what",
    [r"^##+ ", r"`(/[a-z…/]+)`", r"\]\((?!README)([^)]+)\)", r"^ *(?:gunicorn|celery|make) .*"],
)
def test_the_same_chapters_routes_links_and_processes(what: str) -> None:
    found = [re.findall(what, text, re.MULTILINE) for text in (ENGLISH, CHINESE)]
    assert len(found[0]) == len(found[1]) > 0
