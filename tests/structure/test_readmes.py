"""Both READMEs say the same: the same variables, commands, routes and chapters."""

import re

import pytest

from bot.parts.places import ROOT

ENGLISH, CHINESE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)


def first_cells(text: str) -> list[list[str]]:
    rows = re.findall(r"^\| (`.*?) \| ", text, re.MULTILINE)
    return [re.findall(r"`([^`]+)`", row) for row in rows]


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
