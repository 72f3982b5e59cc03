"""What a turn may use: the power company's systems and the bot's own services, as one value."""

from bot.backends.base import Backends
from bot.services.advice import Advice
from bot.services.agents import Agents
from bot.services.binding_rules import BindingRules
from bot.services.calendar import Calendar
from bot.services.limits import Limits
from bot.services.links import Links
from bot.services.payments import Payments
from bot.services.privacy import Privacy
from bot.services.refusals import Refusals
from bot.services.requirements import Requirements
from bot.services.towns import Towns
from bot.store.binding_requests import BindingRequests
from bot.store.bindings import Bindings
from bot.store.codes import Codes
from bot.store.orders import Orders
from bot.tariffs import Tariffs
from bot.utility import Utility
from bot.wechat.capabilities import Capabilities


class Services(Backends, frozen=True, kw_only=True):
    """A turn's tools: the power company's systems, bounded by the turn's deadline, and our own."""

    advice: Advice
    agents: Agents
    binding_requests: BindingRequests
    bindings: Bindings
    calendar: Calendar
    codes: Codes
    binding_rules: BindingRules
    links: Links
    limits: Limits
    orders: Orders
    payments: Payments
    privacy: Privacy
    refusals: Refusals
    requirements: Requirements
    towns: Towns
    tariffs: Tariffs
    utility: Utility
    can: Capabilities
