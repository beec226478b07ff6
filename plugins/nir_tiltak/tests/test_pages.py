"""The pages of tiltak, through the browser's way in."""

from __future__ import annotations

import re
from typing import Any

import pytest

GUIDE = [
    ("Opplæring i norsk og samfunnskunnskap", "Norskopplæring", "2021-04-02", "2021-04-30", 25),
    ("Arbeidsrettede tiltak", "Jobbsøkerkurs", "2021-04-29", "2021-04-30", 3),
    ("Livsmestring og foreldreveiledning", "Foreldreveiledning", "2021-04-30", "2021-04-30", 4),
]
NORSK: dict[str, Any] = {
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "02.04.2021",
    "til": "30.04.2021",
    "timer_per_uke": "25",
}


def line(gruppe: str, type: str, fra: str, til: str, timer: float, **more: Any) -> dict[str, Any]:
    """A tiltak as the import format has it."""
    keys = {"ordning": "kvalifisering_i_mottak", "gruppe": gruppe, "type": type, "fra": fra, "til": til}
    return {**keys, "timer_per_uke": timer, **more}


@pytest.fixture
def caseworker(client: Any, make_user: Any) -> Any:
    """A client signed in as an introbruker of Kristiansand."""
    return client.as_user(make_user("kommune_introbruker", "kommune:4204"))


@pytest.fixture
def guide(make_person: Any) -> str:
    """The address of the ordning of a person with the guide's three tiltak."""
    person = make_person(tiltak=[line(*one) for one in GUIDE])
    return f"/personer/{person.id}/nir/kvalifisering_i_mottak/"


@pytest.fixture
def empty(make_person: Any) -> str:
    """The address of the ordning of a person without tiltak."""
    return f"/personer/{make_person().id}/nir/kvalifisering_i_mottak/"


def add(client: Any, base: str, **values: Any) -> Any:
    """Opens the form, fills it in as the guide's first tiltak with these changes, and sends it."""
    return client.submit(f"{base}legg-til/", {**NORSK, **values})


def edit_link(client: Any, base: str, month: str = "2021-04") -> str:
    """The address of Rediger of the month's first tiltak."""
    page = client.get(f"{base}{month}/").text
    details = re.search(r'href="([^"]*detaljer=[^"]*)"', page)
    assert details is not None
    edit = re.search(r'href="([^"]*/rediger/)"', client.get(details[1]).text)
    assert edit is not None
    return edit[1]


def test_the_month_of_the_guide_reads_as_in_the_guide(caseworker: Any, guide: str) -> None:
    page = caseworker.get(guide).text
    assert "April 2021 - Gjennomsnittlig tilbudt tiltak: 25.53 timer pr uke" in page
    assert "Mars 2021 - Gjennomsnittlig tilbudt tiltak: 0.00 timer pr uke" in page
    assert "Tiltak er registrert" in page


def test_months_run_newest_first_from_the_start_of_the_ordning_to_today(caseworker: Any, guide: str) -> None:
    months = re.findall(r'id="maned--(\d{4}-\d\d)"', caseworker.get(guide).text)
    assert months[0] == "2026-11"
    assert months[-1] == "2021-01"
    assert months == sorted(months, reverse=True)


def test_a_month_unfolds_to_its_tiltak_alone(caseworker: Any, guide: str) -> None:
    part = caseworker.fragment(f"{guide}2021-04/", "maned--2021-04").text
    assert part.count("<tr") == 4
    assert "Foreldreveiledning" in part
    assert "<html" not in part
    assert "Norskopplæring" not in caseworker.fragment(f"{guide}2021-05/", "maned--2021-05").text


def test_the_same_address_is_a_whole_page_without_javascript(caseworker: Any, guide: str) -> None:
    page = caseworker.get(f"{guide}2021-04/").text
    assert "<html" in page
    assert "Jobbsøkerkurs" in page
    assert "Jobbsøkerkurs" not in caseworker.get(f"{guide}2021-04/?lukket=1").text


