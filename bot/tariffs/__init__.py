"""What electricity costs: dated price files in, bills, late fees and explanations out. No I/O else.

Money is integer fen, prices are decimal yuan, rounding is half up on every line.
"""

from bot.tariffs.explaining import Cause, CauseKind, explain
from bot.tariffs.late_fees import LateFeeRules, total_late_fee_fen
from bot.tariffs.lines import Billed, Facts, Line, NotPublished, Use
from bot.tariffs.power_factor import average_factor
from bot.tariffs.prices import Confidence, Source
from bot.tariffs.tariffs import Tariffs

__all__ = [
    "Billed",
    "Cause",
    "CauseKind",
    "Confidence",
    "Facts",
    "LateFeeRules",
    "Line",
    "NotPublished",
    "Source",
    "Tariffs",
    "Use",
    "average_factor",
    "explain",
    "total_late_fee_fen",
]
