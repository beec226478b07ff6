"""Measures a list in Chromium on a slow machine and a slow net: `fotfeste bench browser`.

Each visit is by a browser that has never been here (nothing kept, already signed in). What counts is when the first
line of the table has been painted, from when the address was asked for.
"""

from __future__ import annotations

import statistics
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import create_app
from core.access.scope import system_scope
from core.bench.fill import settings_for
from core.bench.jobs import LAW, ORDNING, sign_in
from core.bench.many import MEASURED
from core.bench.served import served
from core.checks_run import from_tests
from core.commands.errors import CommandError
from core.config import Settings
from core.house import House

SLOWER, LATENCY, BYTES_PER_SECOND = 4, 150, 1_600_000 / 8
"""The processor so many times slower, milliseconds a request, and 1.6 Mbit/s both ways."""
LIST = f"/personlister/{LAW}/"
VISITS, WARM = 9, 20
SELDOM = 250
"""Milliseconds between each time the page is asked whether it is done, so that asking costs little."""
GOALS = (600, 45_000, 4, LATENCY + 120, 3_000)
"""Of each line of the table."""
WINDOW = {"width": 1280, "height": 900}

# The turn after the frame in which something is there: then it has been painted. No frame comes while the style sheet
# is awaited, and the first one is painted when the browser says so, which is later.
PAINTED = """
window.painted = (found, done) => {
  const look = () => requestAnimationFrame(() => {
    if (!found()) return look();
    const frame = performance.now();
    scheduler.postTask(() => done(frame, performance.now()), {priority: 'user-blocking'});
  });
  look();
};
new PerformanceObserver((list) => {
  for (const {startTime} of list.getEntriesByName('first-contentful-paint')) window.first = startTime;
}).observe({type: 'paint', buffered: true});
painted(() => document.querySelector('#liste tbody tr'), (frame, after) => Object.assign(window, {frame, after}));
"""
SHOWN = "() => window.first && window.after && (window.frame <= first ? first : after)"
CHOOSE = """([id, value]) => {
  const select = document.getElementById(id);
  const before = document.getElementById('liste');
  const changed = () => {
    const now = document.getElementById('liste');
    return now !== before && now.querySelector('tbody tr');
  };
  const started = performance.now();
  painted(changed, (frame, after) => { window.changed = after - started; });
  select.value = value;
  select.dispatchEvent(new Event('change', {bubbles: true}));
}"""
CHANGED = "() => window.changed"


@dataclass(frozen=True)
class Came:
    """What has come over the net, packed as it was sent: bytes of each file, and of the heads of all the answers."""

    files: Mapping[str, int]
    heads: int


class Wire:
    """Listens to what comes."""

    def __init__(self, devtools: Any) -> None:
        """From now on."""
        self._began: dict[str, tuple[str, int]] = {}
        self._ended: list[tuple[str, int, int]] = []
        devtools.on("Network.responseReceived", self._begin)
        devtools.on("Network.loadingFinished", self._end)

    def taken(self) -> Came:
        """What has come since it was asked last."""
        ended, self._ended = self._ended, []
        return Came({name: size for name, size, _head in ended}, sum(head for _name, _size, head in ended))

    def _begin(self, told: Mapping[str, Any]) -> None:
        answer = told["response"]
        if answer["url"].startswith("http"):
            name = answer["url"].split("?")[0].rsplit("/", 1)[-1] or "siden"
            self._began[told["requestId"]] = (name, int(answer["encodedDataLength"]))

    def _end(self, told: Mapping[str, Any]) -> None:
        if told["requestId"] in self._began:
            name, head = self._began[told["requestId"]]
            self._ended.append((name, int(told["encodedDataLength"]) - head, head))


@dataclass(frozen=True)
class Visit:
    """One visit: milliseconds until the list is seen and what came, and the same of one filter chosen."""

    visible: float
    came: Came
    click: float
    click_came: Came


def measure(filled: Callable[[], Path], visits: int = VISITS) -> list[Visit]:
    """Visits to the list of a kommune in a SQLite database, after one that does not count.

    The database is asked for when the browser has started. Raises CommandError where it does not.
    """
    with _chromium() as browser:
        settings = settings_for(filled())
        cookie = _signed_in(settings)
        with served(settings.database_url) as address:
            _warm(f"{address}{LIST}", cookie)
            name, value = cookie.split("=", 1)
            kept = {"name": name, "value": value, "url": address}
            return [_visit(browser, address, kept) for _time in range(visits + 1)][1:]


def _signed_in(settings: Settings) -> str:
    """The cookie of a caseworker in the kommune that is measured."""
    app = create_app(settings)
    house: House = app.extensions["fotfeste"]
    with house.session(write=True) as session, system_scope(session, "bench"):
        asker = sign_in(app, session, "kommune_introbruker", f"kommune:{MEASURED}")
        session.commit()
    house.engine.dispose()
    return asker.cookie


def _warm(url: str, cookie: str) -> None:
    """Each process of the server has made the page before."""
    for _time in range(WARM):
        urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})).close()  # noqa: S310  our own


@contextmanager
def _chromium() -> Iterator[Any]:
    """The browser of the journeys. Raises CommandError where it, or what drives it, is not there."""
    options = from_tests("tests.browser").launch_options()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError as error:
        raise CommandError("Nettleseren styres av en pakke som hører til testene. ./run test henter den.") from error
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(**options)
        except Error as error:
            raise CommandError("Chromium mangler eller starter ikke. ./run test henter den.") from error
        try:
            yield browser
        finally:
            browser.close()


def _visit(browser: Any, address: str, cookie: dict[str, str]) -> Visit:
    context = browser.new_context(base_url=address, viewport=WINDOW)
    try:
        context.add_cookies([cookie])
        context.add_init_script(PAINTED)
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        page.goto("/helse")
        _slow_down(devtools)
        wire = Wire(devtools)
        page.goto(LIST, wait_until="networkidle")
        visible, came = page.wait_for_function(SHOWN, polling=SELDOM).json_value(), wire.taken()
        page.evaluate(CHOOSE, ["f-ordning", ORDNING])
        click = page.wait_for_function(CHANGED, polling=SELDOM).json_value()
        page.wait_for_load_state("networkidle")
        return Visit(visible, came, click, wire.taken())
    finally:
        context.close()


def _slow_down(devtools: Any) -> None:
    devtools.send("Network.enable")
    rates = {"latency": LATENCY, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **rates})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def table(visits: Sequence[Visit]) -> Iterator[str]:
    """The lines of a table: the median, the least and the most of each thing measured, and whether its goal is met."""
    measured: dict[str, list[float]] = {
        "liste synlig, ms": [one.visible for one in visits],
        "byte": [sum(one.came.files.values()) for one in visits],
        "forespørsler": [len(one.came.files) for one in visits],
        "filter valgt, ms": [one.click for one in visits],
        "filter valgt, byte": [sum(one.click_came.files.values()) for one in visits],
    }
    yield "| jobb | median | minst | mest | mål | nådd |"
    yield "|---|---|---|---|---|---|"
    for (name, figures), most in zip(measured.items(), GOALS, strict=True):
        middle = statistics.median(figures)
        met = "ja" if middle <= most else "nei"
        yield f"| {name} | {middle:.0f} | {min(figures):.0f} | {max(figures):.0f} | {most} | {met} |"
    yield ""
    last = visits[-1]
    parts = ", ".join(f"{name} {size}" for name, size in last.came.files.items())
    yield f"Byte: {parts}. Hodene kommer i tillegg: {last.came.heads}, og {last.click_came.heads} når et filter velges."
