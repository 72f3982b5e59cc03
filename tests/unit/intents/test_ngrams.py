import numpy as np

from bot.intents import ngrams


def _codes(*values: int) -> ngrams.Keys:
    return np.array(values, np.uint64)


def test_equal_runs_have_equal_keys_wherever_they_stand() -> None:
    _, pairs = ngrams.hashed(_codes(1, 2, 3, 1, 2), range(1, 3), 1)
    assert pairs[0] == pairs[3]
    assert len(set(pairs.tolist())) == 3


def test_order_size_and_kind_make_different_keys() -> None:
    single, pairs = ngrams.hashed(_codes(1, 2), range(1, 3), 1)
    (turned,) = ngrams.hashed(_codes(2, 1), range(1, 3), 1)[1]
    (other,) = ngrams.hashed(_codes(1, 2), range(1, 3), 2)[1]
    assert len({*single.tolist(), *pairs.tolist(), int(turned), int(other)}) == 5


def test_short_sequences_have_no_long_runs() -> None:
    assert [keys.size for keys in ngrams.hashed(_codes(2, 3), range(1, 5), 1)] == [2, 1, 0, 0]
    assert ngrams.skipping(_codes(2, 3), 1).size == 0


def test_a_skipping_pair_does_not_see_what_it_skips() -> None:
    assert ngrams.skipping(_codes(7, 1, 9), 1) == ngrams.skipping(_codes(7, 2, 9), 1)
