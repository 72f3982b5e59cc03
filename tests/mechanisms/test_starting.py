"""What keeps a process from starting is one sentence and exit code 2, for each of the three."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.talk import Talk
from support.web import WebServer

from bot.paths import ROOT

PROCESSES = {
    "web": ("gunicorn", "--bind", "127.0.0.1:0", "app:create_app()"),
    "worker": ("celery", "-A", "bot.tasks", "worker"),
    "scheduler": ("celery", "-A", "bot.tasks", "beat", "--pidfile", ""),
}


def ended(name: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name(PROCESSES[name][0]), *PROCESSES[name][1:]],
        cwd=ROOT,
        env=environ | {"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", PROCESSES)
def test_an_incomplete_environment_is_one_sentence(name: str, environ: dict[str, str]) -> None:
    del environ["WECHAT_APP_ID"]
    refused = ended(name, environ | {"WECHAT_AES_KEY": "short", "SECRET_KEY": ""})
    assert refused.returncode == 2
    (sentence,) = [line for line in refused.stderr.splitlines() if "Environment" in line]
    for fault in ("WECHAT_APP_ID is not set", "SECRET_KEY is not set", "WECHAT_AES_KEY must be 43"):
        assert fault in sentence
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("name", PROCESSES)
def test_without_a_model_the_sentence_names_the_command(
    name: str, environ: dict[str, str], tmp_path: Path
) -> None:
    refused = ended(name, environ | {"MODEL_DIR": str(tmp_path / "nowhere")})
    assert refused.returncode == 2
    assert refused.stderr.count("flask --app app intents train") == 1
    assert "Traceback" not in refused.stderr


def test_the_web_server_starts_while_the_database_is_away(
    environ: dict[str, str], talk: Talk
) -> None:
    server = WebServer(environ | {"DATABASE_URL": "sqlite:////nonexistent/bot.db"}, workers=1)
    try:
        server.wait_until_ready()
        body, query = talk.envelope({"MsgType": "text", "MsgId": "7", "Content": "电线掉下来了"})
        status, answer = server.post(query, body)
    finally:
        server.stop()
    assert status == 200
    assert "远离" in talk.opened(answer)


def test_the_worker_starts_by_its_command(environ: dict[str, str]) -> None:
    worker = subprocess.Popen(
        [
            Path(sys.executable).with_name("celery"),
            *PROCESSES["worker"][1:],
            *("--pool", "threads", "--loglevel", "INFO"),
        ],
        cwd=ROOT,
        env=environ | {"PATH": "/usr/bin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stderr is not None
    told = []
    for line in worker.stderr:
        told.append(line)
        if "ready" in line:
            break
    worker.terminate()
    assert worker.wait(20) == 0, "".join(told)
    worker.stderr.close()
