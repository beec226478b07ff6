"""What day and time it is. One place, so that a demo or a test can stand on a fixed day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Clock:
    """The time in Norway; `fixed` holds the day still while the hours go on."""

    fixed: date | None = None

    def today(self) -> date:
        """The day in Norway."""
        return self.fixed or datetime.now(OSLO).date()

    def now(self) -> datetime:
        """The moment, in UTC; on a fixed day the hours are today's."""
        moment = datetime.now(UTC)
        if self.fixed is None:
            return moment
        return datetime.combine(self.fixed, moment.timetz())
