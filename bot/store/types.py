"""Column types shared by the bot's own tables."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import DateTime, String
from sqlalchemy.orm import mapped_column

Key = Annotated[str, mapped_column(String(200), primary_key=True)]
Openid = Annotated[str, mapped_column(String(64), index=True)]
At = Annotated[datetime, mapped_column(DateTime)]
"""Naive local wall time in Asia/Shanghai."""
