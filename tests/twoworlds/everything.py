"""Everything one can ask: each address of the matrix, its parts, what its pages lead to, and what their forms take."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.matrix.addresses import Address
from tests.matrix.world import SURNAME, WHO
from tests.twoworlds.asking import TOKEN, Asking, Request
from tests.twoworlds.links import Form, read
from tests.twoworlds.people import FOREIGN, KINDS, matrix_line

HEAD = (("csrf_token", TOKEN), ("nokkel", "nokkel"), ("versjon", "0"))
NAMES = tuple(WHO[kind][0] for kind in KINDS)
NUMBERS = tuple(str(matrix_line(kind)["duf"]) for kind in KINDS)
TYPED = (NAMES[0], *NUMBERS[:2])
"""What is typed in any field."""
SOUGHT = ("l", SURNAME[:4], "1990", *(name[:2] for name in NAMES[:2]), *NAMES[:2], *NUMBERS, f"R77770{WHO[FOREIGN][1]}")
"""What is typed in a form that searches: beginnings of names, whole names, and whole numbers."""


@dataclass(frozen=True)
class Breadth:
    """How much of what is alike is asked for: links that differ only in the path, and in the query; values of a field
    of a form; forms; and the parts of a page (empty: all).
    """

    paths: int
    queries: int
    values: int
    forms: int
    parts: tuple[str, ...] = ()


WIDE, NARROW = Breadth(2, 4, 2, 1), Breadth(1, 2, 1, 1, ("body",))


class Everything:
    """Asks for it, with what one page leads to asked for after it."""

    def __init__(self, asking: Asking, rows: list[Address], breadth: Breadth, only: str = "") -> None:
        """`rows`: the addresses of the matrix. Links and forms are followed to addresses that have `only` in them."""
        self.asking, self.rows, self.breadth, self.only = asking, rows, breadth, only
        self.asked: set[Request] = set()
        self.like: Counter[tuple[str, ...]] = Counter()
        self.waiting: list[str] = []
        self.forms: list[Form] = []

    def pages(self) -> None:
        """Only whole pages of the addresses, and what the forms that search find."""
        for row in self.rows:
            if "GET" in dict(row.endpoints):
                self._get(row.url)
        self._forms(searches=True)

    def all(self) -> None:
        """Everything."""
        with self.asking.noting_templates():
            for row in self.rows:
                if "GET" in dict(row.endpoints):
                    self._get(row.url, parts=row.who in ("", "own"))
            while self.waiting:
                self._get(self.waiting.pop(0))
            self._forms()
            self.unsafe()

    def unsafe(self) -> None:
        """Each address by the methods that change something, with nothing filled in."""
        for row in self.rows:
            for method in ("POST", "PUT", "DELETE"):
                wrong = method == "DELETE" and row.who in ("", "own") and self.breadth is WIDE
                if method in dict(row.endpoints) or wrong:
                    fresh = not row.who and method == "POST"
                    self.asking.ask(Request(row.url, method, body=HEAD, fresh=fresh))

    def _get(self, url: str, parts: bool = False) -> None:
        request = Request(url)
        if request in self.asked:
            return
        self.asked.add(request)
        answer = self.asking.ask(request)
        templates = list(self.asking.templates)
        self._follow(url, answer)
        for target in self._blocks(templates, answer) if parts else ():
            self.asking.ask(Request(url, target=target))

    def _blocks(self, templates: list[str], answer: TestResponse) -> list[str]:
        if answer.status_code >= 300 or not templates:
            return []
        blocks = self.asking.first.app.jinja_env.get_template(templates[0]).blocks
        return sorted(set(blocks) & set(self.breadth.parts or blocks))

    def _follow(self, url: str, answer: TestResponse) -> None:
        """Notes where a page leads; where a redirect leads is followed at once."""
        if answer.location and answer.location.startswith("/"):
            self._get(answer.location)
        if answer.status_code >= 300 or answer.mimetype != "text/html":
            return
        page, breadth = read(answer.text, url), self.breadth
        for link in page.links:
            self._wait(link, (), breadth.queries if "?" in link else breadth.paths)
        for form in (*page.forms, *page.beside):
            if form.method != "post":
                for field, address in form.addresses(TYPED):
                    self._wait(address, ("field", field), breadth.values)
            elif self._new(form.action, "POST", tuple(form.typed), breadth.forms):
                self.forms.append(form)

    def _wait(self, link: str, more: tuple[str, ...], most: int) -> None:
        if link.startswith("/") and not link.startswith("//") and self._new(link, "GET", more, most):
            self.waiting.append(link)

    def _new(self, link: str, method: str, more: tuple[str, ...], most: int) -> bool:
        """True for one of the first that are like it: the same page, with the same arguments in its query."""
        parts = urlsplit(link)
        try:
            rule, _arguments = self.asking.matched(Request(parts.path, method))
        except HTTPException:
            return False
        if self.only not in f"{rule.rule}$":
            return False
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        kind = (rule.rule, method, *more, *sorted(query))
        self.like[kind] += 1
        return self.like[kind] <= most

    def _forms(self, searches: bool = False) -> None:
        for form in self.forms:
            if not searches or form.searches:
                for body in form.bodies(SOUGHT if form.searches else TYPED):
                    self._send(form, body)

    def _send(self, form: Form, body: dict[str, str]) -> None:
        """Sends a form and follows where it leads. Unless it is about persons, it may end the session it is sent in."""
        fresh = not form.searches and not form.action.startswith(("/personer/", "/personlister/"))
        sent = tuple({**body, "csrf_token": TOKEN}.items())
        answer = self.asking.ask(Request(form.action, "POST", body=sent, fresh=fresh))
        if answer.status_code == 303 and not fresh and (answer.location or "").startswith("/"):
            self.asking.ask(Request(answer.location or ""))
