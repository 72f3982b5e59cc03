from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Executable

from bot.database import Base, Database
from bot.handlers.accounts_words import six_digits
from bot.services import account_numbers
from bot.store.codes import RESTS_FOR, SMS_A_DAY, Asked, Checked, Codes

NOW = datetime(2026, 11, 24, 20, 15)  # local wall time in Asia/Shanghai
ACCOUNT = "5120437786"
MANY = 5


@pytest.fixture
def codes(tmp_path: Path) -> Iterator[Codes]:
    yield from codes_in(f"sqlite:///{tmp_path}/codes.db")


@pytest.fixture
def codes_anywhere(empty_url: str) -> Iterator[Codes]:
    yield from codes_in(empty_url)


def codes_in(url: str) -> Iterator[Codes]:
    database = Database(url)
    Base.metadata.create_all(database.engine)
    yield Codes(database, "a-secret-key-of-the-test-of-40-characters", MANY)
    database.close()


def test_of_twenty_that_ask_at_once_one_is_sent_a_code(codes_anywhere: Codes) -> None:
    codes = codes_anywhere
    said: list[Asked] = []
    threads = [
        Thread(target=lambda n=n: said.append(codes.ask(f"k{n}", f"r{n}", ACCOUNT, NOW)))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(said) == {Asked.GRANTED: 1, Asked.TOO_SOON: 19}


def test_the_same_request_again_is_answered_as_it_was(codes: Codes) -> None:
    assert codes.ask("key", "one", ACCOUNT, NOW) is Asked.GRANTED
    assert codes.ask("key", "one", ACCOUNT, NOW) is Asked.GRANTED
    assert codes.ask("other", "one", ACCOUNT, NOW) is Asked.TOO_SOON


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 90)), max_size=40))
def test_however_they_ask_an_account_gets_few_a_day_one_a_minute(
    codes: Codes, asks: list[tuple[int, int]]
) -> None:
    account, now, sent = str(hash(tuple(asks)))[:12], NOW, []
    for n, (who, minutes) in enumerate(asks):
        now += timedelta(minutes=minutes)
        if codes.ask(f"{account}:{n}", f"r{who}", account, now) is Asked.GRANTED:
            sent.append((now, who))
    for at, _ in sent:
        within = [(o, who) for o, who in sent if at <= o < at + timedelta(days=1)]
        assert len(within) <= SMS_A_DAY
        assert all(o == at or o - at >= timedelta(minutes=1) for o, _ in within)
        each = Counter(who for o, who in sent if at <= o < at + RESTS_FOR)
        assert max(each.values()) <= SMS_A_DAY


def test_who_has_used_up_a_day_leaves_the_next_to_the_others(codes: Codes) -> None:
    for n in range(5):
        codes.ask(f"n{n}", "neighbour", ACCOUNT, NOW + timedelta(minutes=2 * n))
    assert codes.ask("h", "holder", ACCOUNT, NOW + timedelta(hours=23)) is Asked.OFTEN_ENOUGH
    next_day = NOW + timedelta(days=1)
    assert codes.ask("n9", "neighbour", ACCOUNT, next_day) is Asked.RESTS
    for n in range(SMS_A_DAY):
        at = next_day + timedelta(minutes=10 + 2 * n)
        assert codes.ask(f"h{n}", "holder", ACCOUNT, at) is Asked.GRANTED


def test_two_neighbours_never_close_an_account_and_many_do(codes: Codes) -> None:
    now = NOW
    for n in range(20):
        now += timedelta(minutes=2)
        codes.ask(f"n{n}", f"neighbour-{n % 2}", ACCOUNT, now)
    for n in range(MANY - 2):
        now += timedelta(minutes=2)
        assert codes.ask(f"m{n}", f"more-{n}", ACCOUNT, now) is Asked.OFTEN_ENOUGH
    now += timedelta(minutes=2)
    assert codes.ask("last", "one-more", ACCOUNT, now) is Asked.CLOSED_NOW
    assert codes.ask("again", "one-more", ACCOUNT, now) is Asked.CLOSED
    assert codes.ask("h2", "holder", ACCOUNT, now) is Asked.CLOSED
    assert codes.ask("h3", "holder", ACCOUNT, now + timedelta(days=1)) is Asked.GRANTED


def test_a_code_that_reaches_nobody_fits_no_six_digits(codes: Codes) -> None:
    code, writes = codes.issued("one", ACCOUNT, NOW, reaches=False)
    run(codes, writes)
    assert codes.check("one", ACCOUNT, code, NOW) is Checked.WRONG


def test_a_code_fits_its_resident_and_its_account_only(codes: Codes) -> None:
    code, writes = codes.issued("one", ACCOUNT, NOW, reaches=True)
    run(codes, writes)
    assert codes.check("one", ACCOUNT, code, NOW) is Checked.RIGHT
    assert codes.check("two", ACCOUNT, code, NOW) is Checked.NONE_AWAITED
    assert codes.check("one", "5180112388", code, NOW) is Checked.NONE_AWAITED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("482913", "482913"),
        ("482 913", "482913"),
        ("验证码是482913。", "482913"),
        ("四八二九一三", "482913"),
        ("4 8 2 9 1 3", "482913"),
        ("【云溪供电】验证码482913，5分钟内有效，绑定尾号1234的户号。", "482913"),
        ("48291", ""),
        ("4829130", ""),
        ("482913 482914", ""),
        ("", ""),
        ("13800000000", ""),
    ],
)
def test_the_only_run_of_six_digits_is_the_code(text: str, code: str) -> None:
    assert six_digits(text) == code


@given(st.text(max_size=60))
def test_reading_a_code_takes_any_text(text: str) -> None:
    assert len(six_digits(text)) in (0, 6)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("5120437786", "5105120437786", True),
        ("5120437786", "5120437787", False),
        ("1234567890123456", "7890123456", False),
    ],
)
def test_the_forms_of_a_number(a: str, b: str, same: bool) -> None:  # a table of cases
    assert account_numbers.same(a, b) is same


def run(codes: Codes, writes: list[Executable]) -> None:
    with codes._database.write() as connection:
        for statement in writes:
            connection.execute(statement)
