"""Why a text was understood as it was: words, rules, and each word's pull."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intents.labels import INTENTS
from bot.intents.normalise import fold

if TYPE_CHECKING:
    from bot.intents.understander import Understander

_SHOWN = 12


def explain(understander: Understander, text: str) -> str:
    """Write down what the understander saw in a text."""
    cleaned = understander.extractor.clean(text)
    words = understander.extractor.cutter.cut(fold(cleaned))
    command = understander.commands.find(cleaned)
    rules = [rule.name for rule in understander.rules if rule.sees(cleaned)]
    ranked = understander.rank(cleaned, command)
    lines = [
        f"text     {cleaned}",
        f"words    {' / '.join(words)}",
        f"classes  {' '.join(understander.extractor.synonyms.get(w, '-') for w in words)}",
        f"command  {command or '-'}",
        f"danger   {', '.join(rules) or '-'}",
        f"intents  {', '.join(f'{s.intent} {s.score:.2f}' for s in ranked)}",
        f"pulls    toward {ranked[0].intent}, by leaving each word out:",
    ]
    return "\n".join([*lines, *_pulls(understander, words, ranked[0].intent)])


def _pulls(understander: Understander, words: list[str], intent: str) -> list[str]:
    column = INTENTS.index(intent)
    whole = _margin(understander, "".join(words), column)
    pulls = [
        (whole - _margin(understander, "".join(words[:i] + words[i + 1 :]), column), word)
        for i, word in enumerate(words)
    ]
    pulls.sort(key=lambda pull: -abs(pull[0]))
    return [f"  {pull:+.2f}  {word}" for pull, word in pulls[:_SHOWN]]


def _margin(understander: Understander, text: str, column: int) -> float:
    return float(understander.classifier.margins(understander.extractor.blocks(text), text)[column])
