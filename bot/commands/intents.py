"""`flask --app app intents …`: training, matching, measuring and growing the understanding."""

import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from bot import settings
from bot.commands.desk import Desk
from bot.intents import artifact, corpus, training
from bot.intents.crossval import by_writer
from bot.intents.evaluation import Report, evaluate, summary, table
from bot.intents.explanation import explain
from bot.intents.labels import INTENTS
from bot.intents.understander import Understander, load
from bot.paths import DICTIONARIES
from bot.store import utterances

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def intents() -> None:
    """The understanding of residents' messages."""


@intents.command()
@click.option("--if-stale", is_flag=True, help="Only when a dictionary changed since.")
def train(*, if_stale: bool) -> None:
    """Train from dictionaries/ into MODEL_DIR."""
    fit = training.train_if_stale if if_stale else training.train
    report = fit(DICTIONARIES, settings.model_dir(os.environ))
    if report is None:
        click.echo("The understanding is up to date.", err=True)
    else:
        click.echo(json.dumps(asdict(report)))


@intents.command()
def match() -> None:
    """Answer JSONL {"text", "now"?} from stdin, a line a line, in order."""
    understander = _understander()
    for line in sys.stdin.buffer:
        answer = _answer(understander, line)
        click.echo(json.dumps(answer, ensure_ascii=False))
        sys.stdout.flush()


@intents.command(name="evaluate")
@click.argument("file", type=_FILE)
@click.option("--errors", default=0, help="Show up to so many errors.")
def evaluate_(file: Path, errors: int) -> None:
    """Measure on a labelled file (JSONL, or label<TAB>text), as one JSON object."""
    click.echo(json.dumps(summary(_report(file), errors), ensure_ascii=False))


@intents.command()
@click.argument("file", type=_FILE)
@click.option("--errors", default=1000, help="Show up to so many errors.")
def score(file: Path, errors: int) -> None:
    """Measure a batch before it joins, as a table, with every error to read."""
    click.echo(table(_report(file), errors))


@intents.command()
@click.argument("file", type=_FILE)
@click.option("--writer", required=True, help="The persona who wrote it.")
def join(file: Path, writer: str) -> None:
    """File a scored batch under its writer, without retraining."""
    added = corpus.file_utterances(DICTIONARIES, corpus.read_rows(file, writer))
    click.echo(f"{added} utterances joined under '{writer}'.")


@intents.command()
@click.argument("label", type=click.Choice(INTENTS))
@click.argument("text")
@click.option("--writer", required=True, help="Who says so, e.g. editors.")
def add(label: str, text: str, writer: str) -> None:
    """File one utterance and retrain."""
    row = corpus.Utterance(label, " ".join(text.split()), writer)
    if not corpus.file_utterances(DICTIONARIES, [row]):
        raise click.ClickException("That utterance is there already.")
    click.echo(json.dumps(asdict(_trained())))


@intents.command(name="explain")
@click.argument("text")
def explain_(text: str) -> None:
    """Show words, scores, rules and the features that decided."""
    click.echo(explain(_understander(), text))


@intents.command()
@click.option("--limit", default=100, show_default=True, help="The newest so many.")
@click.pass_obj
def review(desk: Desk, limit: int) -> None:
    """List unclear messages, masked, with what the resident then chose; one JSON object a line.

    File a good one with `intents add LABEL TEXT --writer editors`.
    """
    for utterance in utterances.newest(desk.database(), limit):
        row = asdict(utterance) | {"at": utterance.at.isoformat(timespec="minutes")}
        click.echo(json.dumps(row, ensure_ascii=False))


@intents.command()
@click.option("--errors", default=0, help="Show up to so many errors a writer.")
def crossval(errors: int) -> None:
    """Train on all writers but one and measure on that one, for each."""
    for writer, figures in by_writer(DICTIONARIES):
        click.echo(f"== {writer}\n{table(figures, errors)}\n")


def _trained() -> training.TrainingReport:
    try:
        return training.train(DICTIONARIES, settings.model_dir(os.environ))
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _report(file: Path) -> Report:
    rows = corpus.read_rows(file)
    if not rows:
        raise click.ClickException(f"{file} holds no labelled line.")
    return evaluate(_understander(), rows)


def _understander() -> Understander:
    try:
        return load(settings.model_dir(os.environ), DICTIONARIES)
    except artifact.ModelMissing as error:
        raise click.ClickException(str(error)) from error


def _answer(understander: Understander, line: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(line)
        text: str = raw["text"].strip()
        now = datetime.fromisoformat(raw["now"]) if raw.get("now") else datetime.now()  # noqa: DTZ005  # local wall time
        found = understander.understand(text, now.replace(tzinfo=None))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {"error": f'expected {{"text": …, "now"?: …}}: {error}'}
    return {
        "intent": found.intent,
        "score": found.score,
        "alternatives": msgspec.to_builtins(found.alternatives),
        "entities": [{"type": e.type, "value": e.value} for e in found.entities],
    }
