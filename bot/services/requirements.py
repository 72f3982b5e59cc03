"""What an application needs, told all at once, out of `dictionaries/applications.toml`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

from bot.backends.application_kinds import About, Fact, Kind, Step, in_force, read_kinds
from bot.replies import joined
from bot.tariffs import Confidence

Part = Literal["papers", "steps", "time", "money"]

BY_THE_HALL: Final = "以营业厅答复为准"
ONLINE: Final = "网上国网App里提交，或到就近的供电营业厅，两处都行"

_MEASURE: Final = re.compile(r"(?<=[装办立开接换])(一?[个块只台套]|一下)")
"""装个电表 is 装电表."""
_BARE: Final = re.compile(r"原件|复印件|证明|安装|的|或|和|、")
_ABOUT: Final[dict[About, str]] = {
    "time": "时间",
    "cost": "费用",
    "pays": "谁出钱",
    "how": "怎么选",
}
_PART_ABOUT: Final[dict[Part, tuple[About, ...]]] = {"time": ("time",), "money": ("cost", "pays")}
_UNKNOWN_COST: Final = f"费用：收不收、收多少，{BY_THE_HALL}。"
_LARGE_KW: Final = 160
"""Above it a supply is not one of 380 V small firms any more (reference: domain.md 1.3)."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """Every kind that was ever in force."""

    kinds: tuple[Kind, ...]

    def on(self, day: date) -> tuple[Kind, ...]:
        """The kinds in force on a day: of two blocks the later one counts."""
        return tuple(in_force(self.kinds, day).values())

    def meant(self, text: str, capacity: str, day: date) -> tuple[Kind, ...]:
        """The kinds that words may mean, one where they are clear; empty where they name none.

        Args:
            text: the message, normalised.
            capacity: a power in it (`37kW`, `400kVA`), else empty.
            day: the day whose rules count.
        """
        kinds = self.on(day)
        said = _MEASURE.sub("", text.lower())
        longest = {k.key: max((len(n) for n in k.names if n in said), default=0) for k in kinds}
        best = max(longest.values(), default=0)
        if best:
            return tuple(kind for kind in kinds if longest[kind.key] == best)
        scores = {kind.key: _score(kind, said, capacity) for kind in kinds}
        best = max(scores.values(), default=0)
        return tuple(kind for kind in kinds if best and scores[kind.key] == best)

    def group(self, name: str, day: date) -> tuple[Kind, ...]:
        """The kinds of a group, in the file's order."""
        return tuple(kind for kind in self.on(day) if kind.group == name)

    def get(self, key: str, day: date) -> Kind | None:
        """One kind as it is on a day."""
        return next((kind for kind in self.on(day) if kind.key == key), None)


def load(path: Path) -> Requirements:
    """Read the file.

    Raises:
        msgspec.ValidationError: when it has another shape.
    """
    return Requirements(read_kinds(path))


def kind_text(kind: Kind) -> str:
    """Papers, steps, time, cost, who pays and where, with the documents behind them."""
    return joined(
        f"{kind.name}，一次给您说全：",
        needs(kind),
        f"在哪办：{ONLINE}。",
        _documents(kind),
    )


def needs(kind: Kind) -> str:
    """Papers, steps, time, cost and who pays."""
    hedge = _hedge(kind.papers_confidence)
    return joined(
        f"要带的{hedge}：",
        *_papers(kind),
        _steps(kind),
        *_facts(kind),
        "" if _says_money(kind) else _UNKNOWN_COST,
    )


def part(kind: Kind, wanted: Part) -> str:
    """One part alone, for a short question after the whole was told; empty where there is none."""
    if wanted == "papers":
        return joined(f"{kind.name}，要带的{_hedge(kind.papers_confidence)}：", *_papers(kind))
    if wanted == "steps":
        return f"{kind.name}，{_steps(kind)}"
    said = _facts(kind, _PART_ABOUT[wanted])
    if wanted == "time":
        return f"{kind.name}，{''.join(said) or _steps(kind)}"
    return joined(f"{kind.name}：", *(said or [_UNKNOWN_COST]))


def is_about(paper: str, text: str) -> bool:
    """Whether a message speaks of a paper of the list: two characters of it in a row."""
    bare = _BARE.sub("", paper)
    pairs = {bare[at : at + 2] for at in range(len(bare) - 1)}
    return any(pair in text for pair in pairs)


def _papers(kind: Kind) -> tuple[str, ...]:
    return tuple(f"· {paper}" for paper in kind.papers)


def _steps(kind: Kind) -> str:
    return f"步骤：{' → '.join(map(_step, kind.steps))}{_hedge(kind.confidence)}"


def _facts(kind: Kind, wanted: Collection[About] = tuple(_ABOUT)) -> list[str]:
    facts = [fact for fact in kind.facts if fact.about in wanted]
    by_subject = groupby(facts, key=lambda fact: fact.about)
    return [f"{_ABOUT[about]}：{''.join(map(_said, facts))}" for about, facts in by_subject]


def _said(fact: Fact) -> str:
    return f"{fact.say.removesuffix('。')}{_hedge(fact.confidence)}。"


def _score(kind: Kind, said: str, capacity: str) -> int:
    """How many words and hints a kind has in a message; 0 without any of its words."""
    words = sum(word in said for word in kind.words)
    if not words:
        return 0
    large = capacity.endswith("kVA") or (
        capacity.endswith("kW") and float(capacity.removesuffix("kW")) > _LARGE_KW
    )
    fits = bool(capacity) and large == (kind.voltage == "high")
    return words + sum(hint in said for hint in kind.hints) + fits


def _step(step: Step) -> str:
    return f"{step.name}（{step.limit_days}个工作日）" if step.limit_days else step.name


def _says_money(kind: Kind) -> bool:
    return any(fact.about in ("cost", "pays") for fact in kind.facts)


def _hedge(confidence: Confidence) -> str:
    return f"（{BY_THE_HALL}）" if confidence == "unverified" else ""


def _documents(kind: Kind) -> str:
    """What the sure parts rest on; where the rest was heard is in the data."""
    said = (
        (kind.document, kind.confidence),
        (kind.papers_document, kind.papers_confidence),
        *((fact.document, fact.confidence) for fact in kind.facts),
    )
    sure = dict.fromkeys(title for title, confidence in said if confidence != "unverified")
    return f"依据：{'；'.join(sure)}" if sure else ""
