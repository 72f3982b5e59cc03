"""`inbox check` and `inbox load` on the command line."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from bot.backends.file.inbox import Inbox
from bot.backends.file.loading import Outcome
from bot.commands.desk import Desk

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def inbox() -> None:
    """Files of the utility's data (BACKEND=file)."""


@inbox.command("check")
@_FILE
@click.pass_obj
def check_command(desk: Desk, file: Path) -> None:
    """Say what is wrong with FILE; nothing of it is kept."""
    _tell(_inbox(desk).check(file, _progress(file)))


@inbox.command("load")
@_FILE
@click.pass_obj
def load_command(desk: Desk, file: Path) -> None:
    """Take FILE in now; it stays where it is."""
    _tell(_inbox(desk).load(file, _progress(file)))


def _inbox(desk: Desk) -> Inbox:
    parts = desk.parts("DATABASE_URL")
    if parts.settings.backend != "file":
        click.echo("Files are taken in with BACKEND=file only.", err=True)
        sys.exit(2)
    return parts.inbox


def _progress(file: Path) -> Callable[[int], None]:
    def tell(rows: int) -> None:
        click.echo(f"\r{file.name}: {rows} rows", err=True, nl=False)

    return tell


def _tell(outcome: Outcome) -> None:
    for line in _lines(outcome):
        click.echo(json.dumps(line, ensure_ascii=False))
    if outcome.state == "rejected":
        sys.exit(1)


def _lines(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for fault in outcome.faults:
        yield {"row": fault.row or None, "column": fault.column or None, "error": fault.said}
    yield {
        "file": outcome.name,
        "state": outcome.state,
        "kind": outcome.kind or None,
        "as_of": outcome.as_of and outcome.as_of.isoformat(timespec="minutes"),
        "rows": outcome.rows,
        "errors": outcome.fault_count,
        "notes": list(outcome.notes),
    }
