"""The specification's rules as messages: ``*.jsonl``, one object a line.

``rounds.jsonl`` holds messages that were written unseen, to measure, before they came here.

The messages are the project's own. A line is ``{"text", "now", "entities": [{"type", "value"}]}``.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.intents.entities import EntityExtractor

Value = str | tuple[str, str]
Case = tuple[str, str, list[tuple[str, Value]]]


def _cases() -> Iterator[Case]:
    for path in sorted(Path(__file__).parent.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            entities = [(entity["type"], _value(entity["value"])) for entity in case["entities"]]
            yield case["text"], case["now"], entities


def _value(value: str | list[str]) -> Value:
    return value if isinstance(value, str) else (value[0], value[1])


def _found(extractor: EntityExtractor, text: str, now: str) -> list[tuple[str, Value]]:
    entities = extractor.extract(text, datetime.fromisoformat(now))
    return [(entity.type, entity.value) for entity in entities]


def test_every_case_is_read_as_specified(extractor: EntityExtractor) -> None:
    wrong = [
        f"{text} ({now}): expected {expected}, found {found}"
        for text, now, expected in _cases()
        if (found := _found(extractor, text, now)) != expected
    ]
    assert not wrong, "\n".join(wrong)


def test_cases_cover_every_type_and_messages_without_entities() -> None:
    counts: dict[str, int] = defaultdict(int)
    for _, _, entities in _cases():
        for kind, _ in entities or [("none", "")]:
            counts[kind] += 1
    assert len(counts) == 11
    assert min(counts.values()) >= 10


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2028-01-01T00:00", "2027-12"),
        ("2027-12-31T23:59", "2027-11"),
        ("2028-03-01T00:12", "2028-02"),
    ],
)
def test_last_month_follows_the_calendar_to_the_minute(
    extractor: EntityExtractor, now: str, month: str
) -> None:
    assert _found(extractor, "上个月电费多少", now) == [("billing_month", month)]


def test_yesterday_at_twelve_past_midnight_ended_twelve_minutes_ago(
    extractor: EntityExtractor,
) -> None:
    day = ("2027-07-03T00:00", "2027-07-04T00:00")
    assert _found(extractor, "昨天停的电", "2027-07-04T00:12") == [("datetime", day)]
