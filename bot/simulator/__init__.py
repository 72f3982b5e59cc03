"""A phone in the browser and a stand-in for the platform's API; development only.

The phones talk to the real `/wechat` by HTTP with real signatures, and the bot calls the stand-in
under `/simulator/platform` as it calls the platform. Nothing here is mocked but the platform.
"""

from flask import Blueprint

from bot.simulator.conversation import Conversation
from bot.simulator.deliveries import Deliveries
from bot.simulator.parts import SimulatorParts, SmsSeen
from bot.simulator.platform import platform
from bot.simulator.views import Views
from bot.simulator.watcher import Watcher
from bot.simulator.wire import Wire
from bot.simulator.world import World

__all__ = ["SimulatorParts", "SmsSeen", "Watcher", "blueprint"]


def blueprint(parts: SimulatorParts) -> Blueprint:
    """`/simulator`: the page, its JSON calls and `/simulator/platform`, the platform's stand-in."""
    routes = Blueprint(
        "simulator",
        __name__,
        url_prefix="/simulator",
        static_folder="static",
        template_folder="templates",
    )
    world = World.of(parts.redis, parts.app_id, parts.clock_s)
    wire = Wire(parts.app_id, parts.token, parts.aes_key, parts.clock_s)
    conversation = Conversation(world, Deliveries(wire), parts.clock_s)
    Views(parts, world, conversation).register(routes)
    routes.register_blueprint(platform(world, parts.app_id))
    return routes
