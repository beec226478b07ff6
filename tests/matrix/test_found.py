"""What the matrix and the odd requests have found, one test each."""

from __future__ import annotations

import pytest

from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from plugins.nir_tiltak.tests.tiltak import TILTAK


@pytest.mark.parametrize("form", ["rediger", "slett"])
def test_a_row_that_only_the_import_has_changed(
    form: str, client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    """It has a new version, and nobody's name as the one who changed it: the conflict is shown all the same."""
    line = {"duf": "209900000103", "tiltak": [{**TILTAK, "referanse": "T1"}]}
    person = make_person(**line)
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    base = f"/personer/{person.id}/nir/kvalifisering_i_mottak/"
    month = client.get(f"{base}2021-04/").text
    details = next(part for part in month.split('"') if "detaljer=" in part).replace("&amp;", "&")
    address = next(part for part in client.get(details).text.split('"') if "/rediger/" in part).split("?")[0]
    address = address.replace("rediger", form)
    opened = client.form(address)
    make_person(**{**line, "tiltak": [{**TILTAK, "referanse": "T1", "timer_per_uke": 21}]})
    answer = client.http.post(address, data=opened)
    assert answer.status_code == 409
    assert "Import" in answer.text
