import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.backends.application_kinds import in_force, read_kinds
from bot.backends.demo.paths import APPLICATIONS

TODAY = date(2026, 11, 24)

ONE = """
[[kinds]]
key = "new"
name = "新装"
voltage = "low"
effective_from = 2026-01-01
document = "文"
confidence = "official"
papers = ["身份证"]
papers_document = "文"
papers_confidence = "official"
plain = "装电表"
group = ""
names = ["新装"]
steps = [{ name = "申请受理", limit_days = 1 }]
"""
TWO = ONE + ONE.replace("2026", "2027").replace(
    "limit_days = 1 }", 'limit_days = 2 }, { name = "办结" }'
)


@pytest.mark.parametrize(
    ("today", "steps"), [(TODAY, 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 2)]
)
def test_the_rule_in_force_counts(tmp_path: Path, today: date, steps: int) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(TWO, "utf-8")
    assert len(in_force(read_kinds(path), today)["new"].steps) == steps


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(TWO.replace('"low"', '"middle"'), "utf-8")
    with pytest.raises(msgspec.ValidationError):
        read_kinds(path)


def test_step_limits_divide_the_published_whole() -> None:
    for kind in tomllib.loads(APPLICATIONS.read_text("utf-8"))["kinds"]:
        if "total_days" in kind:
            limits = [step.get("limit_days", 0) for step in kind["steps"]]
            assert sum(limits) == kind["total_days"], kind["key"]
        assert kind["document"]
        assert kind["papers"]
