"""Running a check with a planted fault, so that it can be seen failing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.checks_run import Result
from core.commands.errors import CommandError


def tried(measure: Callable[[str], Result], known: Sequence[str], name: str) -> Result:
    """Measures without a fault, with the one named, or with each (`alle`): then it is only ok when one was not found.

    Raises CommandError for a name that is not known.
    """
    if not name:
        return measure("")
    if name not in (*known, "alle"):
        raise CommandError(f"Feilen «{name}» finnes ikke her. Velg {', '.join(known)} eller alle.")
    results = {one: measure(one) for one in (known if name == "alle" else [name])}
    lines = [f"{one}: {line}" for one, result in results.items() for line in result.lines]
    return Result(tuple(lines), any(result.ok for result in results.values()))
