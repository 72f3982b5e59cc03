import pytest

from bot.intents.tables import fold_syllable, frequencies, simplified, syllables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nan", "lan"),
        ("hui", "fei"),
        ("huang", "fan"),
        ("zhong", "zon"),
        ("chi", "ci"),
        ("sheng", "sen"),
    ],
)
def test_the_dialect_folds(one: str, other: str) -> None:
    assert fold_syllable(one) == fold_syllable(other)


def test_other_sounds_stay_apart() -> None:
    assert len({fold_syllable(s) for s in ("dian", "tian", "ma", "ba", "jia")}) == 5


def test_homophone_typos_sound_alike() -> None:
    sounds = syllables()
    for right, typo in [("费", "非"), ("电", "垫"), ("户", "护"), ("修", "休"), ("来", "奈")]:
        assert sounds[ord(right)] == sounds[ord(typo)] != 0
    assert sounds[ord("a")] == 0


def test_traditional_characters_have_their_simplified() -> None:
    table = simplified()
    assert "".join(chr(table[ord(char)]) for char in "電費帳單") == "电费帐单"


def test_our_own_words_win_over_their_parts() -> None:
    counts = frequencies(["峰谷电价"])
    assert counts["峰谷电价"] > 0
    assert len(counts) < 40_000
