"""The open lines of a day, worked out from an import file by the words of the table of ordninger, one day at a time.

It shares nothing with the rules: no code, no parameters, no stretches of days. A condition is asked of a day, and the
first day of a line is found by walking back until it fails. Slow, plain, and there to be compared with.
"""

from __future__ import annotations

import calendar
import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

DAY = timedelta(days=1)
NEW_LAW, CHAPTER_6A, MAY_COMPLETE = date(2021, 1, 1), date(2022, 3, 11), date(2025, 9, 1)
OWN_PARAGRAPH_9 = {"asyl", "overforing", "opphold_humanitaert", "kollektiv_beskyttelse"}


class Line(NamedTuple):
    """What a list shows of a person's open ordning; `lacks` names what is missing for the next frist."""

    duf: str
    kategori: str
    ordning: str
    fra: date
    frist: date | None
    lacks: str


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: date, age: int) -> date:
    leap = calendar.isleap(born.year + age)
    return (
        date(born.year + age, 3, 1)
        if (born.month, born.day) == (2, 29) and not leap
        else born.replace(year=born.year + age)
    )


@dataclass(frozen=True)
class Permit:
    type: str
    given: date
    gone: date | None
    points_at: str | None

    def held(self, day: date) -> bool:
        return self.given <= day and not (self.gone and self.gone <= day)


@dataclass(frozen=True)
class Home:
    type: str
    fra: date
    til: date | None
    kommune: str
    kind: str
    agreed: bool


class Someone:
    """One line of the file, with the others of it at hand."""

    def __init__(self, line: dict[str, Any], file: File) -> None:
        self.file, self.duf = file, line["duf"] or line["regnr"] or line["unhcr"]
        self.born, self.came = iso(line["fodselsdato"]), iso(line["ankommet"])
        self.land, self.household = line["statsborgerskap"], (line.get("familie") or {}).get("referanse")
        self.refused = maybe((line.get("soknad") or {}).get("avslag"))
        self.permits = [
            Permit(one["type"], iso(one["vedtaksdato"]), maybe(one["trukket"]), one["referanse_duf"])
            for one in line["tillatelser"]
        ]
        self.homes = [file.home(one) for one in line["bosted"]]
        self.tiltak: dict[str, date] = {}
        for one in sorted(line.get("tiltak") or [], key=lambda one: one["fra"]):
            self.tiltak.setdefault(one["ordning"], iso(one["fra"]))

    def home(self, day: date) -> Home | None:
        there = [one for one in self.homes if one.fra <= day and not (one.til and one.til < day)]
        return max(there, key=lambda one: one.fra, default=None)

    def held(self, day: date) -> list[Permit]:
        return sorted((one for one in self.permits if one.held(day)), key=lambda one: one.given)

    def paragraph_9(self, permit: Permit, day: date) -> bool:
        if permit.type in OWN_PARAGRAPH_9:
            return True
        return permit.type == "familie" and any(
            theirs.type in OWN_PARAGRAPH_9 and theirs.held(day)
            for other in self.file.leaned_on(self, permit.points_at)
            for theirs in other.permits
        )

    def deciding(self, day: date) -> Permit:
        """Gives law and age: the earliest § 9 permit, else the earliest there is."""
        held = self.held(day)
        return next((one for one in held if self.paragraph_9(one, day)), held[0])

    def age_at(self, permit: Permit) -> int:
        years = permit.given.year - self.born.year
        return years if birthday(self.born, years) <= permit.given else years - 1

    def new_law(self, day: date) -> bool:
        return self.deciding(day).given >= NEW_LAW or self.came >= NEW_LAW

    def settled(self, day: date, agreed: bool = False) -> date | None:
        days = [
            one.fra for one in self.homes if one.type == "kommune" and one.fra <= day and (one.agreed or not agreed)
        ]
        return min(days, default=None)


