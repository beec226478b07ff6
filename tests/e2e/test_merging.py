"""*Slå sammen*, click by click: a name is not enough, the two side by side, the last yes, and the old address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.caseworker import Caseworker
from tests.e2e.live import Live, duf

pytestmark = pytest.mark.e2e


def test_two_records_of_a_person_become_one(worker: Caseworker, live: Live) -> None:
    number = 400 + 2 * worker.desk.screen.scripts
    kept = live.make_person(duf=duf(number), fornavn="Hibaq", etternavn=f"Warsame{number}")
    other = live.make_person(
        duf=duf(number + 1), fornavn="Hibak", etternavn=f"Warsame{number}", fodselsdato="1990-03-16"
    )
    worker.sign_in("imdi")
    worker.desk.go(f"/personer/{other.id}/")
    worker.menu().get_by_role("link", name="Slå sammen").click()
    main = worker.page.get_by_role("main")
    main.get_by_role("textbox").fill("Hibaq Warsame")
    worker.button("Sammenlign")
    expect(worker.page.locator(".ds-error-summary")).to_be_visible()
    worker.desk.look("merge-not-found")
    main.get_by_role("textbox").fill(str(kept.duf))
    main.get_by_role("textbox").press("Enter")
    expect(main.get_by_role("heading", name="Hva skal stå når registreringene er slått sammen?")).to_be_visible()
    assert str(kept.duf) not in worker.page.url
    keep = main.get_by_role("radio", name="Registreringen som blir igjen Behold denne Den andre registreringen")
    keep.focus()
    worker.page.keyboard.press("Space")
    first_name = main.get_by_role("radio", name="Fornavn Hibak Denne registreringen")
    first_name.check()
    worker.desk.look("merge-compare")
    worker.button("Gå videre")
    expect(main.get_by_text("Dette kan ikke angres.")).to_be_visible()
    worker.desk.look("merge-confirm")
    worker.button("Slå sammen")
    expect(worker.page.get_by_role("heading", name=f"Hibak Warsame{number}")).to_be_visible()
    worker.desk.look("merge-done")
    worker.desk.go(f"/personer/{other.id}/")
    assert worker.page.url.endswith(f"/personer/{kept.id}/")
