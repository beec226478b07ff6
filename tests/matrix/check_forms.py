"""The figures of the forms, for `fotfeste check forms`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask

from core.checks_run import Result
from core.testing.faults import tried
from core.web.forms import Form
from core.web.needs import public
from tests.durability import race
from tests.durability.served import scratch
from tests.matrix.forms import TITLES, Tried, after_the_session, without_key, without_token
from tests.matrix.world import World, own_world

Planted = Callable[[Flask], None]
SIZE, SHORT = race.Size(pairs=100, forms=50, writers=0), race.Size(pairs=5, forms=5, writers=0)
"""Those who write all at once are `check race`'s, on both databases. A fault shows itself soon."""


def page_without(*names: str) -> Planted:
    """A page whose form lacks some of what every form carries; its view takes whatever comes."""

    def plant(app: Flask) -> None:
        def view() -> Any:
            form = Form()
            fields = {"csrf_token": form.csrf_token.current_token, "nokkel": form.nokkel.data, "versjon": "0"}
            shown = "".join(
                f'<input type="hidden" name="{name}" value="{value}">'
                for name, value in fields.items()
                if name not in names
            )
            return f'<form method="post">{shown}</form>'

        app.add_url_rule("/plantet/", "plantet.form", public(title="Plantet")(view), methods=["GET", "POST"])

    return plant


def exempt(app: Flask) -> None:
    """A route that takes anything from anywhere."""
    app.extensions["csrf"].exempt(app.view_functions["access.language"])


@contextmanager
def lost() -> Iterator[None]:
    """A form that comes too late is thrown away."""
    with patch("core.web.request.hold_form", lambda session: ""):
        yield


IN_PROCESS: Mapping[str, tuple[Planted | None, str]] = {
    "uten-csrf": (exempt, "token"),
    "skjema-uten-nokkel": (page_without("nokkel"), "key"),
    "skjema-uten-versjon": (page_without("versjon"), "key"),
    "tatt-imot-uten": (page_without(), "key"),
    "tapt-skjema": (None, "late"),
}
"""What plants it, and which part must find it."""
ONE = ("nir, opened",)
"""Who is enough to find a fault that was planted."""
AT_ONCE = ("uten-versjon", "uten-nokkel")
"""Faults of a server, as `check race` plants them."""
PLANTS = (*IN_PROCESS, *AT_ONCE)


def run(plant: str = "") -> Result:
    """Everything; with a fault the part that should find it."""
    start = time.monotonic()
    result = tried(measure, PLANTS, plant)
    return Result((*result.lines, f"Tid: {time.monotonic() - start:.0f} s"), result.ok)


def measure(fault: str) -> Result:
    """The part of the check that a fault concerns; all of it without one."""
    if fault in AT_ONCE:
        return at_once(fault)
    if fault:
        return in_process(fault)
    results = [in_process(), at_once()]
    return Result(tuple(line for result in results for line in result.lines), all(result.ok for result in results))


def at_once(fault: str = "") -> Result:
    """Two who edit the same, and a form sent five times, at a running server."""
    with scratch() as folder:
        return race.measure(f"sqlite:///{folder / 'forms.sqlite'}", folder, SHORT if fault else SIZE, fault)


def in_process(fault: str = "") -> Result:
    """Token, key and version, and the form that came too late."""
    prepare, part = IN_PROCESS.get(fault, (None, ""))
    with tempfile.TemporaryDirectory() as folder, own_world(Path(folder), prepare) as world:
        if fault == "tapt-skjema":
            with lost():
                return parts(world, part)
        return parts(world, part)


def parts(world: World, part: str) -> Result:
    """All parts, or the one that is named."""
    every: dict[str, tuple[Callable[[World, tuple[str, ...]], Tried], str]] = {
        "token": (
            without_token,
            "{what} metoder og ruter uten CSRF-merket, med galt og med en annens: {requests} avslag",
        ),
        "key": (without_key, "{what} skjemaer på alle sidene uten nøkkel og uten versjon: {requests} avslag"),
        "late": (after_the_session, "{what} skjemaer sendt etter at økten var slutt: vist igjen, ulagret"),
    }
    lines: list[str] = []
    ok = True
    for name, (ask, text) in every.items():
        if part in ("", name):
            found = ask(world, ONE if part else TITLES)
            lines.append(f"{text.format(what=len(found.what), requests=found.requests)}, {len(found.faults)} feil")
            lines += [f"  {fault}" for fault in found.faults[:5]]
            ok &= not found.faults and bool(found.what)
    return Result(tuple(lines), ok)
