"""Types odd texts into every field of every form, stores them where a form takes them, and looks at every page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from tests.e2e.desk import WIDE, WIDER, Desk
from tests.matrix.world import Actor
from tests.text.forms import OddForm, forms_of
from tests.text.served import Place, Served

WIDTHS = (1280, 800)
KNOWN = "reserve"
"""A user there is, for a field that asks for one."""
ROUNDS = 4
"""So many times what is wrong in a form is mended and sent again."""


@dataclass
class Tried:
    """The figures, and each fault as a sentence."""

    pages: int = 0
    forms: set[object] = field(default_factory=set)
    fields: int = 0
    stored: set[object] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Trial:
    """A browser that goes through a served world."""

    def __init__(self, browser: Browser, served: Served, tried: Tried, only: str = "") -> None:
        """`only`: pages with this in their address. What is found is added to `tried`."""
        self.browser, self.served, self.tried = browser, served, tried
        self.desks: dict[str, Desk] = {}
        self.places = served.places(only)

    def close(self) -> None:
        """Closes every window."""
        for desk in self.desks.values():
            desk.context.close()

    def _desk(self, actor: Actor) -> Desk:
        if actor.title not in self.desks:
            desk = self.desks[actor.title] = Desk(self.browser, WIDE, self.served.address)
            desk.context.add_cookies(self.served.cookies(actor))
        return self.desks[actor.title]

    def look_at_all(self, names: Iterable[str], folder: Path) -> None:
        """Every page, while persons are called each of these."""
        for name in names:
            self.served.call(name, folder)
            for place in self.places:
                desk = self._desk(place.actor)
                self._open(desk, place)
                self._judge(desk, place.path)

    def type_in_all(self, texts: Mapping[str, str], refused: Collection[str] = ()) -> None:
        """Every form, each of these texts in all its fields; then it is mended until it is taken, but for `refused`."""
        for place in self.places:
            desk = self._desk(place.actor)
            self._open(desk, place)
            for form in forms_of(desk.page):
                if form.key not in self.tried.forms:
                    self.tried.forms.add(form.key)
                    self.tried.fields += len(form.names)
                    for name, text in texts.items():
                        self._type(desk, place, form, text, 1 if name in refused else ROUNDS)

    def _open(self, desk: Desk, place: Place) -> None:
        desk.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        desk.go(place.path)

    def _judge(self, desk: Desk, what: str) -> None:
        """Nothing ran, nothing was refused by the policy, and the page is no wider than its window."""
        self.tried.pages += 1
        for width in WIDTHS:
            desk.page.set_viewport_size({"width": width, "height": 900})
            if wider := desk.page.evaluate(WIDER):
                self.tried.faults.append(f"{what}: {wider}")
        desk.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.tried.faults += [f"{what}: {fault:.300}" for fault in desk.faults]
        desk.faults.clear()

    def _type(self, desk: Desk, place: Place, form: OddForm, text: str, rounds: int) -> None:
        self._open(desk, place)
        here = _again(desk.page, form)
        if here is None:
            return  # it was taken once, and is not asked again
        what = f"{form.method} {form.action} with {text:.12}"
        typed = here.type(desk.page, text)
        try:
            for number in range(rounds):
                status = here.send(desk.page)
                self._judge(desk, what)
                here = _again(desk.page, form, answered=True) if status == 422 else None
                if here is None:
                    break
                if number == 0:
                    self.tried.faults += [f"{what}: {fault}" for fault in _badly_said(here, desk.page, typed)]
                here.mend(desk.page, number, KNOWN)
        except Error as error:
            self.tried.faults.append(f"{what}: {str(error):.200}")
        if here is None:
            self.tried.stored.add(form.key)


def _again(page: Page, form: OddForm, *, answered: bool = False) -> OddForm | None:
    """The form as it stands on the page now. What is typed aside is `answered` by the page's own form."""
    keys = [form.key, form.key[:-1]] if form.aside else [form.key]
    found = [one for one in forms_of(page) if one.key in keys]
    return next(reversed(found) if answered else iter(found), None)


def _badly_said(form: OddForm, page: Page, typed: Mapping[str, str]) -> list[str]:
    """What was typed stays as typed, but for passwords; and each wrong field says so beside itself."""
    fields = form.said(page)
    kept = [one for one in fields if one["name"] in typed and one["type"] != "password"]
    lost = [one["name"] for one in kept if one["value"] != typed[one["name"]]]
    silent = [one["name"] for one in fields if one["invalid"] and not one["beside"]]
    faults = [f"what was typed in {name} is lost" for name in lost]
    faults += [f"no fault beside {name}" for name in silent]
    return faults if any(one["invalid"] for one in fields) else [*faults, "refused, and no field says why"]
