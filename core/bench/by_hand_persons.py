"""The limit of finding a person, and of her page with months."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any
from uuid import UUID

from rapidfuzz.distance import JaroWinkler

from core.bench.by_hand import Asking, dashed, day_text
from core.persons.names import latin_words
from core.persons.sounds import typed_keys

SHOWN, NEAR = 50, 0.85
END = "\U0010ffff"
READ = "p.id, p.duf, p.fornavn, p.etternavn, p.fodselsdato"
BEGINS = (
    f"SELECT {READ} FROM person_navn n JOIN person p ON p.id = n.person_id "  # noqa: S608
    "WHERE n.ord >= ? AND n.ord < ? AND p.skjermet = 0 {scope} "
    f"ORDER BY n.ord, n.etternavn_sok, n.fornavn_sok, n.person_id LIMIT {SHOWN + 1}"
)


def _scope(asking: Asking) -> tuple[str, tuple[str, ...]]:
    if not asking.units:
        return "", ()
    marks = ", ".join("?" * len(asking.units))
    reach = f"SELECT 1 FROM reach r WHERE r.person_id = p.id AND r.unit_id IN ({marks}) AND r.fra <= ?"  # noqa: S608
    return f"AND EXISTS ({reach} AND (r.til IS NULL OR r.til >= ?))", (*asking.units, asking.day, asking.day)


def search(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """Whoever has a name that begins so; where there is nobody, those whose names are near."""
    scope, within = _scope(asking)
    stored = (UUID(asking.args["sok"]).hex, asking.session)
    (typed,) = connection.execute("SELECT ord FROM lagret_sok WHERE id = ? AND session_id = ?", stored).fetchone()
    (word,) = latin_words(typed)
    rows = connection.execute(BEGINS.format(scope=scope), (word, word + END, *within)).fetchall()
    if not rows:
        rows = _near(connection, word, scope, within)
    shown = rows[:SHOWN]
    body = "".join(_line(row) for row in shown)
    return f"<p>{len(shown)} treff{' og flere' * (len(rows) > SHOWN)}</p><table>{body}</table>", [r[0] for r in shown]


def _near(connection: sqlite3.Connection, word: str, scope: str, within: tuple[str, ...]) -> list[Any]:
    keys = sorted(typed_keys(word))
    marks = ", ".join("?" * len(keys))
    found = connection.execute(f"SELECT DISTINCT ord FROM navn_nokkel WHERE nokkel IN ({marks})", keys)  # noqa: S608
    scores = {one: JaroWinkler.normalized_similarity(word, one) for (one,) in found}
    near = sorted((one for one, score in scores.items() if score >= NEAR), key=lambda one: -scores[one])[:SHOWN]
    marks = ", ".join("?" * len(near))
    rows = connection.execute(
        f"SELECT {READ}, n.ord FROM person_navn n JOIN person p ON p.id = n.person_id "  # noqa: S608
        f"WHERE n.ord IN ({marks}) AND p.skjermet = 0 {scope} LIMIT {SHOWN * 2}",
        (*near, *within),
    ).fetchall()
    return sorted(rows, key=lambda row: (-scores[row[5]], row[3], row[2]))


def _line(row: Sequence[Any]) -> str:
    return (
        f'<tr><th><a href="/personer/{dashed(row[0])}/">{row[1][:4]} {row[1][4:10]} {row[1][10:]}</a></th>'
        f"<td>{escape(row[2])} {escape(row[3])}</td><td>{day_text(row[4])}</td></tr>"
    )


def person(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """Her head, the reasons of the ordning's periods, and every month with its tiltak and hours."""
    scope, within = _scope(asking)
    key, ordning = UUID(asking.args["person"]).hex, asking.args["ordning"]
    head = connection.execute(
        f"SELECT {READ} FROM person p WHERE p.id = ? AND p.skjermet = 0 {scope}",  # noqa: S608
        (key, *within),
    ).fetchone()
    periods = connection.execute(
        "SELECT fra, til, frist, kategori, begrunnelse FROM ordning_periode WHERE person_id = ? AND ordning = ?",
        (key, ordning),
    ).fetchall()
    tiltak = connection.execute(
        "SELECT fra, til, timer_per_uke, type, id FROM nir_tiltak_tiltak "
        "WHERE person_id = ? AND ordning = ? AND slettet IS NULL ORDER BY fra, id",
        (key, ordning),
    ).fetchall()
    states = "".join(f"<p>{escape(p[3])} {day_text(p[0])} frist {day_text(p[2] or '9999-12-31')}</p>" for p in periods)
    return f"<table>{_line(head)}</table>{states}{_months(periods, tiltak, asking.day)}", [key]


def _months(periods: Sequence[Any], tiltak: Sequence[Any], today: str) -> str:
    starts = [row[0] for row in (*periods, *tiltak)]
    ends = [row[1] or today for row in (*periods, *tiltak)]
    first, last = date.fromisoformat(min(starts)), date.fromisoformat(max(ends))
    found = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        month = f"{number // 12:04d}-{number % 12 + 1:02d}"
        own = [row for row in tiltak if row[0][:7] <= month <= row[1][:7]]
        hours = sum(row[2] for row in own)
        text = f"{month}: {len(own)} tiltak, {hours:.2f} timer per uke" if own else f"{month}: ingen tiltak"
        found.append(f'<div id="maned--{month}"><h5><a href="{month}/">{text}</a></h5></div>')
    return "".join(reversed(found))
