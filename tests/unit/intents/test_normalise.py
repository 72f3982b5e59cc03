import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.normalise import MAX_CHARS, character_table, clean, fold
from bot.intents.tables import simplified

TABLE = character_table(simplified())


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("ＢＸ２０２６，停電！", "BX2026,停电!"),
        ("電錶\u200b壞咗\x07", "电表 坏咗 "),
        ("家里\u3000没电", "家里 没电"),
        ("〇一二", "〇一二"),
    ],
)
def test_clean_gives_one_spelling(typed: str, cleaned: str) -> None:
    assert clean(typed, TABLE) == cleaned


@given(st.text(max_size=MAX_CHARS))
def test_clean_keeps_every_position_and_is_stable(text: str) -> None:
    cleaned = clean(text, TABLE)
    assert len(cleaned) == len(text)
    assert clean(cleaned, TABLE) == cleaned


def test_clean_cuts_what_no_resident_types() -> None:
    assert len(clean("电" * 20_000, TABLE)) == MAX_CHARS


@pytest.mark.parametrize(
    ("cleaned", "folded"),
    [
        ("停电了！！！！", "停电了!"),
        ("啊啊啊啊啊停电", "啊啊停电"),
        ("那个那个那个电费", "那个电费"),
        ("我户号5204118637", "我户号00000"),
        ("在  吗？？！", "在 吗?"),
        ("OK", "ok"),
    ],
)
def test_fold_drops_noise(cleaned: str, folded: str) -> None:
    assert fold(cleaned) == folded


@given(st.text(max_size=200))
def test_fold_takes_anything(text: str) -> None:
    assert len(fold(clean(text, TABLE))) <= len(text)
