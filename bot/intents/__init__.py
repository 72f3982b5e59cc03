"""Understanding: pure functions over `dictionaries/` and the artifact trained from them."""

from bot.intents.artifact import ModelMissing
from bot.intents.evaluation import Report, evaluate
from bot.intents.labels import INTENTS, Intent
from bot.intents.training import TrainingReport, stale, train
from bot.intents.understander import Understander, load
from bot.intents.understanding import DARK, Scored, Understand, Understanding

__all__ = [
    "DARK",
    "INTENTS",
    "Intent",
    "ModelMissing",
    "Report",
    "Scored",
    "TrainingReport",
    "Understand",
    "Understander",
    "Understanding",
    "evaluate",
    "load",
    "stale",
    "train",
]
