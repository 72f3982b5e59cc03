import math

from hypothesis import given
from hypothesis import strategies as st

from bot.geometry import (
    BLOCK_DEGREES,
    BLOCK_REACH_KM,
    CELL_DEGREES,
    REACH_KM,
    around,
    distance_km,
    offset,
    square,
)

POINTS = st.tuples(st.floats(30.0, 32.0), st.floats(104.0, 107.0))
ANGLES = st.floats(0, 2 * math.pi)


@given(point=POINTS, angle=ANGLES, share=st.floats(0, 0.99))
def test_what_is_within_reach_lies_in_the_squares_around(
    point: tuple[float, float], angle: float, share: float
) -> None:
    for degrees, reach_km in ((CELL_DEGREES, REACH_KM), (BLOCK_DEGREES, BLOCK_REACH_KM)):
        km = reach_km * share
        other = offset(point, km * math.cos(angle), km * math.sin(angle))
        assert abs(distance_km(point, other) - km) < 0.01
        assert square(other, degrees) in around(point, degrees)


def test_a_degree_has_its_length() -> None:
    assert round(distance_km((31, 105), (32, 105))) == 111
    assert round(distance_km((31, 105), (31, 106))) == 95
