"""What goes wrong on the command line is one sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from support.postgres_server import Postgres

from bot import cli
from bot.parts import Parts


def run(*words: str) -> Result:
    app, made = Flask("commands"), []

    def parts_of(environ: Mapping[str, str], insist: tuple[str, ...]) -> Parts:
        made.append(Parts(environ, insist))
        return made[-1]

    cli.register(app, parts_of)
    done = app.test_cli_runner().invoke(args=words)
    for parts in made:
        parts.database.close()
    return done


COMMANDS = (
    ("demo", "show"),
    ("demo", "load", "--accounts", "30"),
    ("demo", "sms", "13800000000"),
    ("tickets", "list"),
    ("applications", "list"),
    ("accounts", "requests"),
    ("audit", "verify"),
    ("intents", "review"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_database_without_its_schema_is_one_sentence(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    refused(run(*words))


@pytest.mark.parametrize("words", [("demo", "show"), ("db", "upgrade")], ids=" ".join)
def test_no_database_is_one_sentence(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nonexistent/bot.db")
    refused(run(*words))


def test_the_same_on_postgresql(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres.url(postgres.create()))
    refused(run("demo", "show"))


def refused(done: Result) -> None:
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "{" not in done.stderr


def test_a_link_that_was_altered_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    refused(run("demo", "pay", "http://bot.example/pages/pay/x.y.z"))
