from pathlib import Path

import pytest

from bot.paths import DICTIONARIES
from bot.services import advice


def test_every_advice_says_to_keep_away() -> None:
    loaded = advice.load(DICTIONARIES / "advice.toml")
    assert all("远离" in entry.say + entry.call for entry in loaded.danger)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("电表箱冒火花", "打火放电"),
        ("电表箱冒火花，烧起来了", "起火"),
        ("变压器冒火", "线路设备起火"),
        ("变压器爆炸了", "线路设备起火"),
        ("家里电线烧起来了", "起火"),
        ("有人爬电杆触电了", "高压触电"),
        ("娃儿手指插插座里了", "触电"),
        ("我家还有电梯", "其他危险"),
        ("电梯里关了人，困在电梯", "电梯困人"),
        ("铁门上有电", "漏电"),
        ("牛遭电打死了 在田里", "牲口触电"),
        ("我家二狗被电打了", "触电"),
        ("我放牛被电打了", "触电"),
        ("电线被风吹断了", "电线落地或低垂"),
        ("挖机挖断电缆了", "电线落地或低垂"),
        ("水已经进屋了", "进水"),
    ],
)
def test_the_advice_fits_the_danger(words: str, name: str) -> None:
    assert advice.load(DICTIONARIES / "advice.toml").for_words(words).name == name


def test_a_file_without_advice_for_all_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "advice.toml"
    path.write_text(
        'prevention = []\n[[danger]]\nname = "x"\nwords = ["x"]\ncall = ""\nsay = ""\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="last entry"):
        advice.load(path)
