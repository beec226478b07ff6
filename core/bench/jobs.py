"""The jobs of lists and search that are measured, each as Fotfeste does it and as it is done by hand."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.changes import add_user, give_role
from core.access.models import AppUser, Reach
from core.access.scope import set_scope, system_scope
from core.access.signin import start_session
from core.access.users import SignedIn, scope_for
from core.bench import by_hand_lists, by_hand_months, by_hand_persons
from core.bench.by_hand import Page
from core.bench.many import MEASURED
from core.house import House
from core.ordninger.models import OrdningLinje, OrdningPeriode
from core.persons.models import Person
from core.persons.names import latin_words
from core.persons.search import find, store_search

LAW, ORDNING, MONTHS_OF = "integreringsloven", "norsk", "introduksjonsprogram"
FRAGMENT = "oks"
PAGE, SIZE = 200, 25
FIRST, TRIED, LONG = 5, 40, 6


@dataclass(frozen=True)
class Job:
    """A page, ours and by hand, as environments of WSGI. `most`: times the limit; `growth`: from 10 thousand persons.

    `statements`: how many it may ask the database.
    """

    name: str
    most: float
    growth: float
    statements: int
    ours: dict[str, Any]
    hand: dict[str, Any]
    page: Page


@dataclass(frozen=True)
class Asker:
    """A signed-in user: her token, and the cookie that our pages know her by."""

    who: SignedIn
    cookie: str


def environ(path: str, query: str, cookie: str) -> dict[str, Any]:
    """A request as the server hands it over."""
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_COOKIE": cookie,
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "",
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def sign_in(app: Flask, session: Session, role: str, unit: str) -> Asker:
    """A user of this role and unit, made when she is not there."""
    name = f"bench.{role}"
    user = session.scalar(select(AppUser).where(AppUser.brukernavn == name))
    if user is None:
        user = add_user(session, name, "Bench", "et langt passord")
        give_role(session, user, role, unit)
    who = start_session(session, user)
    interface: Any = app.session_interface
    kept = {"_user_id": who.get_id(), "_fresh": True, "csrf_token": secrets.token_hex(20)}  # as after signing in
    signed = interface.get_signing_serializer(app).dumps(kept)
    return Asker(who, f"{app.config['SESSION_COOKIE_NAME']}={signed}")


@dataclass
class Preparing:
    """What jobs are made from."""

    app: Flask
    house: House
    session: Session
    local: Asker
    imdi: Asker
    words: dict[str, list[str]]

    @property
    def day(self) -> date:
        """Today."""
        return self.house.clock.today()

    def job(
        self, name: str, limits: tuple[float, float, int], who: Asker, urls: tuple[str, str, str], page: Page
    ) -> Job:
        """A job. `urls`: our path, our query, and the query of the page by hand."""
        path, query, hand = urls
        ours, by_hand = environ(path, query, who.cookie), environ("/", hand, who.who.token)
        return Job(name, *limits, ours, by_hand, page)


LIST, SEARCH, PERSON = (8, 1.2, 8), (3, 2.0, 8), (8, 1.1, 10)


def jobs(app: Flask) -> tuple[list[Job], dict[str, float]]:
    """Every job of the app's database; and by scope, the share of misspelt names found among the first five."""
    house: House = app.extensions["fotfeste"]
    with house.session(write=True) as session, system_scope(session, "bench"):
        local = sign_in(app, session, "kommune_introbruker", f"kommune:{MEASURED}")
        imdi = sign_in(app, session, "imdi_saksbehandler", "imdi")
        session.commit()
    askers = {"en kommune": local.who, "hele landet": imdi.who}
    words = {where: names_seen(house, who) for where, who in askers.items()}
    with house.session(write=True) as session, system_scope(session, "bench"):
        made = Preparing(app, house, session, local, imdi, words)
        found = [*_lists(made), *_searches(made), _months(made)]
        session.commit()
    return found, {where: share_first(house, who, words[where]) for where, who in askers.items()}


def _lists(made: Preparing) -> Iterator[Job]:
    base, page = f"/personlister/{LAW}/", by_hand_lists.of_all
    query = f"ordning={ORDNING}&sorter=frist"
    yield made.job("liste, side 1, en kommune", LIST, made.local, (base, query, query), by_hand_lists.of_kommune)
    line, day = OrdningLinje, made.day
    statement = select(line.id).where(line.lov == LAW, line.skjermet.is_(False))
    statement = statement.where(line.apen_til >= day, line.apen_fra <= day).order_by(line.frist, line.id)
    token = made.session.scalar(statement.offset((PAGE - 1) * SIZE - 1).limit(1))
    if token is not None:
        far = f"etter={token}"
        yield made.job(f"hele landet, side {PAGE}", LIST, made.imdi, (base, f"sorter=frist&{far}", far), page)
    yield made.job("hele landet, siste side", LIST, made.imdi, (base, "sorter=frist&siste=1", ""), page)


def _searches(made: Preparing) -> Iterator[Job]:
    for who, where in ((made.local, "en kommune"), (made.imdi, "hele landet")):
        for what, words in (("del av navn", FRAGMENT), ("feilskrevet", misspelt(made.words[where][0]))):
            query = f"sok={store_search(made.session, who.who, words)}"
            yield made.job(f"søk, {what}, {where}", SEARCH, who, ("/personer/", query, query), by_hand_persons.search)


def _months(made: Preparing) -> Job:
    lives = select(Reach.person_id).where(
        Reach.unit_id == f"kommune:{MEASURED}", Reach.kind == "hel", Reach.til.is_(None)
    )
    period = OrdningPeriode
    key = made.session.scalar(
        select(period.person_id)
        .where(period.ordning == MONTHS_OF, period.skjermet.is_(False), period.person_id.in_(lives))
        .where(period.fra <= date(made.day.year - 1, 6, 30), period.fra >= date(made.day.year - 1, 1, 1))
        .limit(1)
    )
    urls = (f"/personer/{key}/nir/{MONTHS_OF}/", "", f"person={key}&ordning={MONTHS_OF}")
    return made.job("personens måneder", PERSON, made.local, urls, by_hand_months.person)


def names_seen(house: House, who: SignedIn) -> list[str]:
    """Words of six letters or more in the names of persons this user sees, that can be misspelt: at most forty."""
    with house.session() as session:
        set_scope(session, scope_for(session, who, house.clock.today()))
        names = session.scalars(select(Person.fornavn).order_by(Person.id).limit(TRIED * 5))
        words = dict.fromkeys(word for name in names for word in latin_words(name) if len(word) >= LONG)
    return [word for word in words if misspelt(word) != word][:TRIED]


def misspelt(word: str) -> str:
    """The word with two letters that have changed places."""
    at = len(word) // 2
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def share_first(house: House, who: SignedIn, words: Sequence[str]) -> float:
    """Of the words misspelt, the share for which one who has the word in her name is among the first five found.

    Where the slip gives the beginning of another's name, it cannot be seen that it is one, and the word is left out.
    """
    with house.session() as session:
        set_scope(session, scope_for(session, who, house.clock.today()))
        found = {word: find(session, who, misspelt(word)) for word in words}
    tried = {word: some.rows[:FIRST] for word, some in found.items() if not some.exact}
    named = {word: {one for row in rows for one in _names(row)} for word, rows in tried.items()}
    return sum(word in names for word, names in named.items()) / len(tried)


def _names(row: Any) -> Sequence[str]:
    return latin_words(f"{row.fornavn} {row.etternavn}")
