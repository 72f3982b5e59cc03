import logging
from pathlib import Path

import pytest

from bot.intents.danger import DangerRule, load_rules
from bot.paths import DICTIONARIES

RULES = load_rules(DICTIONARIES / "danger.txt")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_to_its_own_examples(rule: DangerRule) -> None:
    assert rule.yes, "a rule needs an example"
    assert rule.no, "a rule needs a counter-example"
    assert [text for text in rule.yes if not (rule.calms(text) or rule.sees(text))] == []


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule.no])
def test_no_rule_sees_a_counter_example(text: str) -> None:
    assert [rule.name for rule in RULES if rule.sees(text) or rule.calms(text)] == []


def test_a_broken_line_is_named_and_the_rest_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "danger.txt"
    path.write_text("match: early\n[fire]\nmatch: 冒火\nunless: (\nyes: 冒火了\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        (rule,) = load_rules(path)
    assert rule.sees("电表冒火")
    assert [(r.line, r.file) for r in caplog.records] == [(1, str(path)), (4, str(path))]  # type: ignore[attr-defined]  # set by extra
