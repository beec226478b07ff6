"""Doors that stay closed: another kommune's person, and every page once the session has ended."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import expect

from core.access.changes import find_user
from core.access.signin import end_all_sessions
from core.persons.models import Person
from tests.e2e.caseworker import Caseworker
from tests.e2e.live import Live

pytestmark = pytest.mark.e2e


def answer(worker: Caseworker, person_id: object) -> tuple[int, str]:
    """Status and page for her ordning, without what differs in every answer: the request's number, and her id."""
    status = worker.desk.go(f"/personer/{person_id}/nir/kvalifisering_i_mottak/")
    numbered = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    return status, re.sub(numbered, "*", worker.page.content())


def test_another_kommunes_person_is_like_one_that_never_existed(worker: Caseworker, guide_person: Person) -> None:
    worker.sign_in("nir.oslo")
    there = answer(worker, guide_person.id)
    expect(worker.page.get_by_role("heading", name="Vi finner ikke siden")).to_be_visible()
    worker.desk.look("not-found")
    assert there == answer(worker, uuid.uuid4())
    assert there[0] == 404
    assert guide_person.etternavn not in there[1]
    worker.desk.go("/")
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.page.get_by_label("Nummer, navn eller fødselsdato").fill(guide_person.duf)
    worker.button("Søk")
    expect(worker.page.get_by_role("heading", name="Ingen personer passer")).to_be_visible()
    worker.desk.look("search-nothing")


def test_a_part_asked_for_after_the_session_ended_leads_to_sign_in(
    wide: Caseworker, live: Live, guide_person: Person
) -> None:
    wide.sign_in()
    wide.open_ordning(guide_person.id)
    with live.house.session(write=True) as session:
        end_all_sessions(session, find_user(session, "nir.kristiansand").id)
        session.commit()
    wide.page.locator("#apne--2021-04").click()
    expect(wide.page).to_have_url(re.compile("/logg-inn"))
    expect(wide.page.get_by_role("heading", name="Logg inn")).to_be_visible()
    wide.page.get_by_label("Brukernavn").fill("nir.kristiansand")
    wide.page.get_by_label("Passord").fill("demo")
    wide.button("Logg inn")
    expect(wide.page.get_by_role("heading", level=1)).to_have_text(guide_person.navn)
