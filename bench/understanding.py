"""Station 4 alone, on one core: time of a message with entities, load time, memory."""

import os
import resource
import statistics
import time
from datetime import datetime
from pathlib import Path

from bench.load import TEXTS
from bot.intents import load

ROUNDS = 300
NOW = datetime(2026, 11, 24, 20, 15)  # noqa: DTZ001  # local wall time in Asia/Shanghai


def report() -> None:
    """Measure and print."""
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began_s = time.perf_counter()
    understander = load(Path(os.environ.get("MODEL_DIR", "var/model")), Path("dictionaries"))
    load_s = time.perf_counter() - began_s
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    for text in TEXTS:
        understander.understand(text, NOW)
    times_ms = []
    for n in range(ROUNDS * len(TEXTS)):
        understander.forget()  # every message is new
        began_s = time.perf_counter()
        understander.understand(TEXTS[n % len(TEXTS)], NOW)
        times_ms.append((time.perf_counter() - began_s) * 1000)
    times_ms.sort()
    print(
        f"\nunderstanding: median {statistics.median(times_ms):.3f} ms, "
        f"p99 {times_ms[int(len(times_ms) * 0.99)]:.3f} ms; "
        f"load {load_s:.2f} s, {grown_mb:.0f} MB"
    )
