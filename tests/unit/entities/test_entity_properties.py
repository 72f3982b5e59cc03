"""What must hold for any text at all."""

import time
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.intents.entities import EntityExtractor

NOW = datetime.fromisoformat("2027-03-15T18:00")
TYPES = {
    "account_no", "phone", "application_no", "ticket_no", "billing_month",
    "datetime", "amount", "address", "name", "capacity_kw",
}  # fmt: skip
PIECES = (
    "一二三四五六七八九十百千万零两半几多点分刻号月日年周个上下前后今明昨天晚早中午块元毛角路街村组栋单元"
    "户电费充欠停来修BXSQ0123456789-:./，。不是的到和 kKvVaA"
)
LONG = 20_000


@given(st.text())
@example("\x00\ud7ff\ue000")
@example("<b>BX202703120019</b>&nbsp;{{7*7}}' OR 1=1 --")
@example("😂😂5号👍")
def test_any_text_is_read_without_an_exception(extractor: EntityExtractor, text: str) -> None:
    _check(extractor, text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_jumble_of_telling_words_is_read(extractor: EntityExtractor, text: str) -> None:
    _check(extractor, text)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.datetimes(datetime(2020, 1, 1))
)
@example("29号来修", datetime(2027, 2, 28))
@example("去年12月的电费", datetime(2026, 1, 1))
def test_what_is_remembered_reads_as_what_is_new(
    extractor: EntityExtractor, unused: EntityExtractor, text: str, now: datetime
) -> None:
    extractor.extract(text, NOW)
    assert extractor.extract(text, now) == unused.extract(text, now)


def _check(extractor: EntityExtractor, text: str) -> None:
    entities = extractor.extract(text, NOW)
    assert [entity.start for entity in entities] == sorted(entity.start for entity in entities)
    assert len({(entity.type, entity.value) for entity in entities}) == len(entities)
    for entity in entities:
        assert entity.type in TYPES
        assert 0 <= entity.start < entity.end <= len(text)
        if entity.type in ("name", "address"):
            assert entity.value == text[entity.start : entity.end]


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31)))
def test_relative_months_and_days_exist_on_any_date(extractor: EntityExtractor, day: date) -> None:
    now = datetime.fromisoformat(f"{day}T00:12")
    text = "29号停的电，上上个月和去年二月的电费，下下周日来修，腊月三十办酒，除夕停电没"
    for entity in extractor.extract(text, now):
        values = [entity.value] if isinstance(entity.value, str) else entity.value
        for value in values:
            datetime.fromisoformat(value if "T" in value else f"{value}-01")


@pytest.mark.parametrize(
    "text",
    [
        "1" * LONG,
        "1 " * (LONG // 2),
        "一" * LONG,
        "12-3-" * (LONG // 5),
        "路" * LONG,
        "石桥村" * (LONG // 3),
        "面小吃店" * (LONG // 4),
        "8点到" * (LONG // 3),
        "昨天晚上" * (LONG // 4),
        "3月、" * (LONG // 3),
        "充了又充" * (LONG // 4),
        "BX 2" * (LONG // 4),
        "王师傅" * (LONG // 3),
        "不是不是" * (LONG // 4),
        " \t\n" * (LONG // 3),
    ],
    ids=lambda text: text[:6],
)
def test_twenty_thousand_characters_take_bounded_time(
    extractor: EntityExtractor, text: str
) -> None:
    before = time.process_time()
    _check(extractor, text)
    # Generous: milliseconds are normal, a pattern that backtracks would take minutes.
    assert time.process_time() - before < 5
