"""Hostile plugins of every kind, for `fotfeste check plugins`: what they got, and what stopped each."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import text, true
from sqlalchemy.orm import with_loader_criteria

from core.access.walls import criteria
from core.checks_run import Result
from core.config import BUNDLED
from core.db import AboutPerson, as_owner
from core.migrate import upgrade
from core.testing import app_on
from core.testing.faults import tried
from core.testing.postgres import PostgresMissing, postgres_dsn
from core.testing.quick import quick_hashes
from tests.access.conftest import raised
from tests.access.trying import foreign_rows, listed
from tests.fresh import owned_database
from tests.plugins import ground
from tests.plugins.hostile import AT_LOAD, ON_PAGE

FAULTS = (
    "uten-tabellkontroll",
    "uten-malkontroll",
    "uten-vern",
    "uten-verdikontroll",
    "venter-alltid",
    "uten-kriterium",
)
"""Those that need no PostgreSQL."""
PLANTS = (*FAULTS, "uten-policy")


STOPPED = "stoppet"
MOST = 8
"""Lines that are printed where a fault is planted: enough to see that it was found."""


def run(plant: str = "") -> Result:
    """Everything; with a fault the part that should find it."""
    start = time.monotonic()
    result = tried(tried_with, PLANTS, plant)
    return Result((*result.lines, f"Tid: {time.monotonic() - start:.0f} s"), result.ok)


def tried_with(fault: str) -> Result:
    """The part of the check that a fault concerns, and what it found; all of it without one."""
    with tempfile.TemporaryDirectory() as name, quick_hashes():
        folder = Path(name)
        if not fault:
            results = [on_postgres(folder), on_sqlite(folder), kinds(folder)]
            lines = tuple(line for result in results for line in result.lines)
            return Result(lines, all(result.ok for result in results))
        with planted(fault):
            result = PARTS.get(fault, partial(kinds, to_the_first=True))(folder)
        return Result(tuple(line for line in result.lines if STOPPED not in line)[:MOST], result.ok)


@contextmanager
def planted(fault: str) -> Iterator[None]:
    """A fault of core's own, while it lasts; that of PostgreSQL is planted in the database."""
    if fault == "uten-kriterium":
        with no_criterion():
            yield
    elif fault == "uten-policy":
        yield
    else:
        with ground.plant(fault):
            yield


@contextmanager
def no_criterion() -> Iterator[None]:
    """The ORM's criterion for rows about persons is taken out of the wall."""
    everything = with_loader_criteria(AboutPerson, lambda cls: true(), include_aliases=True)
    criteria.cache_clear()
    with patch("core.access.walls._rows", lambda scope: everything):
        yield
    criteria.cache_clear()


def on_postgres(folder: Path, harm: str = "") -> Result:
    """Every way there, as an ordinary owner's app: no foreign row."""
    try:
        with postgres_dsn() as dsn, owned_database(dsn, folder) as url:
            ways = every_way(url, folder, harm)
    except PostgresMissing as error:
        return Result((f"PostgreSQL: ikke prøvd. {str(error).splitlines()[0]}",), False)
    rows = sum(ways.values())
    leaks = tuple(f"  {name}: {number}" for name, number in ways.items() if number)
    return Result((f"PostgreSQL: {len(ways)} måter å lese og skrive på, {rows} fremmede rader", *leaks), rows == 0)


def on_sqlite(folder: Path) -> Result:
    """Every way there: those that are open are those that docs/security.md lists."""
    ways = every_way(f"sqlite:///{folder / 'ways.sqlite'}", folder)
    found, known = {name for name, number in ways.items() if number}, listed()
    differ = tuple(f"  {name}: {'åpen, ikke nevnt' if name in found else 'nevnt, ikke åpen'}" for name in found ^ known)
    same = "som i docs/security.md" if found == known else "IKKE som i docs/security.md"
    return Result((f"SQLite: {len(ways)} måter, {len(found)} åpne, {same}", *differ), found == known)


def every_way(url: str, folder: Path, harm: str = "") -> dict[str, int]:
    """Foreign rows by each way on an empty database; `harm` is SQL that the owner runs first."""
    make_app = partial(app_on, url)
    upgrade(without := make_app(BUNDLED).extensions["fotfeste"])
    with raised(make_app, without, folder) as walls:
        if harm:
            with as_owner(walls.house.engine) as connection:
                connection.execute(text(harm))
        found = foreign_rows(walls)
        walls.house.engine.dispose()
    return found


def slow_alone(folder: Path) -> Result:
    """The kind that is only slow."""
    line = _slow(_place(f"sqlite:///{folder / 'slow.sqlite'}", folder))
    return Result((line,), STOPPED in line)


def kinds(folder: Path, *, to_the_first: bool = False) -> Result:
    """Each kind of hostile plugin, and what stopped it; or only as far as the first that nothing stopped."""
    lines = []
    for line in _lines(folder):
        lines.append(line)
        if to_the_first and STOPPED not in line:
            break
    loose = sum(STOPPED not in line for line in lines)
    first = f"{len(AT_LOAD)} slag ved start og {len(ON_PAGE) + 1} på en side: {loose} ikke stoppet"
    return Result((first, *lines), not loose)


def _lines(folder: Path) -> Iterator[str]:
    yield from (_at_load(folder, kind) for kind in AT_LOAD)
    place = _place(f"sqlite:///{folder / 'kinds.sqlite'}", folder)
    yield from (_on_page(place, kind) for kind in ON_PAGE)
    yield _slow(place)


def _at_load(folder: Path, kind: str) -> str:
    home = Path(tempfile.mkdtemp(dir=folder))
    said = ground.refused(kind, home).replace(str(home), "")
    return f"  {kind}: {STOPPED + ' ved start: ' + said if said else 'SLAPP INN'}"


def _on_page(place: Any, kind: str) -> str:
    lost = ground.taken(place, kind)
    return f"  {kind}: {'TOK ' + lost if lost else STOPPED + ': bare sin egen boks'}"


def _slow(place: Any) -> str:
    held = ground.held_up(place)
    times = f"siden på {max(held.waited):.2f} s tre ganger, så {held.after:.2f} s"
    stopped = held.whole and not held.made
    return f"  et tregt panel: {STOPPED + ': hentet etterpå, ' if stopped else 'HOLDT SIDEN, '}{times}"


def _place(url: str, folder: Path) -> Any:
    upgrade(app_on(url, []).extensions["fotfeste"])
    return ground.ground(partial(app_on, url), folder)


PARTS: Mapping[str, Callable[[Path], Result]] = {
    "uten-policy": partial(on_postgres, harm="ALTER TABLE alfa_note DISABLE ROW LEVEL SECURITY"),
    "uten-kriterium": on_sqlite,
    "venter-alltid": slow_alone,
}
"""The parts that find a fault of the walls, and of waiting; `kinds` finds the others."""
