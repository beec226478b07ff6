"""Measures lists and search against pages written by hand: `fotfeste bench lists`.

One database is measured in a process of its own, so that its memory is its own: `python -m core.bench.lists ADDRESS`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, make_url, select

from core import create_app
from core.access.scope import system_scope
from core.bench.by_hand import ByHand, Page
from core.bench.by_hand_postgres import OnPostgres
from core.bench.fill import settings_on
from core.bench.jobs import Job, jobs
from core.bench.taking_out import files
from core.house import House
from core.logs import configure
from core.persons.models import Person
from core.statements import counted

WARM, TIMES = 10, 50
MOST_TAKEN_OUT = 500_000
"""Persons above which the file is not measured: it would have a million rows and more."""
NOT_COUNTED = ("web_session", "user_role", "access_log")
"""Of the session and of the log: not counted among a page's statements."""
Measured = dict[str, Any]


def measured(url: str) -> Measured:
    """Measures a database in a process of its own."""
    command = [sys.executable, "-m", "core.bench.lists", url]
    found: Measured = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def measure(url: str) -> Measured:
    """Every job on this database: milliseconds, ours and by hand, and our statements."""
    app = create_app(settings_on(url))
    found, first = jobs(app)
    rows = [_figures(app, by_hand(url, job.page, app.extensions["fotfeste"].clock.today()), job) for job in found]
    taken_out = files(app, file_of(url)) if _persons(app.extensions["fotfeste"]) < MOST_TAKEN_OUT else None
    return {"jobs": rows, "first": first, "csv": taken_out}


def by_hand(url: str, page: Page, today: date) -> ByHand:
    """The page by hand, on the database at this address."""
    path = file_of(url)
    return ByHand(path, page, today) if path else OnPostgres(url, page, today)


def file_of(url: str) -> Path | None:
    """The file of a SQLite database."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def _persons(house: House) -> int:
    with house.session() as session, system_scope(session, "bench"):
        return session.scalar(select(func.count()).select_from(Person)) or 0


def _figures(app: Flask, hand: ByHand, job: Job) -> Measured:
    """The two in turn, so that what else the machine does hits both."""
    with counted(app.extensions["fotfeste"].engine) as asked:
        size = _call(app, job.ours)
    statements = [one for one in asked if not any(table in one for table in NOT_COUNTED)]
    for _time in range(WARM):
        _call(app, job.ours)
        _call(hand, job.hand)
    times = [(*_spent(app, job.ours), *_spent(hand, job.hand)) for _time in range(TIMES)]
    names = ("ours", "ours_clock", "hand", "hand_clock")
    figures = {name: statistics.median(some) for name, some in zip(names, zip(*times, strict=True), strict=True)}
    goals = {"most": job.most, "growth": job.growth, "statements_most": job.statements}
    return {"name": job.name, "bytes": size, "statements": len(statements), **figures, **goals}


def _spent(app: Any, environ: dict[str, Any]) -> tuple[float, float]:
    """Milliseconds of our processor, and on the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    _call(app, environ)
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000


def _call(app: Any, environ: dict[str, Any]) -> int:
    """Bytes of the answer. Raises RuntimeError where it is no page."""
    status: list[str] = []
    answer = app(dict(environ), lambda line, headers, error=None: status.append(line))
    size = sum(len(piece) for piece in answer)
    getattr(answer, "close", lambda: None)()
    if not status[0].startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} answered {status[0]}")
    return size


if __name__ == "__main__":
    configure("warning")
    print(json.dumps(measure(sys.argv[1])))
