"""Who is called when a ticket opens, and what a person on duty does with tickets and outages."""

from bot.dispatch.base import Dispatch
from bot.dispatch.embedded import EmbeddedDispatch, uncalled

__all__ = ["Dispatch", "EmbeddedDispatch", "uncalled"]
