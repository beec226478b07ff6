"""Whose language a page is in, and what is said in it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, render_template_string

from core.testing.client import Client
from core.web.texts import capital, law_text


def spoken(answer: Any) -> str:
    """The language a page says it is in."""
    return str(answer.text).split('<html lang="')[1][:2]


def signed_in(client: Client, name: str) -> str:
    """The language of the first page after signing in with the password."""
    answer = client.submit("/logg-inn", {"brukernavn": name, "passord": "et godt passord"})
    assert answer.status_code == 303
    return spoken(client.get("/"))


def test_what_is_chosen_at_sign_in_becomes_the_users_own(client: Client, make_user: Any) -> None:
    name = make_user("mottaksansatt", "mottak:M102")
    assert spoken(client.get("/logg-inn")) == "nb"
    client.submit("/logg-inn", {"sprak": "en", "neste": "/logg-inn"}, action="/sprak")
    assert signed_in(client, name) == "en"
    assert spoken(client.as_user(name).get("/")) == "en"


def test_the_page_after_signing_out_is_in_her_language_and_the_next_user_keeps_his(
    client: Client, make_user: Any
) -> None:
    hers, his = make_user("mottaksansatt", "mottak:M102", sprak="nn"), make_user("mottaksansatt", "mottak:M102")
    assert signed_in(client, hers) == "nn"
    client.submit("/", {"sprak": "en"}, action="/sprak")
    client.submit("/", action="/logg-ut")
    assert spoken(client.get("/logg-inn")) == "en"
    assert signed_in(client, his) == "nb"


def test_a_session_that_ended_by_itself_leaves_its_language_and_no_more(client: Client, make_user: Any) -> None:
    hers, his = make_user("mottaksansatt", "mottak:M102", sprak="nn"), make_user("mottaksansatt", "mottak:M102")
    signed_in(client, hers)
    with client.http.session_transaction() as cookie:
        cookie["_user_id"] = "ended"
    assert spoken(client.get("/logg-inn")) == "nn"
    assert signed_in(client, his) == "nb"


def test_the_event_log_is_read_in_the_readers_language_and_kept_in_bokmal(
    client: Client, make_app: Any, make_user: Any, make_person: Any
) -> None:
    name = make_user("kommune_introbruker", "kommune:4204")
    make_user("kommune_administrativ", "kommune:4204", name=name, sprak="en")
    person = f"/personer/{make_person().id}/"
    typed = {"gruppe": "norsk_og_samfunnskunnskap", "type": "norskopplaering", "timer_per_uke": "25"}
    days = {"fra": "02.04.2021", "til": "30.04.2021"}
    client.as_user(name).submit(f"{person}nir/kvalifisering_i_mottak/legg-til/", {**typed, **days})
    log = client.get(f"{person}hendelser/").text
    assert "Measure registered" in log
    assert "Hours per week:" in log
    assert '<span lang="nb">Norskopplæring</span>' in log
    without = Client(make_app([])).as_user(name).get(f"{person}hendelser/").text
    assert "Tiltak registrert" in without
    assert "Timer per uke:" in without


def test_a_law_has_its_name_and_a_capital_leaves_the_rest(client: Client) -> None:
    with client.app.test_request_context():
        assert law_text("integreringsloven § 7") == "integreringsloven § 7"
        assert law_text("2021-01-02") == "2021-01-02"
    assert capital("sorani (Central Kurdish)") == "Sorani (Central Kurdish)"
    assert capital("") == ""


TEXTS = {
    '{{ _("<b>%(navn)s</b> %%", navn="<i>") }}': "<b>&lt;i&gt;</b> %",
    '{{ _("100 %% <b>") }}': "100 % <b>",
    '{{ ngettext("%(num)s dag", "%(num)s dager", 1) }}': "1 dag",
    '{{ ngettext("%(num)s dag av %(alle)s", "%(num)s dager av %(alle)s", 2, alle="<3") }}': "2 dager av &lt;3",
    '{% for one in "ab" %}{% set two = one ~ one %}{{ _("%(two)s", two=two) }}{% endfor %}': "aabb",
}


@pytest.mark.parametrize("template", TEXTS)
def test_a_text_of_a_template_is_html_and_its_variables_are_escaped(app: Flask, template: str) -> None:
    with app.test_request_context():
        assert render_template_string(template) == TEXTS[template]
