import re

import pytest
from support.implementations import NOBODY, Known

from bot.backends.accounts import Account
from bot.backends.base import Backends


def of(backends: Backends, account_no: str) -> Account:
    account = backends.accounts.get(account_no)
    assert account is not None
    return account


def test_an_account_is_found_by_its_number(backends: Backends, known: Known) -> None:
    account = of(backends, known.in_arrears)
    assert account.account_no == known.in_arrears
    assert account.holder
    assert account.phone
    assert account.category == "residential"
    assert account.usage_point.transformer


def test_the_thirteen_digit_form_means_the_same_account(backends: Backends, known: Known) -> None:
    assert backends.accounts.get(f"510{known.in_arrears}") == of(backends, known.in_arrears)


def test_another_province_is_no_form_of_it(backends: Backends, known: Known) -> None:
    assert backends.accounts.get(f"610{known.in_arrears}") is None


@pytest.mark.parametrize("number", [NOBODY, "", "512", "' OR 1=1 --", "五一二零四三七七八六"])
def test_an_unknown_number_gives_none(backends: Backends, number: str) -> None:
    assert backends.accounts.get(number) is None


def test_a_phone_that_is_not_on_record_is_none(backends: Backends, known: Known) -> None:
    assert of(backends, known.without_phone).phone is None


def test_meter_and_address_together_find_the_account(backends: Backends, known: Known) -> None:
    account = of(backends, known.settled)
    meter_no = account.usage_point.meter_no
    assert backends.accounts.find_by_meter(meter_no, account.address) == account


def test_neither_meter_nor_address_alone_finds_it(backends: Backends, known: Known) -> None:
    one, other = of(backends, known.settled), of(backends, known.in_arrears)
    meter_no = one.usage_point.meter_no
    assert backends.accounts.find_by_meter(meter_no, "") is None
    assert backends.accounts.find_by_meter(meter_no, other.address) is None
    assert backends.accounts.find_by_meter("", one.address) is None
    numbers_only = " ".join(re.findall(r"\d+", one.address))
    assert backends.accounts.find_by_meter(meter_no, numbers_only) is None
    assert backends.accounts.find_by_meter(NOBODY, one.address) is None


def test_a_meter_without_outage_answers_that_it_has_power(backends: Backends, known: Known) -> None:
    reading = backends.meters.status(of(backends, known.in_arrears).usage_point.meter_no)
    if not known.meters_answer:
        assert reading is None
        return
    assert reading is not None
    assert reading.energised
    assert reading.relay_closed


def test_a_meter_below_a_fault_never_says_that_it_has_power(
    backends: Backends, known: Known
) -> None:
    reading = backends.meters.status(of(backends, known.with_fault).usage_point.meter_no)
    assert reading is None or not reading.energised


def test_an_unknown_meter_gives_none(backends: Backends) -> None:
    assert backends.meters.status("000000000000") is None


def test_all_accounts_below_a_transformer_and_no_other(backends: Backends, known: Known) -> None:
    here = of(backends, known.with_fault)
    other = of(backends, known.settled)
    below = backends.accounts.below([here.usage_point.transformer])
    assert below[here.account_no] == here.usage_point.transformer
    assert other.account_no not in below
    both = backends.accounts.below([a.usage_point.transformer for a in (here, other)])
    assert {here.account_no, other.account_no} <= both.keys()
    for account_no in below:
        assert of(backends, account_no).usage_point.transformer == here.usage_point.transformer


def test_nothing_is_below_no_transformer(backends: Backends) -> None:
    assert not backends.accounts.below([])
    assert not backends.accounts.below(["T99999"])
