"""A browser window someone works in, that notes every fault the browser tells of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Route

AXE = Axe()
PICTURES = os.environ.get("E2E_PICTURES")
"""A folder for a picture of all that is looked at."""
OF_PICTURES = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
"""The empty style Playwright leaves behind when it takes a picture; the policy refuses it, as it should."""
OPTIONS = {"resultTypes": ["violations"]}
WIDER = """() => {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth ? `${root.scrollWidth} px in a window of ${root.clientWidth}` : '';
}"""
REPORT = """addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, lineNumber}) => {
  console.error(`policy: ${effectiveDirective} ${blockedURI} line ${lineNumber}`);
}, true)"""
"""What the policy refuses is told as an error of the page's."""
numbers = count(1)


@dataclass(frozen=True)
class Screen:
    """How wide the window is (px), and whether scripts run in it."""

    name: str
    width: int
    height: int
    scripts: bool


WIDE = Screen("1280-js", 1280, 900, scripts=True)
TABLET = Screen("800", 800, 1280, scripts=False)
PHONE = Screen("320-js", 320, 640, scripts=True)


@dataclass
class Desk:
    """A window of its own, with nothing shared with other windows."""

    browser: Browser
    screen: Screen
    address: str
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Opens the window."""
        self.context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=self.screen.scripts,
            viewport={"width": self.screen.width, "height": self.screen.height},
        )
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(REPORT)
        self.page = self.context.new_page()
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("dialog", self._asked)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("response", lambda answer: answer.status >= 500 and self.faults.append(f"{answer.status} {answer.url}"))
        page.on("requestfailed", self._lost)

    def _heard(self, message: ConsoleMessage) -> None:
        """Chromium writes a line for each 404 and 422 too, which are answers like others."""
        of_pictures = OF_PICTURES in message.text or message.text.startswith(
            ("policy: style-src-elem inline", "policy: style-src-attr inline")
        )
        expected = message.text.startswith("Failed to load resource") or (PICTURES and of_pictures)
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"console: {message.text}")

    def _asked(self, dialog: Dialog) -> None:
        """No page of ours asks in a box of the browser's: someone else's text does."""
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _lost(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the user went on before it came
            self.faults.append(f"{request.failure} {request.url}")

    def go(self, path: str) -> int:
        """Opens an address; gives the status."""
        answer = self.page.goto(path)
        return answer.status if answer else 0

    def look(self, name: str) -> None:
        """What stands on the screen has no fault that axe or the browser knows of, and is not wider than the window."""
        self._picture(name)
        page = self._readable()
        found = AXE.run(page, options=OPTIONS)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert not (wider := page.evaluate(WIDER)), f"{name}: {wider}"
        assert not self.faults, f"{name}: {self.faults}"

    def _readable(self) -> Page:
        """This page; where scripts are off, its twin in a window where the tools' own run, and the site's do not."""
        if self.screen.scripts:
            return self.page
        html, url = self.page.content(), self.page.url

        def answer(route: Route) -> None:
            if route.request.resource_type == "document":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            elif route.request.resource_type == "script":
                route.fulfill(body="")
            else:
                route.continue_()

        self.twin.unroute_all()
        self.twin.route("**/*", answer)
        self.twin.goto(url)
        return self.twin

    @cached_property
    def twin(self) -> Page:
        """A window of the same size that has no session."""
        return self.browser.new_page(viewport=self.page.viewport_size)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """What happens inside loads no page where scripts run."""
        loads: list[str] = []

        def note(request: Request) -> None:
            if request.is_navigation_request():
                loads.append(request.url)

        self.page.on("request", note)
        yield
        self.page.remove_listener("request", note)
        assert not (self.screen.scripts and loads), loads

    def close(self) -> None:
        """Closes the window; nothing may have gone wrong in it."""
        self._picture("end")
        self.context.close()
        if not self.screen.scripts:
            self.twin.close()
        assert not self.faults, self.faults

    def _picture(self, name: str) -> None:
        if PICTURES:
            path = Path(PICTURES) / f"{next(numbers):03d}-{self.screen.name}-{name}.png"
            self.page.screenshot(path=path, full_page=True)
