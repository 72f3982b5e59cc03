import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from support.demo_loader import NOW
from support.demo_writers import open_tickets


def test_writers_in_several_processes_get_different_numbers(demo_url: str) -> None:
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=spawned) as pool:
        runs = [pool.submit(open_tickets, demo_url, writer, 20, NOW) for writer in range(3)]
        numbers = sorted(number for run in runs for number in run.result())
    assert numbers == [f"BX20261124{number:04d}" for number in range(1, 61)]
