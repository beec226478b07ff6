"""What `fotfeste bench lists` writes: lines of a table, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Measured = dict[str, Any]


def table(found: Mapping[int, Measured]) -> Iterator[str]:
    """The lines of a table for every size, and whether each goal is met."""
    yield "| jobb | personer | vår, ms | grensen, ms | forhold | mål | vekst | mål | setninger | nådd |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for size, row, small in _rows(found):
        yield _line(row, size, small)
    for size in sorted(found):
        yield from _after(size, found[size])


def clocked(found: Mapping[int, Measured]) -> Iterator[str]:
    """For a database in a process of its own: our processor, and the clock, which ratio and growth are of."""
    yield "| jobb | personer | vår, ms | på klokken | grensen, ms | på klokken | forhold | vekst | setninger |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for size, row, small in _rows(found):
        times = [_number(row[name]) for name in ("ours", "ours_clock", "hand", "hand_clock")]
        growth = f"× {_number(row['ours_clock'] / small['ours_clock'])}" if small else ""
        ratio = f"× {_number(row['ours_clock'] / row['hand_clock'])}"
        yield f"| {' | '.join((row['name'], _thousands(size), *times, ratio, growth, str(row['statements'])))} |"
    for size in sorted(found):
        yield from _after(size, found[size])


def _rows(found: Mapping[int, Measured]) -> Iterator[tuple[int, Measured, Measured | None]]:
    """Each job at each size, and the same at the smallest, where that is another."""
    sizes = sorted(found)
    jobs = {size: {row["name"]: row for row in found[size]["jobs"]} for size in sizes}
    for name in jobs[sizes[-1]]:
        for size in sizes:
            if name in jobs[size]:
                yield size, jobs[size][name], jobs[sizes[0]].get(name) if size != sizes[0] else None


def _line(row: Measured, size: int, small: Measured | None) -> str:
    ratio = row["ours"] / row["hand"]
    growth = row["ours"] / small["ours"] if small else 1.0
    met = ratio <= row["most"] and growth <= row["growth"] and row["statements"] <= row["statements_most"]
    cells = (
        row["name"],
        _thousands(size),
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


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _after(size: int, found: Measured) -> Iterator[str]:
    """Whether the misspelt name was found, and the file."""
    yield ""
    for where, first in found["first"].items():
        yield f"{_thousands(size)} personer, feilskrevne navn som finnes blant de fem første, {where}: {first:.0%}"
    if found["csv"] is not None:
        yield _csv(**found["csv"])


def _csv(ours: Measured, logged: Measured | None = None, raw: Measured | None = None) -> str:
    told = f"CSV, {_thousands(ours['rows'])} linjer: {_number(ours['seconds'])} s ({_number(ours['clock'])} på klokken)"
    met = ours["first"] <= 100 and ours["memory"] <= 25
    for way, one, goal in (("med innsynslogg", logged, ", mål × 2,5"), ("uten", raw, "")):
        if one is not None:
            ratio = ours["seconds"] / one["seconds"]
            met = met and (ratio <= 2.5 or not goal)
            told += f"; for hånd {way} {_number(one['seconds'])} s (× {_number(ratio)}{goal})"
    return (
        f"{told}; første byte {ours['first']:.0f} ms (mål 100); {_number(ours['memory'])} MiB mer minne (mål 25): "
        f"{'nådd' if met else 'ikke nådd'}"
    )
