"""Waking the worker, from the web server, a worker or a command."""

import pytest

from bot import tasks
from bot.parts import Parts


@pytest.mark.parametrize(("broker", "woken"), [("", []), ("memory://", [("perform", ("one",))])])
def test_a_worker_is_woken_where_there_is_a_broker(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    broker: str,
    woken: list[tuple[str, tuple[str]]],
) -> None:
    named = {"DATABASE_URL": environ["DATABASE_URL"], "CELERY_BROKER_URL": broker}
    tasks.configure(Parts(named, insist=()))
    sent: list[object] = []
    monkeypatch.setattr(tasks.celery, "send_task", lambda *words: sent.append(words))
    tasks.wake(["one"])
    assert sent == woken
