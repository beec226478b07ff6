"""The limit of a person's page with months."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any
from uuid import UUID

from core.bench.by_hand import NEVER, Asking, dashed, day_text
from core.holidays import working_days
from core.months import Month, months_between

READ = "p.id, p.duf, p.fornavn, p.etternavn, p.fodselsdato, p.statsborgerskap, p.morsmal"


def person(connection: sqlite3.Connection, asking: Asking) -> tuple[str, list[str]]:
    """Her head and ordninger, the reasons of this one's periods, and every month with what she is offered a week."""
    scope, within = _scope(asking)
    key, ordning = UUID(asking.args["person"]).hex, asking.args["ordning"]
    head = connection.execute(
        f"SELECT {READ} FROM person p WHERE p.id = ? AND p.skjermet = 0 {scope}",  # noqa: S608
        (key, *within),
    ).fetchone()
    home = connection.execute(HOME, (key, asking.day, asking.day)).fetchone() or ()
    permit = connection.execute(PERMIT, (key,)).fetchone() or ()
    periods = connection.execute(PERIODS, (key,)).fetchall()
    tiltak = connection.execute(TILTAK, (key,)).fetchall()
    used = dict.fromkeys(row[-1] for row in (*periods, *tiltak))
    menu = "".join(f'<li><a href="../{one}/">{one}</a></li>' for one in used)
    facts = "".join(f"<dd>{escape(str(fact or '–'))}</dd>" for fact in (*head[5:], *home, *permit))
    own = [row for row in periods if row[-1] == ordning]
    states = "".join(_state(row) for row in own)
    months = _months(own, [row for row in tiltak if row[-1] == ordning], asking.day)
    return f"<ul>{menu}</ul><table>{_line(head)}</table><dl>{facts}</dl>{states}{months}", [key]


HOME = (
    "SELECT b.type, b.kommune, b.bydel, b.fra, m.navn, m.kommune FROM bosted b LEFT JOIN mottak m ON m.kode = b.mottak "
    "WHERE b.person_id = ? AND b.fra <= ? AND (b.til IS NULL OR b.til >= ?) ORDER BY b.fra DESC LIMIT 1"
)
PERMIT = (
    "SELECT type, vedtaksdato, gyldig_til FROM tillatelse WHERE person_id = ? AND trukket IS NULL "
    "ORDER BY vedtaksdato DESC LIMIT 1"
)
PERIODS = (
    "SELECT fra, til, frist, kategori, begrunnelse, ordning FROM ordning_periode WHERE person_id = ? ORDER BY fra DESC"
)
TILTAK = (
    "SELECT fra, til, timer_per_uke, erstattende, type, id, ordning FROM nir_tiltak_tiltak "
    "WHERE person_id = ? AND slettet IS NULL ORDER BY fra, id"
)


def _state(period: Sequence[Any]) -> str:
    fra, _til, frist, kategori, reasons, _ordning = period
    facts = "".join(f"<li>{escape(one['fact'])} {escape(str(one['value']))}</li>" for one in json.loads(reasons))
    return f"<p>{escape(kategori)} {day_text(fra)} frist {day_text(frist or NEVER)} {facts}</p>"


def _months(periods: Sequence[Any], tiltak: Sequence[Any], today: str) -> str:
    starts = [row[0] for row in (*periods, *tiltak)]
    ends = [row[1] or today for row in (*periods, *tiltak)]
    first, last = Month.parse(min(starts)[:7]), Month.parse(max(ends)[:7])
    return "".join(_month(month, tiltak) for month in reversed(months_between(first, last)))


@cache
def _days(month: Month) -> list[str]:
    return [day.isoformat() for day in working_days(month)]


def _month(month: Month, tiltak: Sequence[Any]) -> str:
    """The average of the month's working days: what replaces counts alone on its days."""
    key, days = str(month), _days(month)
    own = [
        (row[3], row[2], range(bisect_left(days, row[0]), bisect_right(days, row[1])))
        for row in tiltak
        if row[0][:7] <= key <= row[1][:7]
    ]
    alone = {day for replaces, _hours, span in own if replaces for day in span}
    hours = sum(
        hours * (len(span) if replaces or not alone else sum(day not in alone for day in span))
        for replaces, hours, span in own
    )
    text = f"{key}: {len(own)} tiltak, {hours / len(days):.2f} timer per uke"
    return (
        f'<div id="maned--{key}"><h5><a href="{key}/" hx-get="{key}/" hx-target="#maned--{key}">{text}</a></h5></div>'
    )


def _scope(asking: Asking) -> tuple[str, tuple[str, ...]]:
    if not asking.units:
        return "", ()
    marks = ", ".join("?" * len(asking.units))
    reach = f"SELECT 1 FROM reach r WHERE r.person_id = p.id AND r.unit_id IN ({marks}) AND r.fra <= ?"  # noqa: S608
    return f"AND EXISTS ({reach} AND (r.til IS NULL OR r.til >= ?))", (*asking.units, asking.day, asking.day)


def _line(row: Sequence[Any]) -> str:
    return (
        f'<tr><th><a href="/personer/{dashed(row[0])}/">{row[1][:4]} {row[1][4:10]} {row[1][10:]}</a></th>'
        f"<td>{escape(row[2])} {escape(row[3])}</td><td>{day_text(row[4])}</td></tr>"
    )
