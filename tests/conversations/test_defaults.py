"""Which account is the default is a question; only words of changing change it."""

import pytest
from support.paying import bind, shown
from support.talk import Talk, World

from bot.backends.accounts import Account


@pytest.fixture
def default(world: World) -> Account:
    return bind(world, shown(world, "arrears"))


@pytest.fixture
def other(world: World, default: Account) -> Account:  # bound before
    return bind(world, shown(world, "arrears_time_of_use"))


def kept(world: World) -> str:
    bound = world.use.bindings.of("resident-one")
    return next(str(b.account_no) for b in bound if b.is_default)


@pytest.mark.parametrize(
    "words",
    [
        "我现在默认是哪个",
        "哪个是默认的",
        "现在默认户是哪一户？",
        "默认户号",
        "默认是哪个呀",
        "默认户号是多少",
        "我的默认户号是不是第二个",
    ],
)
def test_a_question_changes_nothing(
    talk: Talk, world: World, default: Account, other: Account, words: str
) -> None:
    tail = default.account_no[-4:]
    talk.says(words).hears(f"现在默认的是户号尾号{tail}").misses("默认改成")
    assert kept(world) == default.account_no
    talk.says("1").hears("默认改成", other.account_no[-4:])


@pytest.mark.parametrize("words", ["换默认", "切换默认户号", "我想改一下默认户", "把默认换一下"])
def test_a_change_without_a_name_is_asked_about(
    talk: Talk, world: World, default: Account, other: Account, words: str
) -> None:
    talk.says(words).hears("以后默认用哪一个", "1. ", "（默认）").misses("默认改成")
    assert kept(world) == default.account_no
    talk.says("2").hears("默认改成", other.account_no[-4:])


@pytest.mark.parametrize(
    "words", ["默认改成{}", "把尾号{}设为默认", "以后默认用尾号{}", "能不能把默认换成尾号{}"]
)
def test_a_named_one_becomes_the_default(
    talk: Talk, world: World, other: Account, words: str
) -> None:
    talk.says(words.format(other.account_no[-4:])).hears("默认改成", other.account_no[-4:])
    assert kept(world) == other.account_no
