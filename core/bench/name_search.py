"""How well names are found, beside two common ways: `python -m core.bench.name_search PAIRS.csv`.

A pair is a made-up person's name as it is registered, and as someone else writes it; half of the pairs (`kontroll`) are
kept aside while the search is tuned. All of them are put among persons with common names, and each is searched for.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz.distance import JaroWinkler
from sqlalchemy.orm import Session

from core import create_app
from core.access.scope import Scope, set_scope, system_scope
from core.access.users import SignedIn
from core.config import Settings
from core.demo.names import namings
from core.house import House
from core.migrate import upgrade
from core.persons.models import Person
from core.persons.name_rows import new_names
from core.persons.names import folded
from core.persons.search.people import find

OTHERS = 3000
SHOWN, FIRST = 50, 5
TRIGRAM, JARO_WINKLER = 0.3, 0.85
"""From where the two others count a name as found: what PostgreSQL's trigrams have unless told otherwise, and usual."""
Ranked = Callable[[str], Sequence[uuid.UUID]]
"""Persons in the order a way of searching gives them."""


@dataclass(frozen=True)
class Pair:
    """A name as registered and as typed; `id` is the person's."""

    id: uuid.UUID
    sprak: str
    fornavn: str
    etternavn: str
    skrevet: str
    halvdel: str


@dataclass(frozen=True)
class Quality:
    """Of so many pairs: how many were found at all, and how many among the first five."""

    way: str
    pairs: int
    found: int
    first: int

    def __str__(self) -> str:
        """A row of a table."""
        return f"| {self.way} | {self.pairs} | {self.found / self.pairs:.1%} | {self.first / self.pairs:.1%} |"


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file with the columns sprak, fornavn, etternavn, skrevet and halvdel."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Pair(uuid.uuid4(), **row) for row in csv.DictReader(lines, strict=True)]


def fill(session: Session, pairs: Sequence[Pair]) -> list[Person]:
    """Adds the pairs' persons and those they are to be told from, and gives them all."""
    draw = random.Random(4)  # noqa: S311  chance for made-up data
    groups = [group for group in namings().values() if group.weight]
    people = [_person(pair.id, pair.fornavn, pair.etternavn) for pair in pairs]
    for _number in range(OTHERS):
        naming = draw.choices(groups, [group.weight for group in groups])[0]
        people.append(_person(uuid.uuid4(), draw.choice(naming.given[draw.choice("KM")]), draw.choice(naming.family)))
    session.add_all(people)
    session.flush()
    new_names(session, [(one.id, one.fornavn, one.etternavn) for one in people])
    return people


def _person(person_id: uuid.UUID, fornavn: str, etternavn: str) -> Person:
    return Person(
        id=person_id,
        fornavn=fornavn,
        etternavn=etternavn,
        fornavn_sok=folded(fornavn),
        etternavn_sok=folded(etternavn),
        fodselsdato=date(1990, 1, 1),
        kjonn="K",
        statsborgerskap="SYR",
        ankommet=date(2020, 1, 1),
    )


def ours(session: Session) -> Ranked:
    """The search of the pages, as one who sees everybody."""
    user = SignedIn(uuid.uuid4(), "bench", "", "nb", (), {}, uuid.uuid4(), "")
    set_scope(session, Scope(date(2026, 1, 1), frozenset({"imdi"}), everyone=True))
    return lambda text: [row.id for row in find(session, user, text).rows]


def nearest(people: Sequence[Person], near: Callable[[str, str], float], least: float) -> Ranked:
    """The persons whose whole name is near the text, nearest first."""
    names = [(one.id, folded(one.navn), folded(f"{one.etternavn} {one.fornavn}")) for one in people]

    def ranked(text: str) -> Sequence[uuid.UUID]:
        typed = folded(text)
        scored = [(max(near(typed, name), near(typed, turned)), str(key), key) for key, name, turned in names]
        return [key for score, _, key in sorted(scored, reverse=True)[:SHOWN] if score >= least]

    return ranked


def trigram(one: str, other: str) -> float:
    """Likeness as PostgreSQL reckons it: the trigrams two texts share, of all they have."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _trigrams(text: str) -> set[str]:
    return {f"  {word} "[at : at + 3] for word in text.split() for at in range(len(word) + 1)}


def judge(way: str, pairs: Sequence[Pair], ranked: Ranked) -> Quality:
    """How many of the pairs this way finds."""
    places = [_place(ranked(pair.skrevet), pair.id) for pair in pairs]
    return Quality(way, len(pairs), sum(at < SHOWN for at in places), sum(at < FIRST for at in places))


def _place(found: Sequence[uuid.UUID], wanted: uuid.UUID) -> int:
    return found.index(wanted) if wanted in found else SHOWN


def measure(house: House, pairs: Sequence[Pair]) -> Iterator[Quality]:
    """The three ways on each half of the pairs, in an empty database."""
    with house.session(write=True) as session:
        with system_scope(session, "bench"):
            people = fill(session, pairs)
        ways = {
            "Fotfeste": ours(session),
            "trigram": nearest(people, trigram, TRIGRAM),
            "Jaro-Winkler": nearest(people, JaroWinkler.normalized_similarity, JARO_WINKLER),
        }
        for half in ("tilpasning", "kontroll"):
            part = [pair for pair in pairs if pair.halvdel == half]
            for way, ranked in ways.items():
                yield judge(f"{way}, {half}", part, ranked)


def main(path: str) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            f"sqlite:///{folder}/names.sqlite", "for measuring only, never for serving anyone", demo=True
        )
        house: House = create_app(settings, plugins=[]).extensions["fotfeste"]
        upgrade(house)
        print("| måte | par | funnet | blant de fem første |\n|---|---|---|---|")
        for quality in measure(house, read_pairs(Path(path))):
            print(quality)


if __name__ == "__main__":
    main(sys.argv[1])
