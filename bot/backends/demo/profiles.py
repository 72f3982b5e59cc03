"""What is special about an account, and how many of its newest bills are unpaid because of it."""

from typing import Final, Literal

Profile = Literal["plain", "standing", "prepaid", "arrears", "draw", "notice", "cut", "cut_paid"]
"""`standing`: a bank draws every month. `draw`: a draw is under way. `notice`: told of a cut-off.
`cut`: cut for arrears. `cut_paid`: cut, paid an hour ago, still dark."""

UNPAID_BILLS: Final[dict[str, int]] = {
    "arrears": 2, "draw": 1, "notice": 3, "cut": 3,
}  # fmt: skip

# One throw of 1,000 decides; the rest is plain.
_SHARES: Final[tuple[tuple[int, Profile], ...]] = (
    (30, "arrears"), (40, "draw"), (44, "notice"), (47, "cut"), (107, "prepaid"), (207, "standing"),
)  # fmt: skip


def drawn(throw: int) -> Profile:
    """The profile that a throw of the dice gives an account."""
    chance = throw % 1000
    return next((profile for below, profile in _SHARES if chance < below), "plain")
