"""The limit of lists: a kommune's first page, a page far out in all the country, the last one, and the file."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID

from core.bench.by_hand import Asking, cell, connect, dashed, day_text, log

SIZE, COUNTED, PIECE = 25, 10_000, 2_000
READ = "id, person_id, duf, fornavn, etternavn, ordning, kategori, fra, til, frist"
OPEN = "lov = ? AND skjermet = 0 AND apen_til >= ? AND apen_fra <= ?"
KEPT = "lov = ? AND skjermet = 0 AND +apen_til >= ? AND apen_fra <= ?"
"""The same, but the database keeps to the index that gives the order."""
FOLLOWED = "unit_id = ? AND unit_fra <= ? AND (unit_til IS NULL OR unit_til >= ?) AND ordning = ?"
LAW = "integreringsloven"
ALL = f"SELECT {READ} FROM ordning_linje WHERE {KEPT}"  # noqa: S608  words of our own


def of_kommune(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """The first page of the asking unit's list of an ordning, by frist."""
    day, unit = asking.day, asking.units[0]
    values = (LAW, day, day, unit, day, day, asking.args["ordning"])
    (total,) = connection.execute(f"SELECT count(*) FROM ordning_linje WHERE {OPEN} AND {FOLLOWED}", values).fetchone()  # noqa: S608
    rows = connection.execute(
        f"SELECT {READ} FROM ordning_linje WHERE {KEPT} AND {FOLLOWED} ORDER BY frist, id LIMIT {SIZE}",  # noqa: S608
        values,
    ).fetchall()
    return _page(rows, f"1 – {len(rows)} av {total}")


def of_all(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """The page after a row of the nationwide list by frist, or the last one."""
    values: tuple[Any, ...] = (LAW, asking.day, asking.day)
    some = f"SELECT apen_til FROM ordning_linje WHERE {OPEN} LIMIT {COUNTED + 1}"  # noqa: S608
    (total,) = connection.execute(f"SELECT count(*) FROM ({some})", values).fetchone()  # noqa: S608
    after = asking.args.get("etter")
    where, order = KEPT, "frist DESC, id DESC"
    if after:
        key = UUID(after).hex
        (frist,) = connection.execute("SELECT frist FROM ordning_linje WHERE id = ?", (key,)).fetchone()
        where, order, values = f"{KEPT} AND (frist, id) > (?, ?)", "frist, id", (*values, frist, key)
    statement = f"SELECT {READ} FROM ordning_linje WHERE {where} ORDER BY {order} LIMIT {SIZE + 1}"  # noqa: S608
    rows = connection.execute(statement, values).fetchall()[:SIZE]
    return _page(rows if after else rows[::-1], f"{len(rows)} av {total}")


def _page(rows: Sequence[Sequence[Any]], count: str) -> tuple[str, list[str]]:
    lines = "".join(_line(row) for row in rows)
    return f"<p>Viser {count} linjer</p><table>{lines}</table>", [row[1] for row in rows]


def _line(row: Sequence[Any]) -> str:
    _id, person, duf, fornavn, etternavn, ordning, kategori, fra, _til, frist = row
    href = f"/personer/{dashed(person)}/"
    return (
        f'<tr><th><a href="{href}">{duf[:4]} {duf[4:10]} {duf[10:]}</a></th>'
        f"<td>{escape(fornavn)} {escape(etternavn)}</td>{cell(kategori)}<td>{day_text(fra)}</td>"
        f'<td><a href="{href}nir/{ordning}/">{escape(ordning)}</a></td>'
        f"<td>{day_text(frist)}</td></tr>"
    )


def raw_csv(path: Path, asking: Asking, *, logged: bool) -> Iterator[bytes]:
    """Every line of the nationwide list as CSV, in pieces; `logged`: each piece in the access log before it is sent."""
    reading, writing = connect(path), connect(path)
    cursor = reading.execute(f"{ALL} ORDER BY frist, id", (LAW, asking.day, asking.day))
    yield "\ufeffDUF-nummer;Navn;Kategori;Kategori fra;Ordning;Frist\r\n".encode()
    while rows := cursor.fetchmany(PIECE):
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
            (f"{r[2][:4]} {r[2][4:10]} {r[2][10:]}", f"{r[3]} {r[4]}", r[6], day_text(r[7]), r[5], day_text(r[9]))
            for r in rows
        )
        if logged:
            log(writing, asking, (row[1] for row in rows))
        yield text.getvalue().encode()
    reading.close()
    writing.close()