def test_months_that_stood_open_stay_open_when_the_deleted_are_shown(caseworker: Any, guide: str) -> None:
    page = caseworker.get(f"{guide}?slettede=1&apen=2021-04&apen=2021-05&apen=tull&apen=2021-13").text
    assert re.findall(r'id="apne--([^"]*)"[^>]*aria-expanded="true"', page) == ["2021-05", "2021-04"]
    assert page.count('name="apen"') == 2


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("type", "Foreldreveiledning"),
        ("-type", "Norskopplæring"),
        ("timer", "Jobbsøkerkurs"),
        ("tull", "Norskopplæring"),
    ],
)
def test_the_table_sorts_by_every_column_and_survives_a_forged_one(
    caseworker: Any, guide: str, sort: str, first: str
) -> None:
    part = caseworker.fragment(f"{guide}2021-04/?sorter={sort}", "maned--2021-04").text
    titles = re.findall("Foreldreveiledning|Jobbsøkerkurs|Norskopplæring", part.split("<tbody>")[1])
    assert titles[0] == first


def test_details_say_who_follows_up_and_who_registered(caseworker: Any, guide: str) -> None:
    page = caseworker.get(f"{guide}2021-04/").text
    details = re.search(r'href="([^"]*detaljer=[^"]*)"', page)
    assert details is not None
    shown = caseworker.get(details[1]).text
    for text in (
        "Oppfølgingskommune/bydel",
        "Kristiansand",
        "Registrert av",
        "Import",
        "Registrert dato",
        "Rediger",
        "Slett",
    ):
        assert text in shown


