"""The language is the user's own: chosen before sign-in or after, and the page one is on comes back in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.caseworker import Caseworker

pytestmark = pytest.mark.e2e

SEARCH = {"nb": "Personsøk", "nn": "Personsøk", "en": "Person search"}


def test_the_language_is_chosen_at_sign_in_and_after(worker: Caseworker) -> None:
    page = worker.page
    worker.desk.go("/logg-inn")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    worker.desk.look("sign-in-en")
    page.locator("[name=brukernavn]").fill("admin.kristiansand")
    page.locator("[name=passord]").fill("demo")
    page.locator("main .ds-button").click()
    expect(page.locator("header")).to_contain_text("Sign out")
    for language, name in (("nn", "Nynorsk"), ("en", "English"), ("nb", "Bokmål")):
        worker.desk.go("/personer/")
        if not page.locator("#meny").is_visible():
            page.locator(".menu-open").click()
        page.locator("#meny").get_by_role("button", name=name).click()
        assert page.url.endswith("/personer/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_text(SEARCH[language])
        worker.desk.look(f"search-{language}")
