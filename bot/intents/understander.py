"""From a message to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from bot.intents import artifact
from bot.intents.classifier import Classifier
from bot.intents.commands import Commands
from bot.intents.danger import DangerRule, load_rules
from bot.intents.entities.entity import CLAIMED, mask
from bot.intents.features import Extractor
from bot.intents.labels import INTENTS
from bot.intents.recent import Recent
from bot.intents.understanding import DANGER, Scored, Understanding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.intents.classifier import Floats
    from bot.intents.entities import Entity, EntityExtractor

_ALTERNATIVES = 3
_SURE = 0.99
_DANGEROUS, _OTHER = "emergency", "out_of_scope"
_EMERGENCY = INTENTS.index(_DANGEROUS)
_PARTICULARS = frozenset({"account_no", "address", "name", "phone"})
_HIDING = frozenset({"account_no", "address", "phone"})
_TELLS, _SURELY_OTHER = 0.45, 0.999
_CALLED = re.compile(
    rf"(?:联系|我的|户主)?(?:电话|手机|号码|地址|地点|位置|姓名|名字|户号)[号码是为:：,，\s]*(?={CLAIMED})"
)
_SAYS = re.compile(r"\w.*\w")
_Read = tuple["str | None", tuple[Scored, ...]]
"""The global word that a text is, and its intents, likeliest first."""
_COMMAND_INTENTS = {"human": "human_agent", "help": "help"}
_NUMBER_INTENTS = (
    (re.compile(r"[^\w]*[bB][xX][\s-]?\d{8}[\s-]?\d{4}\W*"), "repair_progress"),
    (re.compile(r"[^\w]*[sS][qQ][\s-]?\d{8}[\s-]?\d{4}\W*"), "application_status"),
)


@dataclass(frozen=True, slots=True)
class Understander:
    """Reads messages; safe to share between threads.

    Attributes:
        extractor: Cleans a text and finds its features.
        classifier: The trained model.
        rules: See danger.
        commands: Find a global word.
        entities: Finds numbers, times, places; None leaves them out.
        recent: What short messages were read as.
    """

    extractor: Extractor
    classifier: Classifier
    rules: tuple[DangerRule, ...]
    commands: Commands
    entities: EntityExtractor | None
    recent: Recent[_Read] = field(default_factory=Recent, compare=False)

    def understand(self, text: str, now: datetime) -> Understanding:
        """Understand one message, whatever it holds.

        Args:
            text: As the resident sent it; what lies beyond `normalise.MAX_CHARS` is not read.
            now: The local wall time that 昨天, 上个月 … count from.
        """
        cleaned = self.extractor.clean(text)
        command, ranked = self._read(cleaned)
        entities = self.entities.extract(text, now) if self.entities else ()
        ranked = self._surer(cleaned, entities, ranked)
        return Understanding(
            intent=ranked[0].intent,
            score=ranked[0].score,
            alternatives=ranked[1:],
            entities=entities,
            text=cleaned,
            command=command,
        )

    def forget(self) -> None:
        """Forget what short messages were read as."""
        self.recent.forget()
        if self.entities:
            self.entities.timeless.forget()

    def _surer(
        self, cleaned: str, entities: tuple[Entity, ...], ranked: tuple[Scored, ...]
    ) -> tuple[Scored, ...]:
        """Read again without whose, where and which number it is, where that hides the wish.

        和平路3号 15412345678 没电 is 没电 of somebody; danger stays danger.
        """
        told = [entity for entity in entities if entity.type in _PARTICULARS]
        first = ranked[0]
        sure = {_DANGEROUS: _TELLS, _OTHER: _SURELY_OTHER}.get(first.intent, _SURE)
        if first.score >= sure or not any(entity.type in _HIDING for entity in told):
            return ranked
        spans = [(entity.start, entity.end) for entity in told]
        bare = _CALLED.sub("", mask(cleaned, spans)).replace(CLAIMED, "")
        if not _SAYS.search(bare):
            return ranked
        _, again = self._read(bare)
        return again if first.intent == _DANGEROUS else max(ranked, again, key=_tells)

    def _read(self, cleaned: str) -> _Read:
        known = self.recent.get(cleaned)
        if known is not None:
            return known
        command = self.commands.find(cleaned)
        return self.recent.keep(cleaned, (command, self.rank(cleaned, command)))

    def rank(self, cleaned: str, command: str | None = None) -> tuple[Scored, ...]:
        """Return the likeliest intent and its runners-up, best first."""
        margins = self.classifier.margins(self.extractor.blocks(cleaned), cleaned)
        scores = self.classifier.probabilities(margins)
        sure = self.ruled(cleaned, command)
        if sure is not None:
            scores = _forced(scores, INTENTS.index(sure))
        best = order(scores)[: _ALTERNATIVES + 1]
        return tuple(Scored(INTENTS[i], round(float(scores[i]), 4)) for i in best)

    def ruled(self, cleaned: str, command: str | None = None) -> str | None:
        """Return the intent that a rule is sure of, or None."""
        if command in _COMMAND_INTENTS:
            return _COMMAND_INTENTS[command]
        if any(rule.sees(cleaned) for rule in self.rules):
            return _DANGEROUS
        if any(rule.calms(cleaned) for rule in self.rules):
            return "repair_report"
        return next((name for form, name in _NUMBER_INTENTS if form.fullmatch(cleaned)), None)


def order(scores: Floats) -> list[int]:
    """Return the intents' numbers, best first; likely danger leads, as a miss costs most."""
    out: list[int] = np.argsort(-scores, kind="stable").tolist()
    danger = scores[_EMERGENCY] >= DANGER
    return sorted(out, key=lambda number: number != _EMERGENCY) if danger else out


def _tells(ranked: tuple[Scored, ...]) -> tuple[bool, float]:
    """How much a reading tells: a wish of ours more than none, then the surer one."""
    return ranked[0].intent != _OTHER and ranked[0].score >= _TELLS, ranked[0].score


def _forced(scores: Floats, index: int) -> Floats:
    rest = np.delete(scores, index).sum()
    out = scores * np.float32((1 - _SURE) / max(rest, 1e-9))
    out[index] = _SURE
    return out


def load(model_dir: Path, dictionaries: Path, places: Iterable[str] = ()) -> Understander:
    """Load the trained artifact and the rules; nothing is trained.

    From here on the process computes on one thread a message: its matrices are so small that more
    threads only wait for each other, ten times as long as the work takes.

    Args:
        model_dir: `MODEL_DIR`.
        dictionaries: The folder of that name.
        places: More place names of the service area, from the power company's own data.

    Raises:
        ModelMissing: Nothing was trained into `model_dir`; the message names the command.
    """
    from bot.intents.entities import EntityExtractor, Lexicon

    threadpool_limits(1, "blas")
    model = artifact.read(model_dir)
    lexicon = Lexicon.load(dictionaries / "entities", places, model.tables["simplify"])
    return assemble(model, dictionaries, EntityExtractor(lexicon))


def assemble(
    model: artifact.Artifact, dictionaries: Path, entities: EntityExtractor | None = None
) -> Understander:
    """Put an understander together from an artifact, on disk or just built."""
    return Understander(
        extractor=Extractor.of(model.tables, model.syllables),
        classifier=Classifier(model),
        rules=load_rules(dictionaries / "danger.txt"),
        commands=Commands.load(dictionaries / "commands.txt"),
        entities=entities,
    )
