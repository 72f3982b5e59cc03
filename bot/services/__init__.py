"""What a turn may use: the power company's systems and the bot's own services, as one value."""

import msgspec

from bot.backends.accounts import Accounts, Meters
from bot.backends.billing import Billing
from bot.backends.network import Managers, Network, Roster, ServicePoints
from bot.backends.outages import Outages
from bot.backends.requests import ServiceRequests
from bot.backends.tickets import TroubleTickets
from bot.services.advice import Advice
from bot.services.agents import Agents
from bot.services.calendar import Calendar
from bot.services.doors import Doors
from bot.services.limits import Limits
from bot.services.links import Links
from bot.services.payments import Payments
from bot.services.privacy import Privacy
from bot.services.requirements import Requirements
from bot.services.towns import Towns
from bot.store.binding_requests import BindingRequests
from bot.store.bindings import Bindings
from bot.store.codes import Codes
from bot.store.orders import Orders
from bot.tariffs import Tariffs
from bot.utility import Utility
from bot.wechat.capabilities import Capabilities


class Services(msgspec.Struct, frozen=True):
    """A turn's tools. The first ten are the power company's, bounded by the turn's deadline."""

    accounts: Accounts
    billing: Billing
    meters: Meters
    network: Network
    outages: Outages
    tickets: TroubleTickets
    requests: ServiceRequests
    points: ServicePoints
    managers: Managers
    roster: Roster
    advice: Advice
    agents: Agents
    binding_requests: BindingRequests
    bindings: Bindings
    calendar: Calendar
    codes: Codes
    doors: Doors
    links: Links
    limits: Limits
    orders: Orders
    payments: Payments
    privacy: Privacy
    requirements: Requirements
    towns: Towns
    tariffs: Tariffs
    utility: Utility
    can: Capabilities
