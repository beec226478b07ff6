"""The figures of odd texts in a real browser, for `fotfeste check text`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from core.checks_run import Result
from core.commands.errors import CommandError
from tests import browser
from tests.text.plants import PLANTED, PLANTS
from tests.text.samples import CALLED, QUICK_CALLED, TYPED
from tests.text.served import serving
from tests.text.trial import Trial, Tried


def run(plant: str) -> Result:
    """Every text in every form, every name on every page; with `plant` only the planted page, which must be found."""
    if plant not in ("", "alle", *PLANTS):
        raise CommandError(f"Feilen «{plant}» finnes ikke. Disse finnes: {', '.join(PLANTS)}.")
    with _chromium() as chromium:
        if plant:
            return _planted(chromium, list(PLANTS) if plant == "alle" else [plant])
        start = time.monotonic()
        tried = go_through(chromium, TYPED, list(CALLED.values()))
    return Result((*figures(tried), f"Tid: {time.monotonic() - start:.0f} s", *tried.faults[:20]), not tried.faults)


@contextmanager
def _chromium() -> Iterator[Browser]:
    browser.ensure()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**browser.launch_options())
        yield started
        started.close()


def go_through(
    chromium: Browser,
    typed: dict[str, str],
    called: list[str],
    prepare: Callable[[Flask], None] | None = None,
    only: str = "",
) -> Tried:
    """Types all these texts, and looks at all pages for each of these names."""
    tried = Tried()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), prepare) as served:
        trial = Trial(chromium, served, tried, only)
        trial.type_in_all(typed, refused=["long"])
        trial.look_at_all(called, Path(folder))
        trial.close()
    return tried


def figures(tried: Tried) -> tuple[str, ...]:
    """What was typed and looked at, and how many faults of each kind."""
    counted = {
        "Dialoger": "dialog:",
        "Meldinger om innholdsreglene (CSP)": "olicy",
        "Sider bredere enn vinduet": "in a window of",
        "Det som var skrevet, borte": "is lost",
        "Feil uten tekst ved feltet": "no fault beside",
    }
    numbers = {words: sum(sign in fault for fault in tried.faults) for words, sign in counted.items()}
    return (
        f"Skjemaer: {len(tried.forms)}, med {tried.fields} felt; {len(tried.stored)} tok imot og lagret",
        f"Sider sett på, hver på 1280 og 800 px: {tried.pages}",
        *(f"{words}: {number}" for words, number in numbers.items()),
        f"Feil i alt: {len(tried.faults)}",
    )


def _planted(chromium: Browser, names: list[str]) -> Result:
    lines, missed = [], []
    for name in names:
        faults = planted(chromium, name)
        lines.append(f"Plantet «{name}»: {faults[0] if faults else 'IKKE FUNNET'}")
        missed += [] if faults else [name]
    return Result(tuple(lines), bool(missed))


def planted(chromium: Browser, name: str) -> list[str]:
    """The faults of the expected kind that are found where this one is planted."""
    prepare, sign = PLANTS[name]
    tried = go_through(chromium, {"a name": "Ada"}, [QUICK_CALLED], prepare, PLANTED)
    return [fault for fault in tried.faults if sign in fault]
