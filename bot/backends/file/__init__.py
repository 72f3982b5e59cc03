"""A utility whose data a clerk brings as files: CSV or Excel, dropped into a folder."""

from bot.backends.file.inbox import Inbox
from bot.backends.file.source import FileSource

__all__ = ["FileSource", "Inbox"]