def test_the_three_tiltak_registered_by_hand_give_the_same_average(caseworker: Any, empty: str) -> None:
    assert "Tiltak er ikke registrert" in caseworker.get(empty).text
    assert add(caseworker, empty).status_code == 303
    jobb = {"gruppe": "arbeidsrettede_tiltak", "type": "jobbsokerkurs", "fra": "29.04.2021", "timer_per_uke": "3"}
    assert add(caseworker, empty, **jobb).status_code == 303
    foreldre = {"gruppe": "livsmestring_og_foreldreveiledning", "type": "foreldreveiledning", "fra": "30.04.2021"}
    answer = add(caseworker, empty, **foreldre, timer_per_uke="4", gjennomforing="gjennomfort")
    assert answer.headers["Location"].endswith("/2021-04/")
    page = caseworker.get(answer.headers["Location"]).text
    assert "April 2021 - Gjennomsnittlig tilbudt tiltak: 25.53 timer pr uke" in page
    assert "<td>Ja</td>" in page


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"til": "01.04.2021"}, "Til dato kan ikke være før fra dato"),
        ({"til": "31.04.2021"}, "31.04.2021 finnes ikke. April har 30 dager."),
        ({"fra": "2.4.20021"}, "Året 20021 kan ikke stemme"),
        ({"fra": "31.12.1989"}, "Datoen må være 01.01.1990 eller senere"),
        ({"til": "02.11.2036"}, "Datoen kan ikke være etter 01.11.2036"),
        ({"fra": "i går"}, "Skriv datoen som dd.mm.åååå"),
        ({"fra": ""}, "Skriv datoen tiltaket begynner"),
        ({"timer_per_uke": "abc"}, "Skriv et tall, for eksempel 3 eller 7,5."),
        ({"timer_per_uke": ""}, "Skriv hvor mange timer per uke"),
        ({"timer_per_uke": "0"}, "Skriv fra 0,5 til 60 timer"),
        ({"timer_per_uke": "60,5"}, "Skriv fra 0,5 til 60 timer"),
        ({"timer_per_uke": "NaN"}, "Skriv et tall, for eksempel 3 eller 7,5."),
        ({"timer_per_uke": "7,3"}, "Skriv hele eller halve timer"),
        ({"gruppe": ""}, "Velg en tiltakgruppe"),
        ({"gruppe": "tull"}, "Velg en tiltakgruppe fra listen"),
        ({"type": ""}, "Velg en tiltaktype"),
        ({"type": "tull"}, "Velg en tiltaktype fra listen"),
        ({"type": "jobbsokerkurs"}, "Tiltaktypen hører ikke til tiltakgruppen"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_typed_is_lost(
    caseworker: Any, empty: str, values: dict[str, str], text: str
) -> None:
    answer = add(caseworker, empty, **values)
    assert answer.status_code == 422
    assert text in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'class="ds-error-summary"' in answer.text
    kept = {**NORSK, **values}
    for name in ("fra", "til", "timer_per_uke"):
        assert f'value="{kept[name]}"' in answer.text
    assert "Tiltak er ikke registrert" in caseworker.get(empty).text


def test_hours_take_comma_point_and_halves(caseworker: Any, empty: str) -> None:
    for typed, shown in (("7,5", "7,5"), ("0.5", "0,5"), ("60", "60")):
        assert add(caseworker, empty, timer_per_uke=typed).status_code == 303
        assert f'<td class="num end">{shown}</td>' in caseworker.get(f"{empty}2021-04/").text


def test_ten_thousand_signs_in_every_field_break_nothing(caseworker: Any, empty: str) -> None:
    long = "<script>alert(1)</script>" * 400
    answer = add(caseworker, empty, **dict.fromkeys(NORSK, long))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_choosing_a_gruppe_shows_its_typer_and_stores_nothing(caseworker: Any, empty: str) -> None:
    values = {**NORSK, "gruppe": "arbeidsrettede_tiltak", "type": "", "fra": "31.31.31", "velg": "1"}
    answer = caseworker.submit(f"{empty}legg-til/", values)
    assert answer.status_code == 200
    assert "Jobbsøkerkurs" in answer.text
    assert ">Norskopplæring<" not in answer.text
    assert 'value="31.31.31"' in answer.text
    assert "Tiltak er ikke registrert" in caseworker.get(empty).text


def test_gjennomforing_is_asked_only_for_its_two_typer(caseworker: Any, empty: str) -> None:
    def choose(gruppe: str, type: str) -> str:
        return str(caseworker.submit(f"{empty}legg-til/", {"gruppe": gruppe, "type": type, "velg": "1"}).text)

    assert "Gjennomføring av tiltak" in choose("livsmestring_og_foreldreveiledning", "livsmestring_i_et_nytt_land")
    assert "Gjennomføring av tiltak" not in choose("norsk_og_samfunnskunnskap", "norskopplaering")
    assert "Mottatt tilbud" in choose("andre_integreringstiltak", "tilbud_i_omsorgspermisjon")
    assert "Mottatt tilbud" not in choose("andre_integreringstiltak", "norsktrening")


def test_the_guidance_of_the_chosen_type_is_shown(caseworker: Any, empty: str) -> None:
    chosen = {"gruppe": "norsk_og_samfunnskunnskap", "type": "selvstudium", "velg": "1"}
    assert "Læring på egen hånd" in caseworker.submit(f"{empty}legg-til/", chosen).text


def test_the_same_form_sent_twice_is_one_row(caseworker: Any, empty: str) -> None:
    fields = {**caseworker.form(f"{empty}legg-til/"), **NORSK}
    for _time in range(2):
        assert caseworker.http.post(f"{empty}legg-til/", data=fields).status_code == 303
    assert caseworker.get(f"{empty}2021-04/").text.count("<td>Norskopplæring</td>") == 1


def test_two_equal_tiltak_are_both_kept_with_a_warning(caseworker: Any, empty: str) -> None:
    add(caseworker, empty)
    caseworker.get(empty)
    answer = add(caseworker, empty)
    assert "Det finnes et likt tiltak fra før" in caseworker.get(answer.headers["Location"]).text


def test_outside_the_period_is_a_warning(caseworker: Any, empty: str) -> None:
    answer = add(caseworker, empty, fra="01.12.2020", til="01.02.2021")
    assert answer.status_code == 303
    assert "utenfor perioden for ordningen" in caseworker.get(answer.headers["Location"]).text


def test_a_month_over_full_time_is_a_warning(caseworker: Any, empty: str) -> None:
    answer = add(caseworker, empty, fra="01.04.2021", timer_per_uke="38")
    page = caseworker.get(answer.headers["Location"]).text
    assert "over 37,5 timer per uke i 1 måned" in page
    assert "Over full tid" in page


def test_an_edit_keeps_the_old_value_in_the_log(caseworker: Any, guide: str, session: Any) -> None:
    from sqlalchemy import text

    session.rollback()
    link = edit_link(caseworker, guide)
    answer = caseworker.submit(link, {"timer_per_uke": "10"})
    assert answer.status_code == 303
    assert '<td class="num end">10</td>' in caseworker.get(answer.headers["Location"]).text
    rows = session.execute(text("SELECT summary, data FROM event_text WHERE summary = 'Tiltak endret'")).all()
    assert len(rows) == 1
    assert '"25' in str(rows[0].data).replace("'", '"')


def test_two_who_edit_both_see_both_versions(client: Any, make_user: Any, guide: str, app: Any) -> None:
    from core.testing.client import Client

    one = client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    other = Client(app).as_user(make_user("kommune_introbruker", "kommune:4204"))
    link = edit_link(one, guide)
    mine, theirs = one.form(link), other.form(link)
    assert other.http.post(link, data={**theirs, "timer_per_uke": "11"}).status_code == 303
    answer = one.http.post(link, data={**mine, "timer_per_uke": "12", "til": "29.04.2021"})
    assert answer.status_code == 409
    assert "Tiltaket er endret mens du redigerte" in answer.text
    assert "<td>11</td>" in answer.text
    assert 'value="12"' in answer.text
    assert 'value="29.04.2021"' in answer.text
    from core.testing.client import fields_of

    again = one.http.post(link, data=fields_of(answer.text, link))
    assert again.status_code == 303
    assert '<td class="num end">12</td>' in one.get(f"{guide}2021-04/").text


def test_deleting_asks_first_and_hides(caseworker: Any, guide: str) -> None:
    link = edit_link(caseworker, guide).replace("rediger", "slett")
    assert "Slett tiltaket?" in caseworker.get(link).text
    answer = caseworker.submit(link)
    assert answer.status_code == 303
    page = caseworker.get(f"{guide}2021-04/").text
    assert "Norskopplæring" not in page.split('id="maned--2021-04"')[1]
    shown = caseworker.get(f"{guide}2021-04/?slettede=1").text
    assert 'class="gone"' in shown
    assert "1 slettet" in shown
    assert "bruker1" in shown.split('class="gone"')[1]
    assert "April 2021 - Gjennomsnittlig tilbudt tiltak: 0.53 timer pr uke" in shown
    assert caseworker.get(link).status_code == 404


def test_another_kommune_gets_what_does_not_exist(client: Any, other_unit_user: str, guide: str) -> None:
    http = client.as_user(other_unit_user)
    nobody = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "00000000-0000-4000-8000-000000000000", guide)
    for part in ("", "2021-04/", "legg-til/"):
        assert http.get(guide + part).status_code == 404
        assert http.get(nobody + part).status_code == 404


