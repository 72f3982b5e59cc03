from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.intents import pruning
from bot.intents.encoder import WIDTH, PrunedEncoder
from bot.intents.pieces import PieceCutter
from bot.intents.second import SecondLook, unsure

CUTTER = PieceCutter(["<unk>", "▁", "电", "电费", "费", "▁电"], [0.0, -2, -3, -4, -3, -4.5])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("电费", [1, 3]), ("电", [5]), ("费电", [1, 4, 2]), ("电x费", [5, 0, 4]), ("", [1])],
)
def test_the_likeliest_pieces_are_found(text: str, pieces: list[int]) -> None:
    assert CUTTER.cut(text) == pieces


def test_doubt_is_a_near_second() -> None:
    margins = np.full(26, -1, np.float32)
    margins[3], margins[7] = 0.5, 0.2
    assert unsure(margins)
    margins[7] = 0.05
    assert not unsure(margins)


class OneWay:
    def encode(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(WIDTH, np.float32)
        vector[0 if text == "one" else 1] = 1
        return vector


def test_a_second_look_adds_what_the_text_means() -> None:
    dense = np.zeros((WIDTH, 26), np.float32)
    dense[0, 5] = 2
    arrays: dict[str, NDArray[Any]] = {
        "dense": dense,
        "center": np.zeros(WIDTH, np.float32),
        "sharpen": np.ones(WIDTH, np.float32),
    }
    look = SecondLook(arrays, OneWay())
    assert look.adds("one")[[4, 5]].tolist() == [0, 2]
    assert look.adds("two")[5] == 0


def test_without_arrays_there_is_no_second_look() -> None:
    assert SecondLook.of({}, []) is None


@pytest.mark.skipif(not pruning.available(), reason="the extra 'encoder' is not installed")
def test_near_meanings_lie_nearer_than_far_ones() -> None:
    encoder = PrunedEncoder(*pruning.pruned())
    texts = ["家里停电了", "屋里没电了", "怎么开发票", "变压器冒火,快来人"]
    vectors = np.stack([encoder.encode(text) for text in texts])
    vectors -= vectors.mean(axis=0)
    near, *far = (vectors[0] @ vectors[1:].T).tolist()
    assert near > max(far)


@pytest.mark.skipif(not pruning.available(), reason="the extra 'encoder' is not installed")
def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    encoder = PrunedEncoder(*pruning.pruned())
    assert np.array_equal(encoder.encode("停电了," * 60), encoder.encode("停电了," * 90))
