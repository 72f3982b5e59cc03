import os
import subprocess
import sys
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents.labels import INTENTS
from bot.intents.normalise import MAX_CHARS
from bot.intents.understander import Understander, load, order
from bot.intents.understanding import Scored, Understanding
from bot.paths import DICTIONARIES
from bot.settings import model_dir

NOW = datetime(2026, 11, 23, 20, 15)  # local wall time


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("上個月電費幾多錢", "bill_query"),
        ("我要交垫非", "payment"),
        ("麻烦开一张增值税专票", "invoice"),
        ("屋头没得电了，隔壁子都有，喊个人来修", "repair_report"),
        ("我们村几点来电", "outage_query"),
        ("配电箱在冒青烟", "emergency"),
        ("摸到洗衣机麻手", "emergency"),
        ("BX202611230012", "repair_progress"),
        ("sq-20261203-0041", "application_status"),
        ("转人工", "human_agent"),
        ("水费在哪里交", "out_of_scope"),
        ("谢谢，再见", "thanks_bye"),
    ],
)
def test_what_residents_say(understander: Understander, text: str, intent: str) -> None:
    assert understander.understand(text, NOW).intent == intent


def test_alternatives_follow_in_order_and_scores_are_probabilities(
    understander: Understander,
) -> None:
    found = understander.understand("停电了，什么时候能来人修", NOW)
    scores = [found.score, *(scored.score for scored in found.alternatives)]
    assert len(found.alternatives) == 3
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1.001


def test_a_rule_leaves_the_runners_up_their_order(understander: Understander) -> None:
    found = understander.understand("变压器冒火了，什么时候来电", NOW)
    assert (found.intent, found.score) == ("emergency", 0.99)
    assert found.alternatives[0].intent == "outage_query"


def test_a_global_word_is_told_beside_the_intent(understander: Understander) -> None:
    assert understander.understand("取消！", NOW).command == "cancel"
    assert understander.understand("取消自动扣费", NOW).command is None


def test_first_gives_the_first_value_of_a_type() -> None:
    found = Understanding("greeting", 1.0, (Scored("help", 0.0),))
    assert found.first("phone") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x07\u200b",
        "😂" * 500,
        "停电" * 10_000,
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{7*7}}",
        "1234567890" * 50,
        "\ud800",
        "<![CDATA[x]]>",
    ],
)
def test_bad_input_is_answered(understander: Understander, text: str) -> None:
    found = understander.understand(text, NOW)
    assert found.intent in INTENTS
    assert len(found.text) <= MAX_CHARS


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_understood_as_something(small_understander: Understander, text: str) -> None:
    found = small_understander.understand(text, NOW)
    assert found == small_understander.understand(text, NOW)
    assert found.intent in INTENTS


@pytest.mark.parametrize(("danger", "leads"), [(0.36, "emergency"), (0.34, "repair_report")])
def test_likely_danger_wins_over_what_is_likelier(danger: float, leads: str) -> None:
    scores = np.zeros(len(INTENTS), np.float32)
    scores[INTENTS.index("repair_report")] = 0.6
    scores[INTENTS.index("emergency")] = danger
    assert INTENTS[order(scores)[0]] == leads


def test_a_remembered_message_reads_its_times_anew(small_understander: Understander) -> None:
    first = small_understander.understand("昨天停电了吗", NOW)
    again = small_understander.understand("昨天停电了吗", NOW.replace(year=NOW.year + 1))
    assert (first.intent, first.score) == (again.intent, again.score)
    assert small_understander.recent.get(first.text)
    small_understander.forget()
    assert small_understander.recent.get(first.text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("报修 15412345678", "repair_report"),
        ("八一街12号跳闸了 15412345678", "repair_report"),
        ("八一街12号着火了", "emergency"),
        ("把快递送到八一街12号 15412345678", "out_of_scope"),
    ],
)
def test_who_and_where_do_not_hide_the_wish(text: str, intent: str) -> None:
    understander = load(model_dir(os.environ), DICTIONARIES)
    assert understander.understand(text, NOW).intent == intent


def test_reading_needs_none_of_trainings_libraries() -> None:
    """What is in the extra `train` may be absent where web and worker run."""
    reads = (
        "import os, sys; from bot import settings; from bot.intents import load;"
        "from bot.paths import DICTIONARIES;"
        "load(settings.model_dir(os.environ), DICTIONARIES).understand('電費多少', None);"
        "print({'pypinyin', 'sklearn', 'zhconv'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", reads], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
