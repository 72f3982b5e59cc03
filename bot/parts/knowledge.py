"""What the bot reads at its start: dictionaries, rules and the trained understanding."""

from functools import cached_property

from bot import utility
from bot.clock import Deadline
from bot.intents import Understander, load
from bot.parts.memory import Memory
from bot.parts.reading import Reading
from bot.paths import DICTIONARIES
from bot.services import advice, binding_rules, calendar, privacy, refusals, requirements
from bot.store.codes import Codes
from bot.store.consents import Consents
from bot.tariffs import Tariffs

NAMES_S = 0.5
"""So long a turn may wait for the names of places, now and then."""


class Knowledge(Memory):
    """Frozen data out of `dictionaries/` and `MODEL_DIR`."""

    @cached_property
    def utility(self) -> utility.Utility:
        """The utility's names, numbers and switches."""
        return utility.load(DICTIONARIES / "utility.toml")

    @cached_property
    def understander(self) -> Reading | Understander:
        """The trained understanding."""
        model_dir = self.settings.model_dir
        return Reading(
            lambda places: load(model_dir, DICTIONARIES, places),
            self._place_names,
            self.clock,
        )

    def _place_names(self) -> tuple[str, ...]:
        return self.source.within(Deadline.after(NAMES_S)).network.names()

    @cached_property
    def calendar(self) -> calendar.Calendar:
        """Working days and public holidays."""
        return calendar.load(DICTIONARIES / "holidays")

    @cached_property
    def binding_rules(self) -> binding_rules.BindingRules:
        """Binding without a code."""
        return binding_rules.load(DICTIONARIES / "binding.toml")

    @cached_property
    def codes(self) -> Codes:
        """Binding codes."""
        return Codes(self.database, self.settings.secret_key, self.binding_rules.many_askers)

    @cached_property
    def privacy(self) -> privacy.Privacy:
        """The privacy notice and who agreed to it."""
        notice = privacy.load(DICTIONARIES / "privacy.toml")
        return privacy.Privacy(notice, Consents(self.database), self.settings.public_url)

    @cached_property
    def advice(self) -> advice.Advice:
        """What to do in danger."""
        return advice.load(DICTIONARIES / "advice.toml")

    @cached_property
    def refusals(self) -> refusals.Refusals:
        """What is said to what is not ours."""
        return refusals.load(DICTIONARIES / "refusals.toml")

    @cached_property
    def requirements(self) -> requirements.Requirements:
        """What an application needs."""
        return requirements.load(DICTIONARIES / "applications.toml")

    @cached_property
    def tariffs(self) -> Tariffs:
        """Every price that is known, with its dates."""
        return Tariffs.load(DICTIONARIES / "tariffs")
