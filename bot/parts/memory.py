"""The bot's own tables."""

from functools import cached_property

from bot.parts.systems import Systems
from bot.store.audit import Audit
from bot.store.binding_requests import BindingRequests
from bot.store.bindings import Bindings
from bot.store.codes import Codes
from bot.store.orders import Orders


class Memory(Systems):
    """Repositories over the database."""

    @cached_property
    def orders(self) -> Orders:
        """Payment orders."""
        return Orders(self.database)

    @cached_property
    def audit(self) -> Audit:
        """Staff reads of personal data."""
        return Audit(self.database, self.clock)

    @cached_property
    def binding_requests(self) -> BindingRequests:
        """Who asks to be let in."""
        return BindingRequests(self.database)

    @cached_property
    def bindings(self) -> Bindings:
        """Who is bound to which account."""
        return Bindings(self.database, self.clock)

    @cached_property
    def codes(self) -> Codes:
        """Binding codes."""
        s = self.settings
        return Codes(self.database, s.secret_key, sends=s.sms != "none")
