import string

import pytest

from bot.services.links import LinkForged, Links

LINKS = Links("https://bot.example", "a-secret-key-of-the-test-of-40-characters")


def token(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_link_gives_back_what_it_was_made_for() -> None:
    url = LINKS.make("duty", {"ticket": "BX202611240001"})
    assert url.startswith("https://bot.example/duty/")
    assert LINKS.read("duty", token(url), 60) == {"ticket": "BX202611240001"}


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
