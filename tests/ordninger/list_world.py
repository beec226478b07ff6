"""A world with lists: a law of two ordninger, whose rule follows each permit, and persons made in a few words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.api import needs_ordning, person_blueprint
from core.items import Period, PersonFacts
from core.persons.models import Person
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

LIST = "/personlister/loven/"
SE = ("kommune_introbruker", "imdi_saksbehandler")
KATEGORIER = {"plikt": "Plikt til norsk", "kan": "Kan tilbys"}


def rule(key: str, type: str) -> Callable[[PersonFacts], tuple[Period, ...]]:
    """A period for each permit of the type: from its day, to its withdrawal, with its last day as frist."""

    def periods(facts: PersonFacts) -> tuple[Period, ...]:
        return tuple(
            period(key, one.vedtaksdato, til=one.trukket, frist=one.gyldig_til, kategori=one.hjemmel or "plikt")
            for one in facts.permits
            if one.type == type
        )

    return periods


def alfa(**hooks: Any) -> Any:
    """The plugin of the law."""
    blueprint = person_blueprint("alfa", __name__)

    @blueprint.get("/<nokkel:ordning>/")
    @needs_ordning("se", title="Side")
    def side(person: Any, ordning: str) -> str:
        return "siden"

    more: dict[str, Any] = {"se": SE, "endpoint": "alfa.side", "kategorier": KATEGORIER}
    ordninger = (
        ordning("norsk", rule("norsk", "asyl"), **more),
        ordning("arbeid", rule("arbeid", "arbeid"), order=200, **more),
    )
    return fake("alfa", register_ordninger=gives(*ordninger), register_blueprints=lambda: [blueprint], **hooks)


def permit(fra: str = "2021-01-02", type: str = "asyl", **more: Any) -> dict[str, Any]:
    """A permit as the import format has it."""
    return {"type": type, "vedtaksdato": fra, **more}


def lives(kommune: str = "4204", fra: str = "2020-12-01", **more: Any) -> list[dict[str, Any]]:
    """One home in a kommune."""
    return [{"type": "kommune", "kommune": kommune, "fra": fra, **more}]


@dataclass(frozen=True)
class Shown:
    """A page of a list: its text, its count line, and its rows as texts of their cells."""

    text: str
    count: str
    rows: list[list[str]]
    remarks: list[str]

    @property
    def names(self) -> list[str]:
        """The second cell of each row: first names, since last names are alike."""
        return [row[1].split()[0] for row in self.rows]


def read_page(text: str) -> Shown:
    """What a page of a list shows, the list proper alone."""
    part = text[text.index('id="liste"') :].split("</section>")[0].split("<h2")[0]
    rows = [
        [
            " ".join(html.unescape(re.sub("<[^>]*>", "", cell)).split())
            for cell in re.findall(r"<t[dh]\b.*?</t[dh]>", row)
        ]
        for row in re.findall(r"<tr.*?</tr>", part.split("<tbody>")[-1], flags=re.DOTALL)
        if "<tbody>" in part
    ]
    count = re.search(r"<strong>(.*?)</strong>", part)
    remarks = re.findall(r'data-color="warning"[^>]*><p[^>]*>(.*?)</p>', part)
    return Shown(text, html.unescape(count[1]) if count else "", rows, [html.unescape(one) for one in remarks])


@dataclass
class Lists:
    """The world, and what one asks of its lists."""

    here: World

    def person(self, name: str, *permits: dict[str, Any], **more: Any) -> Person:
        """Someone who lives in Kristiansand with norsk from her permit."""
        line = {"bosted": lives(), "etternavn": "Etternavn", "tillatelser": list(permits or [permit()]), **more}
        return self.here.make_person(fornavn=name, **line)

    def see(self, query: str = "", status: int = 200) -> Shown:
        """The list as the client that has signed in sees it."""
        answer = self.here.client.get(LIST + query)
        assert answer.status_code == status
        return read_page(answer.text)

    def names(self, query: str = "") -> set[str]:
        """Who stands in the list."""
        return set(self.see(query).names)

    def search(self, words: str, query: str = "") -> Shown:
        """Sends a number or a name, and reads the list it leads to."""
        client = self.here.client
        token = client.form(LIST, "/logg-ut")["csrf_token"]
        sent = client.http.post(LIST + query, data={"q": words, "csrf_token": token})
        assert sent.status_code == 303 and words not in sent.location
        return read_page(client.get(sent.location).text)


TODAY = date(2026, 11, 1)
