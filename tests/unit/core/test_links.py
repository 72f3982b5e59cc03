import base64
import string

import pytest
import time_machine

from bot.services.links import LinkExpired, LinkForged, Links

LINKS = Links("https://bot.example", "a-secret-key-of-the-test-of-40-characters")


def token(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_link_gives_back_what_it_was_made_for() -> None:
    url = LINKS.make("duty", {"ticket": "BX202611240001"})
    assert url.startswith("https://bot.example/duty/")
    assert LINKS.read("duty", token(url), 60) == {"ticket": "BX202611240001"}


def test_what_a_link_says_cannot_be_read() -> None:
    sealed = token(LINKS.make("duty", ["13800000000"])).partition(".")[0]
    assert b"138" not in base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))


def test_a_link_ends_with_its_age_or_with_the_one_it_is_made_from() -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        first = token(LINKS.make("duty", 1))
        end_s = LINKS.open("duty", first, 60).ends_at_s
        assert end_s == 1_800_000_060
        clock.shift(50)
        minted = token(LINKS.make("duty/board", 2, end_s))
        assert LINKS.open("duty/board", minted, 3600).ends_at_s == end_s
        clock.shift(11)
        with pytest.raises(LinkExpired):
            LINKS.read("duty/board", minted, 3600)


def test_a_link_of_one_page_opens_no_other() -> None:
    with pytest.raises(LinkForged):
        LINKS.read("pages/pay", token(LINKS.make("duty", {"a": 1})), 60)


@pytest.mark.parametrize("at", [0, 5, -1, -2])
def test_no_character_of_a_link_can_be_altered(at: int) -> None:
    whole = token(LINKS.make("duty", {"ticket": "BX202611240001"}))
    at %= len(whole)
    for other in string.ascii_letters + string.digits + "-_":
        if other != whole[at]:
            with pytest.raises(LinkForged):
                LINKS.read("duty", whole[:at] + other + whole[at + 1 :], 60)
