"""The word lists of ``dictionaries/entities``, read once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import MappingProxyType

_WORD = re.compile(r"[\w%:-]+(?:=[\w,-]+)?")
_Tree = dict[str, "_Tree"]
_FEW = 4
"""So few ways are tried one by one; more are worth a look at the character first."""
_SECTION = re.compile(r"\[(\w+)\]")


class LexiconError(ValueError):
    """A word list that the finders need is not there."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by list, ``"file.section"`` → words in the order of the file.

    Attributes:
        lists: The word lists.
        places: Names of the service area (villages, communities, streets).
        simplified: Translation table from traditional to simplified characters, one to one.
        problems: What could not be read, as ``file:line: what``; the rest works.
    """

    lists: Mapping[str, tuple[str, ...]]
    places: frozenset[str] = frozenset()
    simplified: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[str, ...] = ()

    @classmethod
    def load(
        cls,
        folder: Path,
        places: Iterable[str] = (),
        simplified: Iterable[tuple[int, int]] = (),
    ) -> "Lexicon":
        """Read every list under ``folder``.

        Args:
            folder: The folder of the ``*.txt`` lists.
            places: Names of the service area; they strengthen the finding of addresses.
            simplified: Traditional and simplified characters, as code points.

        Returns:
            The lexicon; unreadable words are left out and named in ``problems``.
        """
        lists: dict[str, list[str]] = {}
        problems: list[str] = []
        for path in sorted(folder.glob("*.txt")):
            for key, word in _words(path, problems):
                lists.setdefault(key, []).append(word)
        return cls(
            lists=MappingProxyType({key: tuple(dict.fromkeys(w)) for key, w in lists.items()}),
            places=frozenset(place for place in places if len(place) > 1),
            simplified=MappingProxyType({old: chr(new) for old, new in simplified}),
            problems=tuple(problems),
        )

    def words(self, *keys: str) -> tuple[str, ...]:
        """The words of one or more lists.

        Args:
            keys: Names as ``"file.section"``.

        Raises:
            LexiconError: A list is missing or empty.
        """
        missing = [key for key in keys if not self.lists.get(key)]
        if missing:
            raise LexiconError(f"The word list {', '.join(missing)} is missing or empty.")
        return tuple(chain.from_iterable(self.lists[key] for key in keys))

    def pairs(self, key: str) -> dict[str, str]:
        """A list of ``word=value`` as a mapping; of a word said twice the last counts."""
        return dict(entry.partition("=")[::2] for entry in self.words(key))

    def choice(self, *keys: str) -> str:
        """A regular expression that matches any word of the lists, longest first."""
        return alternatives(self.words(*keys))


def any_char(chars: Iterable[str]) -> re.Pattern[str]:
    """One of the characters; searching for it is the cheapest look into a text there is."""
    return re.compile(f"[{''.join(sorted(map(re.escape, set(chars))))}]")


def beginnings(words: Iterable[str]) -> str:
    """A look ahead whether one of ``words`` may begin: far cheaper than to try them all."""
    many = [*words]
    singles = "".join(sorted({re.escape(word) for word in many if len(word) == 1}))
    firsts, seconds = (
        "".join(sorted({re.escape(word[at]) for word in many if len(word) > 1})) for at in (0, 1)
    )
    pair = f"[{firsts}][{seconds}]"
    return f"(?=[{singles}]|{pair})" if singles else f"(?={pair})"


def alternatives(words: Iterable[str]) -> str:
    """A regular expression, not capturing, that matches the longest of ``words`` at a place.

    Thousands of words cost little: common beginnings are tried once.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return f"(?:{_branch(tree)})" if tree else ""


def _branch(tree: _Tree) -> str:
    """The expression of a tree of characters; ``""`` marks where a word may end."""
    heads = sorted(char for char in tree if char)
    if not heads:
        return ""
    leaves = [char for char in heads if tree[char].keys() == {""}]
    ways = [re.escape(char) + _branch(tree[char]) for char in heads if char not in leaves]
    ways += [_any_of(leaves)] if leaves else []
    body = ways[0]
    if len(ways) > 1:
        ahead = f"(?={_any_of(heads)})" if len(ways) > _FEW else ""
        body = f"{ahead}(?:{'|'.join(ways)})"
    return f"(?:{body})?" if "" in tree else body


def _any_of(chars: list[str]) -> str:
    return f"[{''.join(map(re.escape, chars))}]" if len(chars) > 1 else re.escape(chars[0])


def _words(path: Path, problems: list[str]) -> Iterator[tuple[str, str]]:
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if header := _SECTION.fullmatch(line.strip()):
            section = header[1]
            continue
        for word in line.split():
            if section and _WORD.fullmatch(word):
                yield f"{path.stem}.{section}", word
            else:
                problems.append(f"{path.name}:{number}: {word!r} is no word of a list")