def test_who_may_not_edit_sees_no_buttons_and_gets_404(client: Any, make_user: Any, guide: str) -> None:
    reader = client.as_user(make_user("kommune_norskbruker", "kommune:4204"))
    page = reader.get(guide).text
    assert "25.53" in page
    assert "Legg til" not in page
    assert reader.get(f"{guide}legg-til/").status_code == 404


def test_roles_without_tiltak_see_none(client: Any, make_user: Any, guide: str) -> None:
    mapper = client.as_user(make_user("kompetansekartlegger", "kommune:4204"))
    assert mapper.get(guide).status_code == 404
    assert "/nir/" not in mapper.get(guide.split("nir/")[0]).text


def test_imdi_reads_and_edits_none(client: Any, make_user: Any, guide: str) -> None:
    imdi = client.as_user(make_user("imdi_saksbehandler", "imdi"))
    assert "25.53" in imdi.get(guide).text
    assert imdi.get(f"{guide}legg-til/").status_code == 404


def test_an_ordning_without_a_rule_shows_its_tiltak_and_takes_more(caseworker: Any, make_person: Any) -> None:
    intro = line(*GUIDE[0]) | {"ordning": "introduksjonsprogram"}
    person = make_person(tiltak=[intro])
    base = f"/personer/{person.id}/nir/introduksjonsprogram/"
    assert "Introduksjonsprogram" in caseworker.get(f"/personer/{person.id}/").text
    assert "Ingen periode er beregnet" in caseworker.get(base).text
    answer = add(caseworker, base, fra="03.05.2021", til="31.05.2021")
    assert "utenfor perioden" in caseworker.get(answer.headers["Location"]).text


def test_ended_livsmestring_without_an_answer_is_a_task(caseworker: Any, make_person: Any) -> None:
    make_person(tiltak=[line(*GUIDE[2])])
    page = caseworker.get("/").text
    assert "Registrer om tiltaket er gjennomført" in page
    assert "30.06.2021" in page
