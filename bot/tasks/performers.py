"""Which function performs which effect: the one place where a new effect is entered."""

from collections.abc import Mapping

from bot.effects import Effect, Push, RunOwed, Sms
from bot.tasks import delivering
from bot.tasks.work import Performer

PERFORMERS: Mapping[type[Effect], Performer] = {
    Push: delivering.push,
    RunOwed: delivering.run_owed,
    Sms: delivering.sms,
}
