"""Moments, ids and secrets that follow from the step one stands at, so that two worlds where the same is done agree."""

from __future__ import annotations

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

from core.testing import TODAY

START = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=9)
TICK = timedelta(milliseconds=1)


class Still:
    """The clock of every world, and the source of what is otherwise random. Every step begins it anew."""

    def __init__(self) -> None:
        """Before the first step."""
        self.random = random.Random("")
        self.moment = START
        self.fixed = TODAY

    def step(self, name: str, ticks: int = 0) -> None:
        """From here ids and secrets follow from the name; it is so many milliseconds past the start."""
        self.random.seed(name)
        self.moment = START + ticks * TICK

    def today(self) -> date:
        """The day tests stand on."""
        return TODAY

    def now(self) -> datetime:
        """The moment of the step."""
        return self.moment

    def uuid4(self) -> uuid.UUID:
        """The next id of the step."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def token(self, size: int = 32) -> str:
        """The next secret of the step."""
        return f"{self.random.getrandbits(size * 8):0{size * 2}x}"

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Within it nothing is random but what the session's CSRF token is made of, which `answer` masks."""
        with (
            patch.object(uuid, "uuid4", self.uuid4),
            patch.object(secrets, "token_urlsafe", self.token),
            patch.object(secrets, "token_hex", self.token),
            patch.object(secrets, "randbelow", self.random.randrange),
        ):
            yield
