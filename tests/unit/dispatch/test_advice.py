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
        ("我妈手黏在洗衣机上扯不下来", "触电"),
        ("老婆洗澡触到电了，倒在浴室头", "触电"),
        ("工人摸到配电柜，被打昏过去了", "触电"),
        ("有个人躺在电线旁边没反应", "触电"),
        ("娃儿手挨到插座眼，抖个不停", "触电"),
        ("我老公修插板，现在倒在地上没反应", "触电"),
        ("我儿子看到电线杆子倒在路上", "电线落地或低垂"),
        ("电线垂下来有人那么高，风一吹直抖", "电线落地或低垂"),
        ("停电了奶奶晕倒了", "其他危险"),
        ("吊车师傅碰到高压线摔下来了", "高压触电"),
        ("他挨到高压线，栽下来了", "高压触电"),
        ("吊车师傅碰到高压线，线掉下来了", "电线落地或低垂"),
        ("风筝缠在高压线上了，娃娃想用竹竿挑", "电线落地或低垂"),
        ("牛在田里碰到线倒了", "牲口触电"),
        ("手术室停电，病人还在台上", "医院停电"),
        ("停电了，我婆婆瘫在床上", "停电时的病人和老人"),
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
