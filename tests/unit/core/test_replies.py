from hypothesis import given
from hypothesis import strategies as st

from bot.replies import MORE, TEXT_MAX_BYTES, Choice, Link, Reply, cut


def test_a_reply_is_words_question_choices_links_in_this_order() -> None:
    reply = Reply(
        "话", question="问？", choices=(Choice("甲", "help"),), links=(Link("页", "http://x"),)
    )
    assert reply.compose() == "话\n问？\n1. 甲\n页\nhttp://x"


def test_a_long_text_is_cut_at_a_line_and_the_rest_kept() -> None:
    text = "\n".join(f"第{n}行，说的是电费" for n in range(200))
    head, rest = cut(text)
    assert head.endswith(MORE)
    assert head.removesuffix(MORE) + "\n" + rest == text


@given(st.text(min_size=1, max_size=3000))
def test_every_part_fits_and_nothing_is_lost(text: str) -> None:
    parts = []
    rest = text
    while rest:
        head, rest = cut(rest)
        assert len(head.encode()) <= TEXT_MAX_BYTES
        parts.append(head.removesuffix(MORE) if rest else head)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
