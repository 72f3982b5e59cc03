"""The accounts that `demo show` names: one for every case that somebody will want to see."""

from dataclasses import dataclass
from typing import Final

from bot.backends.accounts import Category, Voltage
from bot.backends.demo.profiles import Profile

CATEGORY_OF: Final[dict[str, Category]] = {
    "residential": "residential",
    "residential_tou": "residential",
    "residential_ev": "residential",
    "business": "business",
    "business_high": "business",
    "industrial": "industrial",
}

HIGH_VOLTAGE: Final = frozenset({"business_high", "industrial"})


@dataclass(frozen=True, slots=True)
class Part:
    """What an account of the cast is there for."""

    name: str
    profile: Profile = "plain"
    tariff: str = "residential"
    has_phone: bool = True


# The order of `demo show`: an account in arrears stands first.
PUBLIC: Final = (
    Part("arrears", "arrears"),
    Part("arrears_time_of_use", "arrears", "residential_tou"),
    Part("time_of_use", tariff="residential_tou"),
    Part("draw", "draw"),
    Part("prepaid", "prepaid"),
    Part("cut", "cut"),
    Part("cut_paid", "cut_paid"),
    Part("notice", "notice"),
    Part("no_phone", has_phone=False),
    Part("business", tariff="business"),
    Part("charger", tariff="residential_ev"),
    Part("applicant"),
    Part("fault"),
    Part("fault_feeder"),
    Part("planned"),
    Part("business_arrears", "arrears", "business"),
    Part("standing", "standing"),
)
DEDICATED: Final = (
    Part("industry", tariff="industrial"),
    Part("industry_arrears", "arrears", "industrial"),
    Part("business_high", tariff="business_high"),
    Part("applicant_high", tariff="industrial"),
)


def voltage_of(tariff: str) -> Voltage:
    """The voltage that a tariff is for."""
    return "high" if tariff in HIGH_VOLTAGE else "low"


def public_parts(transformers: int) -> dict[int, Part]:
    """The part that the first account of a transformer plays, by the transformer's index."""
    return {index * transformers // len(PUBLIC): part for index, part in enumerate(PUBLIC)}


def dedicated_parts() -> dict[int, Part]:
    """The part that the account of a dedicated transformer plays."""
    return dict(enumerate(DEDICATED))
