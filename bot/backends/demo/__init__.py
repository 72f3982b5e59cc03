"""An invented utility in SQL: the county of Yunxi, its accounts, outages, bills and people."""

from bot.backends.demo.loading import load
from bot.backends.demo.showing import show
from bot.backends.demo.source import DemoSource

__all__ = ["DemoSource", "load", "show"]
