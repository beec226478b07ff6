"""*Ny person*, click by click: what lacks, one who is alike, and her page with its reg-number."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.caseworker import Caseworker
from tests.e2e.live import Live, duf

pytestmark = pytest.mark.e2e


def test_one_without_a_number_is_registered(worker: Caseworker, live: Live) -> None:
    number = 420 + worker.desk.screen.scripts
    name = f"Nyankommet{number}"
    live.make_person(duf=duf(number), fornavn="Zahraa", etternavn=name, fodselsdato="1990-02-01")
    worker.sign_in()
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.menu().get_by_role("link", name="Ny person").click()
    worker.button("Registrer")
    expect(worker.page.locator(".ds-error-summary")).to_contain_text("felt må rettes")
    worker.desk.look("new-person-faults")
    tell(worker, name)
    worker.button("Registrer")
    expect(worker.page.locator("#like").get_by_role("row").filter(has_text=f"Zahraa {name}")).to_be_visible()
    worker.desk.look("new-person-alike")
    worker.button("Ingen av disse – registrer")
    worker.told("Reg-nummer R")
    expect(worker.page.get_by_role("heading", name=f"Zahra {name}")).to_be_visible()
    assert name not in worker.page.url
    worker.desk.look("new-person-registered")


def tell(worker: Caseworker, name: str) -> None:
    """Fills in who she is, when she came, and where she lives."""
    texts = {"Fornavn": "Zahra", "Etternavn": name, "Fødselsdato": "01.02.1990"}
    for label, text in {**texts, "Ankommet Norge": "01.09.2026", "Bor her fra": "02.09.2026"}.items():
        worker.page.get_by_label(re.compile(f"^{label}")).fill(text)
    worker.page.get_by_label(re.compile("^Statsborgerskap")).select_option(label="Afghanistan")
    worker.page.get_by_label("Kvinne").check()
    worker.page.get_by_label("Bor privat").check()
