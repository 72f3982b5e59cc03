"""The steps of an application, out of the days on which they were done."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.backends.application_kinds import Kind
from bot.backends.requests import RequestStep

_COLUMNS: Final = {"申请受理": "accepted_done", "外部工程实施": "built"}
"""The first step and the customer's own; of the others the last one is `connected`."""


def steps_of(
    kind: Kind, accepted: date, days: Mapping[str, date | None], today: date
) -> tuple[tuple[RequestStep, ...], tuple[tuple[str, str], ...]]:
    """Lay out the steps of a kind.

    Args:
        kind: Names and limits of the steps.
        accepted: When the first step began.
        days: When steps were done, by column.
        today: The day of the data.

    Returns:
        The steps, and complaints: a field and what is wrong with it.
    """
    steps: list[RequestStep] = []
    complaints: list[tuple[str, str]] = []
    columns = [_column(kind, index) for index in range(len(kind.steps))]
    started: date | None = accepted
    for step, column in zip(kind.steps, columns, strict=True):
        done = days[column]
        if done and (started is None or done < started):
            complaints.append((column, "早于上一步，或者上一步还没有完成日期"))
        elif done and done > today:
            complaints.append((column, "在文件的数据时间之后"))
        steps.append(RequestStep(step.name, step.limit_days, started, done))
        started = done
    complaints += [
        (column, f"“{kind.name}”没有这一步")
        for column, day in days.items()
        if day and column not in columns
    ]
    if accepted > today:
        complaints.append(("accepted", "在文件的数据时间之后"))
    return tuple(steps), tuple(complaints)


def _column(kind: Kind, index: int) -> str:
    last = len(kind.steps) - 1
    return _COLUMNS.get(kind.steps[index].name, "connected" if index == last else "answered")
