"""The time of a file's data: as its name says, else when it was last written."""

import re
from datetime import datetime, time
from pathlib import Path
from typing import Final

from bot.backends.file.faults import Fault, Unreadable
from bot.clock import SHANGHAI

_STAMP: Final = re.compile(r"(?<!\d)(20\d{6})(?:[-_ T]?([0-2]\d[0-5]\d))?(?!\d)")
_LAST_MINUTE: Final = time(23, 59)


def as_of(path: Path, now: datetime) -> datetime:
    """The local moment that a file's data is of.

    `bills-20261124-0800.csv` is of that minute. With a day alone it is the moment of writing if
    that was on that day, else the day's end.

    Raises:
        Unreadable: its name says no date, or one that is not yet.
    """
    written = min(_written(path), now)
    stamp = _STAMP.search(path.stem)
    if stamp is None:
        return written
    try:
        day = datetime.strptime(stamp[1] + (stamp[2] or "0000"), "%Y%m%d%H%M")  # noqa: DTZ007  # local wall time
    except ValueError:
        raise Unreadable(Fault(f"文件名里的{stamp[0]}不是日期")) from None
    if day > now:
        raise Unreadable(Fault(f"文件名里的数据时间{stamp[0]}还没有到"))
    if stamp[2]:
        return day
    end = datetime.combine(day, _LAST_MINUTE)
    return written if written.date() == day.date() else min(end, now)


def _written(path: Path) -> datetime:
    written = datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI)
    return written.replace(tzinfo=None, second=0, microsecond=0)
