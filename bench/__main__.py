"""Runs the bench and prints ratios; see `bench/__init__.py`."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import load, server, understanding
from bench.server import Server
from bot import embedded

ROUNDS = 15
"""Of these the cheapest counts: what else the machine does only adds to a round."""
MESSAGES = 400
RATE_A_SECOND = 50
RATE_MESSAGES = 1000
PORTS = {"bot": 8951, "tutorial": 8952, "bare": 8953}
TARGETS = {
    "bot": "app:create_app()",
    "tutorial": "bench.tutorial:create_app()",
    "bare": "bench.bare:create_app()",
}


def main() -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        redis = embedded.start(Path(folder) / "redis", keep=False)
        try:
            _run(_environ(Path(folder), redis.url))
        finally:
            redis.stop()


def _environ(folder: Path, redis_url: str) -> dict[str, str]:
    return os.environ | {
        "WECHAT_APP_ID": "wx_bench",
        "WECHAT_APP_SECRET": "s" * 32,
        "WECHAT_TOKEN": "t" * 32,
        "WECHAT_AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        "WECHAT_API_BASE": "http://127.0.0.1:9",
        "REDIS_URL": redis_url,
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "SECRET_KEY": "k" * 40,
        "PUBLIC_URL": "http://127.0.0.1",
        "DATA_DIR": str(folder),
    }


def _run(environ: Mapping[str, str]) -> None:
    for command in (("db", "upgrade"), ("demo", "load")):
        flask = [sys.executable, "-m", "flask", "--app", "app", *command]
        subprocess.run(flask, env=dict(environ), check=True, capture_output=True)
    servers = {name: _started(name, environ) for name in TARGETS}
    try:
        _warm(servers, environ)
        _print_costs(_rounds(servers, environ), servers)
        _print_latency(servers["bot"], environ)
        _print_stations(servers["bot"].log)
    finally:
        for running in servers.values():
            running.stop()
    understanding.report()


def _started(name: str, environ: Mapping[str, str]) -> Server:
    return server.start(name, TARGETS[name], PORTS[name], environ, _messages(1, environ)[0])


def _messages(count: int, environ: Mapping[str, str]) -> list[server.Probe]:
    names = ("WECHAT_TOKEN", "WECHAT_AES_KEY", "WECHAT_APP_ID")
    return load.probes(count, *(environ[name] for name in names))


def _warm(servers: Mapping[str, Server], environ: Mapping[str, str]) -> None:
    for running in servers.values():
        load.one_by_one(running.port, _messages(MESSAGES, environ))


def _rounds(servers: Mapping[str, Server], environ: Mapping[str, str]) -> dict[str, list[float]]:
    """CPU microseconds a message, in alternating rounds."""
    costs: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, running in servers.items():
            messages = _messages(MESSAGES, environ)
            before_s = running.cpu_s()
            load.one_by_one(running.port, messages)
            costs[name].append((running.cpu_s() - before_s) / MESSAGES * 1e6)
    return costs


def _print_costs(costs: Mapping[str, list[float]], servers: Mapping[str, Server]) -> None:
    tutorial_us = min(costs["tutorial"])
    tutorial_mb = servers["tutorial"].memory_mb()
    print(f"{'':10}{'CPU a message':>16}{'ratio':>8}{'memory':>12}{'ratio':>8}{'start':>9}")
    for name, running in servers.items():
        cpu_us, memory_mb = min(costs[name]), running.memory_mb()
        print(
            f"{name:10}{cpu_us:>13.0f} µs{cpu_us / tutorial_us:>8.2f}"
            f"{memory_mb:>9.0f} MB{memory_mb / tutorial_mb:>8.2f}{running.started_s:>7.1f} s"
        )


def _print_latency(running: Server, environ: Mapping[str, str]) -> None:
    latencies_s = sorted(
        load.at_rate(running.port, _messages(RATE_MESSAGES, environ), RATE_A_SECOND)
    )
    p50_ms, p99_ms = (latencies_s[int(len(latencies_s) * q)] * 1000 for q in (0.5, 0.99))
    print(f"\nat {RATE_A_SECOND} messages a second: p50 {p50_ms:.1f} ms, p99 {p99_ms:.1f} ms")


def _print_stations(log: Path) -> None:
    """Wall time of each station, from the bot's own log lines."""
    times: dict[str, list[float]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        record = json.loads(line) if line.startswith("{") else {}
        for station, passed_ms in record.get("stations_ms", {}).items():
            times.setdefault(station, []).append(passed_ms)
    print("\nstation      median      p99")
    for station, all_ms in times.items():
        ordered = sorted(all_ms)
        p99_ms = ordered[int(len(ordered) * 0.99)]
        print(f"{station:12}{statistics.median(ordered):>6.3f} ms{p99_ms:>7.3f} ms")


if __name__ == "__main__":
    main()
