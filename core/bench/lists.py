"""Measures lists and search against pages written by hand: `fotfeste bench lists`.

One database is measured in a process of its own, so that its memory is its own: `python -m core.bench.lists FILE`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from core import create_app
from core.bench.by_hand import ByHand
from core.bench.fill import settings_for
from core.bench.jobs import Job, jobs
from core.bench.taking_out import files
from core.logs import configure
from core.statements import counted

WARM, TIMES = 10, 50
MOST_TAKEN_OUT = 4 * 2**30
"""Bytes of a database above which the file is not measured: it would have a million rows and more."""
NOT_COUNTED = ("web_session", "user_role", "access_log")
"""Of the session and of the log: not counted among a page's statements."""
Measured = dict[str, Any]


def measured(path: Path) -> Measured:
    """Measures a database in a process of its own."""
    command = [sys.executable, "-m", "core.bench.lists", str(path)]
    found: Measured = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def measure(path: Path) -> Measured:
    """Every job on this database: milliseconds of the processor, ours and by hand, and our statements."""
    app = create_app(settings_for(path))
    found, first = jobs(app)
    rows = [_figures(app, ByHand(path, job.page, app.extensions["fotfeste"].clock.today()), job) for job in found]
    return {"jobs": rows, "first": first, "csv": files(app, path) if path.stat().st_size < MOST_TAKEN_OUT else None}


def _figures(app: Flask, hand: ByHand, job: Job) -> Measured:
    """The two in turn, so that what else the machine does hits both."""
    with counted(app.extensions["fotfeste"].engine) as asked:
        size = _call(app, job.ours)
    statements = [one for one in asked if not any(table in one for table in NOT_COUNTED)]
    for _time in range(WARM):
        _call(app, job.ours)
        _call(hand, job.hand)
    ours, by_hand = [], []
    for _time in range(TIMES):
        ours.append(_spent(app, job.ours))
        by_hand.append(_spent(hand, job.hand))
    goals = {"most": job.most, "growth": job.growth, "statements_most": job.statements}
    figures = {"ours": statistics.median(ours), "hand": statistics.median(by_hand), "statements": len(statements)}
    return {"name": job.name, "bytes": size, **figures, **goals}


def _spent(app: Any, environ: dict[str, Any]) -> float:
    started = time.process_time()
    _call(app, environ)
    return (time.process_time() - started) * 1000


def _call(app: Any, environ: dict[str, Any]) -> int:
    """Bytes of the answer. Raises RuntimeError where it is no page."""
    status: list[str] = []
    answer = app(dict(environ), lambda line, headers, error=None: status.append(line))
    size = sum(len(piece) for piece in answer)
    getattr(answer, "close", lambda: None)()
    if not status[0].startswith("200"):
        raise RuntimeError(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} answered {status[0]}")
    return size


def table(found: dict[int, Measured]) -> Iterator[str]:
    """The lines of a table for every size, and whether each goal is met."""
    sizes = sorted(found)
    yield "| jobb | personer | vår, ms | grensen, ms | forhold | mål | vekst | mål | setninger | nådd |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    small = {row["name"]: row for row in found[sizes[0]]["jobs"]}
    for row in found[sizes[-1]]["jobs"]:
        for size in sizes:
            one = next((other for other in found[size]["jobs"] if other["name"] == row["name"]), None)
            if one is not None:
                yield _line(one, size, small.get(row["name"]) if size != sizes[0] else None)
    for size in sizes:
        yield from _after(size, found[size])


def _line(row: Measured, size: int, small: Measured | None) -> str:
    ratio = row["ours"] / row["hand"]
    growth = row["ours"] / small["ours"] if small else 1.0
    met = ratio <= row["most"] and growth <= row["growth"] and row["statements"] <= row["statements_most"]
    cells = (
        row["name"],
        f"{size:,}".replace(",", " "),
        _number(row["ours"]),
        _number(row["hand"]),
        f"× {_number(ratio)}",
        f"× {row['most']:g}",
        f"× {_number(growth)}" if small else "",
        f"× {_number(row['growth'])}" if small else "",
        f"{row['statements']} (høyst {row['statements_most']})",
        "ja" if met else "nei",
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _after(size: int, found: Measured) -> Iterator[str]:
    """The file, and whether the misspelt name was found."""
    if found["csv"] is None:
        return
    ours, logged, raw = (found["csv"][way] for way in ("ours", "logged", "raw"))
    yield ""
    for where, first in found["first"].items():
        yield f"{size} personer, feilskrevne navn som finnes blant de fem første, {where}: {first:.0%}"
    ratio = ours["seconds"] / logged["seconds"]
    met = ratio <= 2.5 and ours["first"] <= 100 and ours["memory"] <= 25
    yield (
        f"CSV, {ours['rows']} linjer: {_number(ours['seconds'])} s; for hånd med innsynslogg "
        f"{_number(logged['seconds'])} s (× {_number(ratio)}, mål × 2,5), uten {_number(raw['seconds'])} s "
        f"(× {_number(ours['seconds'] / raw['seconds'])}); første byte {ours['first']:.0f} ms (mål 100); "
        f"{_number(ours['memory'])} MiB mer minne (mål 25): {'nådd' if met else 'ikke nådd'}"
    )


if __name__ == "__main__":
    configure("warning")
    print(json.dumps(measure(Path(sys.argv[1]))))
