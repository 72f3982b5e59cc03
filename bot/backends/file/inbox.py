"""The folder that a clerk drops files into, and what becomes of them there."""

import fcntl
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bot.backends.file.checking import Progress
from bot.backends.file.faults import MAX_FAULTS, Fault
from bot.backends.file.loading import Loading, Outcome
from bot.backends.file.schema import Schema
from bot.clock import SHANGHAI, Clock
from bot.database import Database
from bot.errors import BotError

QUIET_FOR: Final = timedelta(seconds=20)
"""A file that was written to more lately may still be on its way."""
DONE, REJECTED = "done", "rejected"
_DAY: Final = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"
_UNFINISHED: Final = (".tmp", ".part", ".crdownload", ".filepart")
_NOT_FILES: Final = (".", "~$")
_ERRORS: Final = ".errors.txt"

log = logging.getLogger(__name__)


class Inbox:
    """Files waiting in a folder.

    Those that were taken go to `done/`, the others to `rejected/`, into a folder of the day.
    """

    def __init__(self, folder: Path, schema: Schema, loading: Loading, clock: Clock) -> None:
        """Keep where files come from; nothing is opened yet.

        Args:
            folder: `DATA_DIR/inbox`; made where it is not there.
            schema: Tells in which order kinds are taken.
            loading: Takes a file in.
            clock: Local wall time.
        """
        self._folder = folder
        self._order = list(schema.kinds)
        self._schema = schema
        self._loading = loading
        self._clock = clock

    @classmethod
    def of(cls, folder: Path, dictionaries: Path, database: Database, clock: Clock) -> "Inbox":
        """The inbox whose columns and kinds of applications are described in `dictionaries`."""
        schema = Schema.load(dictionaries / "inbox.yaml")
        loading = Loading(database, clock, schema, dictionaries / "applications.toml")
        return cls(folder, schema, loading, clock)

    def take(self) -> list[Outcome]:
        """Take in every file that waits; none where another process is at it.

        Raises:
            StoreAway: the database does not answer; the files stay where they are.
        """
        with self._alone(is_waiting=False) as is_mine:
            if not is_mine:
                return []
            return [self._taken(path) for path in self._waiting()]

    def check(self, path: Path, progress: Progress) -> Outcome:
        """Say what would become of a file, wherever it lies."""
        with self._alone(is_waiting=True):
            return self._loading.check(path, progress)

    def load(self, path: Path, progress: Progress) -> Outcome:
        """Take in a file from wherever it lies; it stays there."""
        with self._alone(is_waiting=True):
            return self._loading.load(path, progress)

    def prune(self, keep_days: int) -> None:
        """Delete what was put away more than so many days ago: it holds personal data."""
        first = self._clock().date() - timedelta(days=keep_days)
        with self._alone(is_waiting=False) as is_mine:
            old = [day for day in self._days() if date.fromisoformat(day.name) < first]
            for day in old if is_mine else ():
                shutil.rmtree(day)
                log.info("inbox_pruned", extra={"day": day.name})

    def _days(self) -> Iterator[Path]:
        """The folders of days, of taken files and of rejected ones."""
        yield from self._folder.glob(f"{DONE}/{_DAY}")
        yield from self._folder.glob(f"{REJECTED}/{_DAY}")

    def _taken(self, path: Path) -> Outcome:
        outcome = self._outcome(path)
        is_rejected = outcome.state == "rejected"
        today = self._clock().date().isoformat()
        moved = _moved(path, self._folder / (REJECTED if is_rejected else DONE) / today)
        if is_rejected:
            moved.with_name(moved.name + _ERRORS).write_text(faults_text(outcome), "utf-8-sig")
        ids = {"kind": outcome.kind, "state": outcome.state, "rows": outcome.rows}
        ids |= {"faults": outcome.fault_count}
        log.log(logging.WARNING if is_rejected else logging.INFO, "inbox_file", extra=ids)
        return outcome

    def _outcome(self, path: Path) -> Outcome:
        try:
            return self._loading.load(path, lambda _: None)
        except BotError:
            raise
        except Exception as error:  # one file must not hold up the others for ever
            log.exception("inbox_file_failed", extra={"suffix": path.suffix})
            fault = Fault(f"程序读这个文件时出错了（{type(error).__name__}），请交给系统管理员")
            return Outcome(path.name, "rejected", faults=(fault,), fault_count=1)

    def _waiting(self) -> list[Path]:
        before = (self._clock() - QUIET_FOR).replace(tzinfo=SHANGHAI).timestamp()
        waiting = [
            path
            for path in self._folder.iterdir()
            if path.is_file()
            and not path.name.startswith(_NOT_FILES)
            and path.suffix.lower() not in _UNFINISHED
            and path.stat().st_mtime <= before
        ]
        return sorted(waiting, key=self._place)

    def _place(self, path: Path) -> tuple[int, str]:
        kind = self._schema.kind_of(path.name)
        return (self._order.index(kind) if kind else len(self._order), path.name)

    @contextmanager
    def _alone(self, *, is_waiting: bool) -> Iterator[bool]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if is_waiting else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True


def faults_text(outcome: Outcome) -> str:
    """The faults of a file as the clerk reads them, a line each."""
    lines = [f"{outcome.name}一行也没有导入。请改好以下{outcome.fault_count}处，再放一次：", ""]
    lines += map(str, outcome.faults)
    if outcome.fault_count > len(outcome.faults):
        lines.append(f"（只列出前{MAX_FAULTS}处）")
    lines += ["", *outcome.notes] if outcome.notes else []
    return "\r\n".join(lines) + "\r\n"


def _moved(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}.{number}{path.suffix}"
    return path.rename(target)
