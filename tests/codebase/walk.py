"""A walk past every page there is, in one language, in each of the states a page can be in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from core.access.changes import find_user
from core.testing.client import Client
from tests.codebase.walk_followed import walk_followed
from tests.codebase.walk_lists import walk_lists
from tests.codebase.walk_merging import walk_merging

KOMMUNE_ROLES = ("kommune_introbruker", "kommune_norskbruker", "kommune_administrativ")
FORELDRE = ("livsmestring_og_foreldreveiledning", "foreldreveiledning")
NORSK = ("norsk_og_samfunnskunnskap", "norskopplaering")
TYPED = {"gruppe": NORSK[0], "type": NORSK[1], "fra": "02.04.2021", "til": "30.04.2021", "timer_per_uke": "38"}
FAULTS: tuple[dict[str, str], ...] = (
    dict.fromkeys(TYPED, ""),
    {"type": "jobbsokerkurs", "fra": "31.04.2021", "til": "02.11.2036", "timer_per_uke": "7,3"},
    {"gruppe": "tull", "fra": "31.12.1989", "til": "1.13.2021", "timer_per_uke": "abc"},
    {"type": "tull", "fra": "i går", "til": "1.1.20021", "timer_per_uke": "61"},
    {"til": "01.04.2021"},
)
ENDED = [
    ("2021-04-30", "2021-04-30"),
    ("2026-08-01", "2026-08-31"),
    ("2026-08-02", "2026-09-01"),
    ("2026-08-03", "2026-10-20"),
]
MOVED = [
    {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2020-12-01", "til": "2026-09-30"},
    {"type": "privat", "kommune": "0301", "fra": "2026-10-01"},
]


def tiltak(kind: tuple[str, str], fra: str, til: str, **more: Any) -> dict[str, Any]:
    """A tiltak as the import format has it."""
    line = {"ordning": "kvalifisering_i_mottak", "gruppe": kind[0], "type": kind[1], "fra": fra, "til": til}
    return {**line, "timer_per_uke": 25, **more}


class Walk:
    """Visits pages and keeps them, by what they are."""

    def __init__(self, app: Flask, sprak: str, make_user: Any, make_person: Any) -> None:
        """Users made here read `sprak`."""
        self.app, self.sprak, self.make_person = app, sprak, make_person
        self.client = Client(app)
        self.pages: dict[str, str] = {}
        self.endpoints: set[str] = set()
        self.user: Callable[..., str] = lambda *role, **more: make_user(*role, sprak=sprak, **more)
        self.app.before_request(self._note)

    def _note(self) -> None:
        if request.method == "GET" and request.endpoint:
            self.endpoints.add(request.endpoint)

    def keep(self, name: str, answer: Any, status: int = 200) -> str:
        """Keeps a page under a name, after following where it sends the browser on; gives its text."""
        if answer.status_code == 303:
            answer = self.client.get(answer.headers["Location"])
        assert answer.status_code == status, f"{name}: {answer.status_code}"
        self.pages[name] = answer.text
        return str(answer.text)

    def see(self, name: str, url: str, status: int = 200) -> str:
        """Opens a page and keeps it."""
        return self.keep(name, self.client.get(url), status)

    def link(self, page: str, pattern: str) -> str:
        """The first address in a page that matches."""
        found = re.search(f'href="([^"]*{pattern}[^"]*)"', page)
        assert found is not None, pattern
        return found[1].replace("&amp;", "&")

    def all(self) -> dict[str, str]:
        """Every page, by name."""
        for part in (
            self.outside,
            self.searching,
            self.about_a_person,
            self.tiltak,
            self.forms,
            self.two_at_once,
            self.logs,
        ):
            part()
        self.a_person_who_moved()
        walk_followed(self, self.own_duf)
        for part in (self.imdi, self.users_and_roles, self.shielded, self.errors):
            part()
        walk_lists(self)
        return self.pages

    def outside(self) -> None:
        """Before anyone has signed in, and the first page after."""
        switch = {"sprak": self.sprak, "neste": "/logg-inn"}
        self.keep("sign-in", self.client.submit("/logg-inn", switch, action="/sprak"))
        self.keep("sign-in, empty", self.client.submit("/logg-inn", {}), 422)
        wrong = {"brukernavn": "nobody", "passord": "wrong"}
        self.keep("sign-in, wrong", self.client.submit("/logg-inn", wrong), 422)
        name = self.user(KOMMUNE_ROLES[0], "kommune:4204")
        for role in KOMMUNE_ROLES:
            self.user(role, "kommune:4204", name=name)
        self.caseworker = name
        self.client.as_user(self.user("mottaksansatt", "mottak:M102"))
        self.see("no tasks, in a mottak", "/")
        self.keep("signed out", self.client.submit("/", action="/logg-ut"))
        self.client.as_user(name)

    def searching(self) -> None:
        """Personsøk: empty, wrong, forgotten, with hits, and without."""
        person = self.make_person(fornavn="Amina", kjonn="X", familie={"referanse": "F1", "rolle": "hovedperson"})
        self.make_person(fornavn="Omar", familie={"referanse": "F1", "rolle": "barn"}, fodselsdato="2025-05-05")
        self.person, self.own_duf = f"/personer/{person.id}/", person.duf
        self.see("search", "/personer/")
        self.see("search, forgotten", f"/personer/?sok={uuid.uuid4()}")
        words = {"found": "ami", "number": person.duf, "no name": "xyzzy", "no number": "209900000199", "fnr": "1" * 11}
        for name, typed in {**words, "regnr": "R12345", "unhcr": "123-45C67890"}.items():
            self.keep(f"search, {name}", self.client.submit("/personer/", {"q": typed}))
        dates = {"date": "15.03.1990", "two dates": "15.03.20", "no date": "31.02.1990"}
        for name, typed in {**dates, "alike": "emina", "digits": "47", "both": "Amina 150390"}.items():
            self.keep(f"search, {name}", self.client.submit("/personer/", {"q": typed}))
        for name, typed in {"nothing": "", "too long": "x" * 201, "no letters": "%"}.items():
            self.keep(f"search, {name}", self.client.submit("/personer/", {"q": typed}), 422)
        self.advanced()

    def advanced(self) -> None:
        """Avansert søk: empty, wrong, forgotten, with hits and without; and suggestions."""
        url = "/personer/avansert/"
        self.see("advanced", url)
        self.see("advanced, forgotten", f"{url}?sok={uuid.uuid4()}")
        for name, felt in {"found": {"navn": "ami"}, "none": {"navn": "xyzzy", "kommune": "4204"}}.items():
            self.keep(f"advanced, {name}", self.client.submit(url, felt))
        wrong = {"navn": "%", "nummer": "x", "fodt": "i fjor", "alder_fra": "x", "alder_til": "-1"}
        for name, felt in {"empty": {}, "wrong": wrong}.items():
            self.keep(f"advanced, {name}", self.client.submit(url, felt), 422)
        typed = {**self.client.form("/personer/"), "q": "ami"}
        self.keep("suggestions", self.client.http.post("/personer/forslag/", data=typed))

    def about_a_person(self) -> None:
        """Grunndata with much and with little, the overview of NIR, and an empty ordning."""
        self.see("grunndata", self.person)
        self.see("nir", f"{self.person}nir/")
        self.see("ordning, empty", f"{self.person}nir/kvalifisering_i_mottak/")
        permits = [
            {
                "type": "familie",
                "vedtaksdato": "2022-01-01",
                "gyldig_til": "2023-01-01",
                "referanse_duf": "209900000103",
            },
            {"type": "arbeid", "vedtaksdato": "2021-06-01", "gyldig_fra": "2021-06-01", "trukket": "2022-01-01"},
        ]
        rich = {"soknad": {"registrert": "2020-12-01", "avslag": "2021-01-01"}, "regnr": "R123456", "morsmal": "ckb"}
        home = [{"type": "kommune", "kommune": "4204", "fra": "2023-01-01", "avtale": False}]
        self.see("grunndata, settled", f"/personer/{self.make_person(tillatelser=permits, bosted=home, **rich).id}/")
        bare = f"/personer/{self.make_person(tillatelser=[], fodselsdato='2015-01-01').id}/"
        self.see("grunndata, bare", bare)
        self.see("nir, empty", f"{bare}nir/")

    def tiltak(self) -> None:
        """An ordning with all that can be unfolded, and the tasks that come of it."""
        rows = [
            tiltak(NORSK, "2021-04-02", "2021-04-30"),
            tiltak(NORSK, "2021-05-02", "2021-05-30", erstattende=True, timer_per_uke=50),
            tiltak(
                ("andre_integreringstiltak", "tilbud_i_omsorgspermisjon"),
                "2021-05-02",
                "2021-05-30",
                mottatt_tilbud=True,
            ),
            *(tiltak(FORELDRE, fra, til) for fra, til in ENDED),
            tiltak(NORSK, "2021-04-02", "2021-04-30", ordning="introduksjonsprogram"),
        ]
        self.full = f"/personer/{self.make_person(fornavn='Samira', tiltak=rows).id}/"
        self.base = base = f"{self.full}nir/kvalifisering_i_mottak/"
        self.see("tasks", "/")
        self.see("nir, full", f"{self.full}nir/")
        self.see("ordning", base)
        self.see("ordning, why", f"{base}?hvorfor=1")
        self.see("ordning without a period", f"{self.full}nir/introduksjonsprogram/")
        self.see("month without tiltak", f"{base}2021-02/")
        month = self.see("month", f"{base}2021-05/")
        for number, details in enumerate(re.findall(r'href="([^"]*detaljer=[^"]*)"', month)):
            self.see(f"details {number}", details.replace("&amp;", "&"))
        self.edit = self.link(
            self.client.get(self.link(self.client.get(f"{base}2021-04/").text, "detaljer=")).text, "/rediger/"
        )

    def forms(self) -> None:
        """The form of a tiltak: empty, with each type's fields, with every fault, and saved with cautions."""
        add = f"{self.base}legg-til/"
        self.see("add", add)
        for kind in (NORSK, FORELDRE, ("andre_integreringstiltak", "tilbud_i_omsorgspermisjon"), ("tull", "")):
            chosen = {"gruppe": kind[0], "type": kind[1], "velg": "1"}
            self.keep(f"add, {kind[1] or kind[0]}", self.client.submit(add, chosen))
        self.keep("add, group alone", self.client.submit(add, {"gruppe": NORSK[0], "velg": "1"}))
        for number, fault in enumerate(FAULTS):
            self.keep(f"add, fault {number}", self.client.submit(add, {**TYPED, **fault}), 422)
        forged = {**TYPED, "gruppe": FORELDRE[0], "type": FORELDRE[1], "gjennomforing": "tull"}
        self.keep("add, forged", self.client.submit(add, forged), 422)
        self.keep("saved", self.client.submit(add, {**TYPED, "fra": "01.12.2020"}))
        self.keep("saved twice", self.client.submit(add, {**TYPED, "fra": "01.12.2020"}))
        self.see("edit", self.edit)
        self.keep("edited", self.client.submit(self.edit, {"timer_per_uke": "10,5", "erstattende": "y"}))

    def two_at_once(self) -> None:
        """Someone else was faster; then it is deleted."""
        delete = self.edit.replace("rediger", "slett")
        mine, gone = self.client.form(self.edit), self.client.form(delete)
        self.client.submit(self.edit, {"timer_per_uke": "11"})
        self.keep("conflict", self.client.http.post(self.edit, data={**mine, "timer_per_uke": "12"}), 409)
        self.see("delete", delete)
        self.keep("conflict, delete", self.client.http.post(delete, data=gone), 409)
        self.keep("deleted", self.client.submit(delete))
        self.see("month with deleted", f"{self.base}2021-04/?slettede=1")
        self.see("events", f"{self.full}hendelser/")
        self.see("events, none older", f"{self.full}hendelser/?for=1")

    def logs(self) -> None:
        """Who has seen a person, and what a user has seen and done."""
        seen = f"{self.full}innsyn/"
        self.see("seen", seen)
        self.see("seen, wrong period", f"{seen}?fra=31.04.2026", 422)
        self.see("seen, backwards", f"{seen}?fra=02.01.2026&til=01.01.2026&bruker=tull", 422)
        self.see("seen, by nobody", f"{seen}?til=01.01.2020")
        self.see("seen, printed", f"{seen}utskrift/?fra=01.01.2026&til=31.12.2026")
        self.see("seen, nothing to print", f"{seen}utskrift/?til=01.01.2020")
        one = self.link(self.see("users of the log", "/logg/"), "/logg/[0-9a-f-]+/")
        self.see("views", one)
        self.see("views, none", f"{one}?til=01.01.2020")
        self.see("done", f"{one}hendelser/")
        self.see("done, nothing", f"{one}hendelser/?til=01.01.2020")

    def a_person_who_moved(self) -> None:
        """What a kommune sees of one who lives elsewhere now."""
        rows = [tiltak(NORSK, "2021-04-02", "2021-04-30")]
        moved = f"/personer/{self.make_person(tiltak=rows, bosted=MOVED).id}/"
        self.see("grunndata, moved", moved)
        add = f"{moved}nir/kvalifisering_i_mottak/legg-til/"
        late = {**TYPED, "fra": "15.10.2026", "til": "20.10.2026"}
        self.keep("add, after the move", self.client.submit(add, late), 422)

    def imdi(self) -> None:
        """A kommune was divided: the task, and the question."""
        home = [{"type": "kommune", "kommune": "1507", "fra": "2023-01-01"}]
        self.make_person(bosted=home)
        self.client.as_user(self.user("imdi_saksbehandler", "imdi"))
        question = self.link(self.see("tasks of IMDi", "/"), "/deling/")
        self.see("division", question)
        self.keep("division, nothing chosen", self.client.submit(question), 422)
        self.keep("division, chosen", self.client.submit(question, {"kommune": "1508"}))
        self.keep("search of IMDi, nobody", self.client.submit("/personer/", {"q": "xyzzy"}))
        double = self.make_person(fornavn="Aamina", morsmal=None, fnr="15839040188", unhcr="123-45C67891")
        rows = [tiltak(NORSK, "2021-04-02", "2021-04-30")]
        walk_merging(self, self.make_person(fornavn="Amina", tiltak=rows), double)

    def users_and_roles(self) -> None:
        """Users as IMDi and Systemadministrator see them, and each question about one."""
        with self.app.extensions["fotfeste"].session() as session:
            one = f"/brukere/{find_user(session, self.caseworker).id}/"
        for role, unit in (("imdi_saksbehandler", "imdi"), ("systemadministrator", "")):
            self.client.as_user(self.user(role, unit))
            for url in ("/brukere/", "/brukere/?enhet=kommune:4204", one, "/brukere/gi/"):
                self.see(f"{role}, {url}", url)
            self.keep(f"{role}, gives nothing", self.client.submit("/brukere/gi/"), 422)
        for url in (f"{one}okter/", f"{one}steng/", f"{one}ta/kommune_norskbruker/kommune:4204/"):
            self.see(url, url)
        self.see("own sessions", "/mine-okter/")
        self.see("new user", "/brukere/ny/")
        self.keep("new user, empty", self.client.submit("/brukere/ny/"), 422)
        self.keep("new user, made", self.client.submit("/brukere/ny/", {"brukernavn": "ny", "navn": "ny"}))
        given = {"brukernavn": "ny", "rolle": "systemadministrator"}
        self.keep("role given", self.client.submit("/brukere/gi/", given))

    def shielded(self) -> None:
        """A shielded person: in a list, before she is opened, and after."""
        person = self.make_person(fornavn="Skjult", skjerming="fortrolig")
        name = self.user("kommune_introbruker", "kommune:4204")
        for role in ("skjermede_personer", "kommune_administrativ"):
            self.user(role, "kommune:4204", name=name)
        self.client.as_user(name)
        self.keep("search, shielded", self.client.submit("/personer/", {"q": "skjult"}))
        opening = f"/skjermet/{person.id}/"
        self.see("open shielded", opening)
        self.keep("open shielded, no reason", self.client.submit(opening, {"grunn": ""}), 422)
        self.keep("shielded", self.client.submit(opening, {"grunn": "42"}))
        self.see("events of a shielded person", f"/personer/{person.id}/hendelser/")

    def errors(self) -> None:
        """What is not there, cannot be read, or cannot be used so."""
        self.see("not found", "/finnes-ikke", 404)
        self.keep("not readable", self.client.http.post("/personer/", data={"q": "x"}), 400)
        self.keep("not usable", self.client.http.delete("/personer/"), 405)
