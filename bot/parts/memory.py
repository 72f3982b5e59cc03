"""The bot's own tables."""

from functools import cached_property

from bot.backends.accounts import Accounts
from bot.parts.systems import Systems
from bot.services.holders import holder_of
from bot.store.audit import Audit
from bot.store.binding_requests import BindingRequests
from bot.store.bindings import Bindings
from bot.store.holders import Holders
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
    def holders(self) -> Holders:
        """Marks of accounts' holders."""
        return Holders(self.settings.secret_key)

    def bindings(self, accounts: Accounts) -> Bindings:
        """Who is bound to which account, for one turn, page or effect."""
        return Bindings(self.database, self.clock, self.holders, holder_of(accounts))
