"""The limit of finding a person: by a fragment of a name, and misspelt, exact first and then the nearest."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from uuid import UUID

from rapidfuzz.distance import JaroWinkler

from core.bench.by_hand import Asking, dashed, day_text
from core.codes.countries import country_name
from core.persons.names import latin_words
from core.persons.sounds import typed_keys

SHOWN, LIKELY, FIRST_OF_WORD, NEAR = 25, 20, 5, 0.85
END = "\U0010ffff"
READ = "p.id, p.duf, p.fornavn, p.etternavn, p.fodselsdato"
WORD_OF = "FROM {} n JOIN person p ON p.id = n.person_id WHERE p.skjermet = 0"
REACHED = "SELECT 1 FROM reach r WHERE r.person_id = n.person_id AND r.unit_id IN ({marks}) AND r.fra <= ? {til}"
NOT_ENDED = "AND (r.til IS NULL OR r.til >= ?)"


@dataclass(frozen=True)
class Finding:
    """Finds persons of one word. `named` is SQL up to the condition on the word, `values` its values."""

    connection: sqlite3.Connection
    named: str
    values: tuple[str, ...]

    @classmethod
    def within(cls, connection: sqlite3.Connection, asking: Asking) -> Finding:
        """Of those she sees: the words of her units, each person within reach; the country, where she has it all."""
        if not asking.units:
            return cls(connection, f"SELECT {READ}, p.statsborgerskap {WORD_OF.format('person_navn')}", ())
        marks = ", ".join("?" * len(asking.units))
        reached = REACHED.format(marks=marks, til=NOT_ENDED)
        whole = f"CASE WHEN EXISTS ({reached} AND r.kind = 'hel') THEN p.statsborgerskap END"
        named = (
            f"SELECT {READ}, {whole} {WORD_OF.format('enhet_navn')} AND EXISTS ({reached}) AND n.unit_id IN ({marks})"
        )
        days = (*asking.units, asking.day, asking.day)
        return cls(connection, named, (*days, *days, *asking.units))

    def begins(self, word: str) -> list[Any]:
        """Persons with a word that begins so, by word and name; one more than are shown."""
        order = "ORDER BY n.ord, n.etternavn_sok, n.fornavn_sok, n.person_id"
        sql = f"{self.named} AND n.ord >= ? AND n.ord < ? {order} LIMIT {SHOWN + 1}"
        return self.connection.execute(sql, (*self.values, word, word + END)).fetchall()

    def near(self, word: str, most: int) -> list[Any]:
        """Persons with the nearest words, the nearest first."""
        sql = f"{self.named} AND n.ord = ? ORDER BY n.etternavn_sok, n.fornavn_sok, n.person_id LIMIT {FIRST_OF_WORD}"
        found: dict[str, Any] = {}
        for one in self._near_words(word):
            for row in self.connection.execute(sql, (*self.values, one)):
                found.setdefault(row[0], row)
            if len(found) >= most:
                break
        return list(found.values())[:most]

    def _near_words(self, word: str) -> list[str]:
        keys = sorted(typed_keys(word))
        marks = ", ".join("?" * len(keys))
        asked = f"SELECT DISTINCT ord FROM navn_nokkel WHERE nokkel IN ({marks})"  # noqa: S608
        found = self.connection.execute(asked, keys)
        scores = {one: JaroWinkler.normalized_similarity(word, one) for (one,) in found}
        return sorted((one for one, score in scores.items() if score >= NEAR), key=lambda one: -scores[one])


def search(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """Whoever has a name that begins so; where there is room, those whose names are near."""
    stored = (UUID(asking.args["sok"]).hex, asking.session)
    (typed,) = connection.execute("SELECT ord FROM lagret_sok WHERE id = ? AND session_id = ?", stored).fetchone()
    (word,) = latin_words(typed)
    finding = Finding.within(connection, asking)
    found = finding.begins(word)
    exact = found[:SHOWN]
    known = {row[0] for row in exact}
    room = min(LIKELY, SHOWN - len(exact))
    near = [row for row in finding.near(word, room + len(exact)) if row[0] not in known][:room] if room else []
    today = date.fromisoformat(asking.day)
    body = "".join(_found(row, today) for row in exact) + "<tr><th colspan=4>Ligner på</th></tr>" * bool(near)
    body += "".join(_found(row, today) for row in near)
    return f"<p>{len(exact)} treff{' og flere' * (len(found) > SHOWN)}</p><table>{body}</table>", [
        row[0] for row in (*exact, *near)
    ]


def _found(row: Sequence[Any], today: date) -> str:
    born = date.fromisoformat(row[4])
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return (
        f'<tr><th><a href="/personer/{dashed(row[0])}/">{escape(row[2])} {escape(row[3])}</a></th>'
        f"<td>{row[1][:4]} {row[1][4:10]} {row[1][10:]}</td><td>{day_text(row[4])} ({age} år)</td>"
        f"<td>{escape(country_name(row[5]) if row[5] else '–')}</td></tr>"
    )