class File:
    """All of an import file."""

    def __init__(self, lines: list[dict[str, Any]], became: dict[str, set[str]]) -> None:
        """`became` tells the kommuner that a number became."""
        self.mottak = {line["kode"]: line for line in lines if line.get("kind") == "mottak"}
        self.became, self.leaning = became, dict[tuple[str, str | None], list[Someone]]()
        self.persons: list[Someone] = []
        self.persons += [Someone(line, self) for line in lines if line.get("kind", "person") == "person"]

    @classmethod
    def read(cls, path: Path) -> File:
        """The file, and the changes of kommuner that lie beside it."""
        became: dict[str, set[str]] = {}
        with (path.parent / "kommune_endringer.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row["old_kommunenummer"] != row["new_kommunenummer"]:
                    became.setdefault(row["old_kommunenummer"], set()).add(row["new_kommunenummer"])
        return cls([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()], became)

    def leaned_on(self, person: Someone, points_at: str | None) -> list[Someone]:
        """The reference person of a familie permit: the one it points at, else the others of the household."""
        key = (person.duf, points_at)
        if key not in self.leaning:
            self.leaning[key] = [
                other
                for other in self.persons
                if other is not person
                and (other.duf == points_at if points_at else other.household == person.household)
            ]
        return self.leaning[key]

    def home(self, row: dict[str, Any]) -> Home:
        mottak = self.mottak.get(row.get("mottak") or "", {})
        number = mottak.get("kommune") or row["kommune"]
        while len(new := self.became.get(number, set())) == 1:
            number = next(iter(new))
        return Home(
            row["type"],
            iso(row["fra"]),
            maybe(row["til"]),
            "" if new else number,
            mottak.get("type", ""),
            row.get("avtale") is not False,
        )

    def lines_in(self, kommune: str, today: date) -> list[Line]:
        """The open lines of everyone who lives in the kommune today, in a mottak that lies there too."""
        here = [one for one in self.persons if (home := one.home(today)) and home.kommune == kommune]
        return sorted(line for person in here for line in lines_of(person, today))


def iso(text: str) -> date:
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    return iso(text) if text else None


def since(today: date, holds: Callable[[date], bool]) -> date:
    """The first of the days in a row, up to today, on which it holds."""
    day = today
    while holds(day - DAY):
        day -= DAY
    return day


def lines_of(person: Someone, today: date) -> Iterator[Line]:
    for row in (opplaering, kvalifisering, introduksjonsprogram, norsk, introduksjonsprogram_2003, norsk_2003):
        line = row(person, today)
        if line is not None:
            yield line


def opplaering(person: Someone, today: date) -> Line | None:
    """18+, lives in mottak (not AMOT, not transitt), no permit, no first refusal; not UKR while kap. 6A runs."""

    def duty(day: date) -> bool:
        home = person.home(day)
        in_mottak = home is not None and home.type == "mottak" and home.kind != "transitt"
        answered = any(one.given <= day for one in person.permits) or (person.refused and person.refused <= day)
        excused = person.land == "UKR" and day >= CHAPTER_6A
        return in_mottak and not answered and not excused and day >= max(NEW_LAW, birthday(person.born, 18))

    if not duty(today):
        return None
    name = "Norsk og samfunnskunnskap for asylsøkere"
    return Line(person.duf, "Opplæring i mottak", name, since(today, duty), None, "")


def kvalifisering(person: Someone, today: date) -> Line | None:
    """§ 9 permit, has turned 18, lives in mottak (of any type) or AMOT; from mottak to mottak unbroken."""

    def offered(day: date) -> bool:
        home = person.home(day)
        if home is None or home.type not in ("mottak", "amot") or day < max(NEW_LAW, birthday(person.born, 18)):
            return False
        return any(person.paragraph_9(one, day) for one in person.held(day)) and person.new_law(day)

    if not offered(today):
        return None
    name = "Kvalifisering for mottaksbeboere"
    return Line(person.duf, "Kvalifisering i mottak", name, since(today, offered), None, "")


def introduksjonsprogram(person: Someone, today: date) -> Line | None:
    """Rett og plikt, or kan tilbys; two years unless a tiltak began before that."""

    def kategori(day: date) -> str | None:
        found = intro_kategori(person, day)
        if found is None or not person.new_law(day):
            return None
        start = person.settled(day, agreed=True) or person.settled(day)
        if start is None or found.startswith("Kan"):
            moved = start or since(day, lambda one: (home := person.home(one)) is not None and home.type == "privat")
            start = max(moved, person.deciding(day).given)
        elif person.home(day) is None:
            return None
        began, end = person.tiltak.get("introduksjonsprogram"), months_later(start, 24)
        return found if day < end or (began and began < end) else None

    found = kategori(today)
    if found is None:
        return None
    first = since(today, lambda day: kategori(day) == found)
    return with_start(person, "introduksjonsprogram", found, "Introduksjonsprogram", first, months_later(first, 3))


def intro_kategori(person: Someone, day: date) -> str | None:
    home, held = person.home(day), [one for one in person.held(day) if one.type in {*OWN_PARAGRAPH_9, "familie"}]
    if home is None or not held:
        return None
    newest, age = held[-1], person.age_at(person.deciding(day))
    settled, agreed = person.settled(day) is not None, person.settled(day, agreed=True) is not None
    if age < 18 or not (settled or home.type == "privat"):
        return None
    if not person.paragraph_9(newest, day) or age > 55:
        return "Kan tilbys introduksjonsprogram" if settled else None
    full = agreed or newest.type == "familie"
    return "Rett og plikt introduksjonsprogram" if full else "Kan tilbys introduksjonsprogram"


NORSK = {
    "Rett og plikt norsk og samfunnskunnskap": "Norsk rett og plikt/norskmål",
    "Plikt norsk og samfunnskunnskap": "Norsk plikt",
    "Rett til norsk": "Norsk rett/norskmål",
}


def norsk(person: Someone, today: date) -> Line | None:
    """§ 27, § 28, or § 34 while kap. 6A runs; 18-66 at the permit, out at 67; kept where it had begun."""

    def outside(day: date) -> bool:
        home = person.home(day)
        return home is None or day < person.came or day >= birthday(person.born, 67) or not person.held(day)

    def by_permit(day: date) -> str | None:
        newest = person.held(day)[-1]
        if newest.type == "kollektiv_beskyttelse" and newest.given >= CHAPTER_6A:
            return "Rett til norsk"
        if newest.type in {*OWN_PARAGRAPH_9, "familie"}:
            return "Rett og plikt norsk og samfunnskunnskap"
        return "Plikt norsk og samfunnskunnskap" if newest.type == "arbeid" else None

    def fits(day: date, kategori: str | None) -> bool:
        home = person.home(day)
        in_place = person.settled(day) is not None and home is not None and home.type != "privat"
        aged = 18 <= person.age_at(person.deciding(day)) <= 66
        return kategori is not None and aged and person.new_law(day) and (kategori != "Rett til norsk" or in_place)

    found: tuple[str, date] | None = None
    day = min((one.given for one in person.permits), default=today)
    while day <= today:
        kategori = None if outside(day) else by_permit(day)
        began = person.tiltak.get("norsk")
        kept = found and not outside(day) and kategori != found[0] and day >= MAY_COMPLETE and began and began < day
        if not kept:
            stands = kategori is not None and fits(day, kategori)
            found = (
                None if not stands or kategori is None else found if found and found[0] == kategori else (kategori, day)
            )
        day += DAY
    if found is None:
        return None
    frist = None if found[0] == "Rett til norsk" else months_later(found[1], 3)
    return with_start(person, "norsk", found[0], NORSK[found[0]], found[1], frist)


def with_start(person: Someone, key: str, kategori: str, name: str, first: date, frist: date | None) -> Line:
    """The first tiltak meets the frist for the start; later frister wait for a vedtak."""
    if key in person.tiltak:
        return Line(person.duf, kategori, name, first, None, "vedtak")
    return Line(person.duf, kategori, name, first, frist, "")


def introduksjonsprogram_2003(person: Someone, today: date) -> Line | None:
    """introduksjonsloven: 18-55 at permit and avtale; else kan tilbys. Two years from the settlement."""

    def kategori(day: date) -> str | None:
        start, held = (
            person.settled(day),
            [one for one in person.held(day) if one.type in {*OWN_PARAGRAPH_9, "familie"}],
        )
        if start is None or not held or person.home(day) is None or person.new_law(day):
            return None
        age = person.age_at(person.deciding(day))
        if age < 18 or day >= months_later(start, 24):
            return None
        full = age <= 55 and person.settled(day, agreed=True) is not None and person.paragraph_9(held[-1], day)
        return f"{'Rett og plikt' if full else 'Kan tilbys'} introduksjonsprogram (2003)"

    found = kategori(today)
    if found is None:
        return None
    first = since(today, lambda day: kategori(day) == found)
    end = months_later(person.settled(today) or first, 24) - DAY
    return Line(person.duf, found, "Introduksjonsprogram (2003)", first, end, "")


def norsk_2003(person: Someone, today: date) -> Line | None:
    """introduksjonsloven, 18-66 at permit, for three years from it."""

    def end(day: date) -> date | None:
        held = [one for one in person.held(day) if one.type != "annet"]
        if not held or person.home(day) is None or day < person.came or person.new_law(day):
            return None
        permit = person.deciding(day)
        last = months_later(permit.given, 36) - DAY
        return last if 18 <= person.age_at(permit) <= 66 and day <= last else None

    last = end(today)
    if last is None:
        return None
    name = "Norsk og samfunnskunnskap (2003)"
    return Line(person.duf, name, name, since(today, lambda day: end(day) == last), last, "")
