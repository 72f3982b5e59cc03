"""The training utterances: `dictionaries/intents/<label>.txt`, grouped by writer."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.intents.labels import INTENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

_WRITER = "# writer:"
_LONGEST = 400
_TRAINED_FROM = ("intents/*.txt", "synonyms.txt", "words.txt")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One labelled text and who wrote it."""

    label: str
    text: str
    writer: str = ""


def load_corpus(dictionaries: Path) -> list[Utterance]:
    """Read all utterances; a broken line is named in a warning and left out."""
    out: list[Utterance] = []
    seen: dict[str, str] = {}
    for label in INTENTS:
        path = dictionaries / "intents" / f"{label}.txt"
        for number, utterance in _read_label(path, label):
            fault = _fault(utterance, seen)
            if fault:
                warn(path, number, fault)
                continue
            seen[utterance.text] = label
            out.append(utterance)
    return out


def _read_label(path: Path, label: str) -> Iterator[tuple[int, Utterance]]:
    writer = ""
    for number, line in lines_of(path):
        if line.startswith(_WRITER):
            writer = line.removeprefix(_WRITER).strip()
        elif line and not line.startswith("#"):
            yield number, Utterance(label, line, writer)


def _fault(utterance: Utterance, seen: dict[str, str]) -> str | None:
    if not utterance.writer:
        return "an utterance before the first '# writer:' line"
    if "\t" in utterance.text:
        return "a tab inside an utterance"
    if len(utterance.text) > _LONGEST:
        return f"an utterance longer than {_LONGEST} characters"
    if utterance.text in seen:
        return f"said before under {seen[utterance.text]}"
    return None


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line numbers and stripped lines; what is no UTF-8 is named in a warning."""
    if not path.is_file():
        return
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            yield number, raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            warn(path, number, "not UTF-8")


def warn(path: Path, number: int, fault: str) -> None:
    """Name a broken line of a dictionary by file and line."""
    log.warning(
        "dictionary_line_broken: %s:%d: %s",
        path,
        number,
        fault,
        extra={"file": str(path), "line": number, "fault": fault},
    )


def load_lists(path: Path) -> dict[str, list[str]]:
    """Read a file of `name: word word …` lines; a broken line is named in a warning."""
    out: dict[str, list[str]] = {}
    for number, line in lines_of(path):
        if not line or line.startswith("#"):
            continue
        name, colon, words = line.partition(":")
        if not colon or not name.strip() or not words.split():
            warn(path, number, "expected 'name: word word …'")
            continue
        out.setdefault(name.strip(), []).extend(words.split())
    return out


def file_utterances(dictionaries: Path, rows: list[Utterance]) -> int:
    """Append utterances to their label's file under their writer; return how many were new."""
    known = {row.text for row in load_corpus(dictionaries)}
    new: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.text not in known:
            known.add(row.text)
            new.setdefault((row.label, row.writer), []).append(row.text)
    for (label, writer), texts in new.items():
        _insert(dictionaries / "intents" / f"{label}.txt", writer, texts)
    return sum(map(len, new.values()))


def _insert(path: Path, writer: str, texts: list[str]) -> None:
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    header = f"{_WRITER} {writer}"
    if header in lines:
        at = lines.index(header) + 1
        while at < len(lines) and not lines[at].startswith(_WRITER):
            at += 1
        while not lines[at - 1]:
            at -= 1
    else:
        lines += ["", header] if lines else [header]
        at = len(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines[:at], *texts, *lines[at:]]) + "\n", "utf-8")


def read_rows(path: Path, writer: str = "") -> list[Utterance]:
    """Read a labelled file: JSONL with `text` and `label`, or `label<TAB>text` lines."""
    out: list[Utterance] = []
    for number, line in lines_of(path):
        row = _row(line, writer)
        if row is not None:
            out.append(row)
        elif line:
            warn(path, number, "expected a known label and a text")
    return out


def _row(line: str, writer: str) -> Utterance | None:
    if line.startswith("{"):
        try:
            raw = json.loads(line)
        except ValueError:
            return None
        label, text = str(raw.get("label", "")), raw.get("text")
    else:
        label, _, text = line.partition("\t")
    usable = label in INTENTS and isinstance(text, str) and text.strip()
    return Utterance(label, text.strip(), writer) if usable and isinstance(text, str) else None


def fingerprint(dictionaries: Path, salt: str) -> str:
    """Hash the files that training reads, with a salt for the code's own settings."""
    digest = hashlib.sha256(salt.encode())
    for pattern in _TRAINED_FROM:
        for path in sorted(dictionaries.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
