"""Takes a file in: checks it whole, then all of it counts or nothing."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Connection, func, insert, select, update

from bot.backends.file import deriving, sheets
from bot.backends.file.cells import Cell, Wrong
from bot.backends.file.faults import Fault, Faults, Unreadable
from bot.backends.file.rules import Known
from bot.backends.file.schema import Kind, Schema
from bot.backends.file.sheets import Named
from bot.backends.file.staging import WAIT_S, Staged
from bot.backends.file.tables import FilePaymentRow, FileTransformerRow, ImportRow
from bot.backends.file.targets import TARGETS, Target
from bot.backends.file.values import Read, reader
from bot.backends.sql.kinds import load_kinds
from bot.backends.sql.tables import ManagerRow
from bot.clock import SHANGHAI, Clock
from bot.database import Database
