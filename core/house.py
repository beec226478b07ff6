"""One running Fotfeste: its settings, its database, its plugins and its clock, for code that has no request."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from core.access.carried import watch
from core.access.walls import WalledSession
from core.clock import Clock
from core.config import Settings
from core.plugins import Plugins


@dataclass
class House:
    """What `create_app` puts together. A session made here knows its house, and begins with seeing nobody."""

    settings: Settings
    plugins: Plugins
    engine: Engine
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        """The clock follows the settings, and the database is told of each session's scope."""
        self.clock = Clock(self.settings.today)
        watch(self.engine)

    def session(self, *, write: bool = False) -> Session:
        """A session. With `write` its transaction begins by taking the write lock on SQLite."""
        bind = self.engine.execution_options(write=True) if write else self.engine
        return WalledSession(bind, info={"house": self}, expire_on_commit=False)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, without a session: it sees nobody. For the access log."""
        return self.engine.execution_options(write=True).begin()


def house_of(session: Session) -> House:
    """The house a session belongs to."""
    return cast(House, session.info["house"])


def today(session: Session) -> date:
    """The day it is, for whoever holds a session."""
    return house_of(session).clock.today()


def now(session: Session) -> datetime:
    """The moment it is (UTC), for whoever holds a session."""
    return house_of(session).clock.now()
