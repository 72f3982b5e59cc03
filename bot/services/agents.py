"""Human agents: whether one is online to take a resident."""

from collections.abc import Callable
from dataclasses import dataclass

from pybreaker import CircuitBreaker, CircuitBreakerError

from bot.clock import Deadline
from bot.wechat.capabilities import Capabilities
from bot.wechat.errors import ApiError

Online = Callable[[float], list[str]]
"""Names the agents that are online; the argument is the timeout in seconds."""

ASK_S = 1.5
FAILURES = 2
ASK_AGAIN_S = 20


def circuit() -> CircuitBreaker:
    """Spares residents the wait for a platform that has just failed to answer."""
    return CircuitBreaker(fail_max=FAILURES, reset_timeout=ASK_AGAIN_S)


@dataclass(frozen=True, slots=True)
class Agents:
    """Asks the platform, within the turn's time."""

    online: Online
    can: Capabilities
    deadline: Deadline
    breaker: CircuitBreaker

    def available(self) -> bool:
        """Whether a transfer would reach somebody: handing over to nobody strands the resident."""
        if not (self.can.transfer and self.can.agents):
            return False
        try:
            return bool(self.breaker.call(self.online, self.deadline.left_s(ASK_S)))
        except (ApiError, CircuitBreakerError):
            return False
