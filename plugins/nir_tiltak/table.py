"""The month table of an ordning as the page shows it: months, their averages, rows, and the picture of a year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from core.api import Month, OrdningPeriode, _, language, month_of, month_short, month_text, months_between, state_on

from . import rules
from .codes import gjennomforing_short, group_valid, grupper, typer
from .models import Tiltak

SORTS = {
    "gruppe": lambda row: row.gruppe_title,
    "type": lambda row: row.type_title,
    "fra": lambda row: row.tiltak.fra,
    "til": lambda row: row.tiltak.til,
    "timer": lambda row: row.tiltak.timer_per_uke,
    "gjennomfort": lambda row: row.done,
}


@dataclass(frozen=True)
class Row:
    """A tiltak in a month, with its titles in the user's language."""

    tiltak: Tiltak
    gruppe_title: str
    type_title: str
    done: str
    valid: bool


@dataclass(frozen=True)
class MonthLine:
    """A month of the table, with the sentence that tells it.

    `average` is hours per week; `deleted` counts tiltak that were deleted.
    """

    month: Month
    sentence: str
    average: Decimal
    overlong: bool
    tiltak: tuple[Tiltak, ...]
    deleted: int


@dataclass(frozen=True)
class Bar:
    """A month in the picture of a year, 960 wide: place, height, and value, empty when not in the table."""

    label: str
    x: float
    height: float
    value: str
    open: bool


@dataclass(frozen=True)
class Table:
    """All of a person's tiltak under an ordning, and the periods a rule has computed."""

    ordning: str
    tiltak: Sequence[Tiltak]
    periods: Sequence[OrdningPeriode]
    today: date

    @cached_property
    def standing(self) -> tuple[Tiltak, ...]:
        """The tiltak that are not deleted."""
        return tuple(one for one in self.tiltak if one.slettet is None)

    @cached_property
    def counted(self) -> tuple[tuple[Tiltak, rules.Tiltak], ...]:
        """Each tiltak, and what the rules ask of it."""
        return tuple((one, rules.Tiltak(one.fra, one.til, one.timer_per_uke, one.erstattende)) for one in self.tiltak)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months of the table, newest first. Those of deleted tiltak are in it too, so that they can be found."""
        return rules.months_shown(self.start, [facts for _one, facts in self.counted], self.today, self.end)

    @property
    def start(self) -> date | None:
        """The first day of the first period."""
        return min((period.fra for period in self.periods), default=None)

    @property
    def end(self) -> date | None:
        """The last day of the last period; None when one is open."""
        ends = [period.til for period in self.periods]
        return None if None in ends or not ends else max(end for end in ends if end is not None)

    def line(self, month: Month) -> MonthLine:
        """One month of the table: worked out once, though the list and the picture both show it."""
        if month not in self._lines:
            self._lines[month] = self._line(month)
        return self._lines[month]

    @cached_property
    def _lines(self) -> dict[Month, MonthLine]:
        return {}

    def _line(self, month: Month) -> MonthLine:
        touching = [(one, facts) for one, facts in self.counted if rules.touches(facts, month)]
        average = rules.month_average([facts for one, facts in touching if one.slettet is None], month)
        deleted = sum(one.slettet is not None for one, _facts in touching)
        sentence = f"{month_text(month)} - {self._words % {'timer': rules.hours_text(average)}}"
        tiltak = tuple(one for one, _facts in touching)
        return MonthLine(month, sentence, average, rules.overlong(average, month), tiltak, deleted)

    @cached_property
    def _words(self) -> str:
        """The sentence of a month before its number is in it: looked up once, not for every month."""
        return _("Gjennomsnittlig tilbudt tiltak: %(timer)s timer pr uke")

    def by_year(self) -> list[tuple[int, list[MonthLine]]]:
        """The months, newest first, under their years."""
        return [
            (year, [self.line(month) for month in months])
            for year, months in groupby(self.months, lambda month: month.year)
        ]

    def lines_of(self, tiltak: Tiltak) -> list[MonthLine]:
        """The months a tiltak stands in."""
        return [self.line(month) for month in months_between(month_of(tiltak.fra), month_of(tiltak.til))]

    def busy(self, year: int) -> bool:
        """True for this year, and for a year that has tiltak: others are folded."""
        return year == self.today.year or any(one.fra.year <= year <= one.til.year for one in self.tiltak)

    @property
    def years(self) -> list[int]:
        """The years of the table, newest first."""
        return sorted({month.year for month in self.months}, reverse=True)

    def year_shown(self, wanted: int | None, opened: Month | None) -> int | None:
        """The year of the picture: the one asked for, that of the open month, or the newest that has hours."""
        if wanted in self.years:
            return wanted
        if opened is not None and opened.year in self.years:
            return opened.year
        newest = max((one.til.year for one in self.standing), default=None)
        return newest if newest in self.years else next(iter(self.years), None)

    def bars(self, year: int, unfolded: Collection[Month]) -> list[Bar]:
        """Twelve bars; months outside the table are empty."""
        shown = set(self.months)
        return [
            self._bar(month, month in shown, month in unfolded)
            for month in months_between(Month(year, 1), Month(year, 12))
        ]

    def _bar(self, month: Month, shown: bool, opened: bool) -> Bar:
        x = 44 + (month.month - 1) * 76.5
        if not shown:
            return Bar(month_short(month.month), x, 0, "", False)
        average = self.line(month).average
        height = max(1.5, min(float(average), 40.0) * 2.4)
        return Bar(month_short(month.month), x, round(height, 1), rules.hours_text(average), opened)

    def period_on(self, day: date) -> OrdningPeriode | None:
        """The period the heading speaks of: the active one, else the newest."""
        active = [period for period in self.periods if state_on(period, day) == "aktiv"]
        return next(iter([*active, *self.periods]), None)

    def covers(self, tiltak: Tiltak) -> bool:
        """True when a period holds on every day of the tiltak."""
        return rules.covered(((period.fra, period.til) for period in self.periods), tiltak.fra, tiltak.til)

    def twins(self, tiltak: Tiltak) -> bool:
        """True when another tiltak that stands has the same type, days and hours."""
        return any(other.id != tiltak.id and _same(other, tiltak) for other in self.standing)


def rows_of(line: MonthLine, ordning: str, sort: str, with_deleted: bool) -> list[Row]:
    """The rows of an open month: those that stand, in the order asked for, then the deleted where they are shown."""
    rows = [_row(one, ordning) for one in line.tiltak if one.slettet is None]
    key = SORTS.get(sort.removeprefix("-"), SORTS["fra"])
    rows.sort(key=key, reverse=sort.startswith("-"))
    return rows + [_row(one, ordning) for one in line.tiltak if one.slettet is not None and with_deleted]


def _row(tiltak: Tiltak, ordning: str) -> Row:
    speech = language()
    return Row(
        tiltak,
        grupper().title(tiltak.gruppe, speech),
        typer().title(tiltak.type, speech),
        gjennomforing_short(tiltak.gjennomforing, speech),
        group_valid(ordning, tiltak.gruppe, tiltak.fra),
    )


def _same(one: Tiltak, other: Tiltak) -> bool:
    return (one.type, one.fra, one.til, one.timer_per_uke) == (other.type, other.fra, other.til, other.timer_per_uke)


def first_month(tiltak: Tiltak) -> Month:
    """The month to open after a change of the tiltak."""
    return month_of(tiltak.fra)
