"""Exact money."""

from decimal import ROUND_HALF_UP, Decimal

_FEN_A_YUAN = 100


def fen(yuan: Decimal) -> int:
    """Yuan as whole fen, rounded half up (half away from zero below it)."""
    return whole(yuan * _FEN_A_YUAN)


def decimal_yuan(fen: int) -> str:
    """Fen as yuan with two digits: `126.40`, `-0.05`."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // _FEN_A_YUAN}.{abs(fen) % _FEN_A_YUAN:02d}"


def whole(value: Decimal) -> int:
    """The nearest whole number, half up."""
    return int(value.to_integral_value(ROUND_HALF_UP))
