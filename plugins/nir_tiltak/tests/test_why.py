"""The why-panel, Grunndata's kategorier and the overview, as a caseworker reads them."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

SETTLED = [{"type": "kommune", "kommune": "4204", "fra": "2025-09-01"}]
GRANTED = [{"type": "asyl", "vedtaksdato": "2025-03-03", "gyldig_til": "2030-03-02"}]
IN_MOTTAK = {"type": "mottak", "mottak": "M102", "fra": "2024-06-01", "til": "2025-08-31"}
LIFE = {"ankommet": "2024-06-01", "bosted": [IN_MOTTAK, *SETTLED], "tillatelser": GRANTED}
TILTAK = {
    "ordning": "introduksjonsprogram",
    "gruppe": "Opplæring i norsk og samfunnskunnskap",
    "type": "Norskopplæring",
    "fra": "2025-11-03",
    "til": "2026-06-19",
    "timer_per_uke": 20,
}


@pytest.fixture
def see(client: Any, make_user: Any) -> Any:
    """Pages as words, seen by one who works with introduksjonsprogram."""
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204"))

    def words(path: str) -> str:
        answer = http.get(path)
        assert answer.status_code == 200
        return " ".join(html.unescape(re.sub("<[^>]*>", " ", answer.text.split("</head>")[-1])).split())

    return words


def test_why_the_period_is_as_it_is(see: Any, make_person: Any) -> None:
    text = see(f"/personer/{make_person(**LIFE).id}/nir/introduksjonsprogram/")
    for words in (
        "Hvorfor? Rett og plikt introduksjonsprogram, 01.09.2025 – 31.08.2027",
        "Perioden åpnet 01.09.2025: Bosatt etter avtale 01.09.2025.",
        "Siste dag er 31.08.2027: For sent å begynne fra 01.09.2027.",
        "Fristen er 01.12.2025: Frist for vedtak og oppstart.",
        "Tillatelse etter § 9 fra 03.03.2025 Tillatelser integreringsloven § 9",
        "Alder da tillatelsen ble gitt, i hele år 34 Personalia integreringsloven § 8",
        "Registrerer du et tiltak i ordningen, regnes det som oppstart, og denne fristen er møtt.",
        "Begynner personen før 01.09.2027, varer perioden til den er registrert som fullført.",
        "Trekkes tillatelsen, lukkes perioden dagen før.",
        "Stortinget har vedtatt 60 år som øvre grense, men det er ikke satt i kraft i kildene.",
        "Regelversjon introduksjonsprogram-1.",
    ):
        assert words in text, words


def test_when_it_has_begun_the_next_frist_waits(see: Any, make_person: Any) -> None:
    text = see(f"/personer/{make_person(**LIFE, tiltak=[TILTAK]).id}/nir/introduksjonsprogram/")
    assert "Fristen for oppstart er møtt. Neste frist regnes fra vedtaket, og vedtak er ikke registrert." in text
    assert "Den har ingen sluttdato." in text
    assert "frist mangler vedtak" in text


def test_it_is_folded_and_an_address_unfolds_it(client: Any, make_user: Any, make_person: Any) -> None:
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    base = f"/personer/{make_person(**LIFE).id}/nir/introduksjonsprogram/"
    assert '<details class="unfold" id="hvorfor"><summary>' in http.get(base).text
    assert '<details class="unfold" id="hvorfor" open><summary>' in http.get(f"{base}?hvorfor=1").text


def test_grunndata_tells_the_open_kategorier_and_all(see: Any, make_person: Any) -> None:
    text = see(f"/personer/{make_person(**LIFE).id}/")
    right, overview = text.split("NIR - Kategori")[1].split("Kategorioversikt")
    assert "Rett og plikt norsk og samfunnskunnskap Aktiv Norsk rett og plikt/norskmål" in right
    assert "Rett og plikt introduksjonsprogram Aktiv Introduksjonsprogram" in right
    assert "Kvalifisering i mottak" not in right, "it has ended"
    assert "Kvalifisering i mottak Kvalifisering for mottaksbeboere 03.03.2025 – 31.08.2025 · Avsluttet" in overview
    assert overview.index("Norsk rett og plikt") < overview.index("Kvalifisering i mottak")


def test_an_ordning_is_called_the_same_beside_grunndata_as_in_the_menu(see: Any, make_person: Any) -> None:
    person = make_person(**LIFE, tiltak=[{**TILTAK, "ordning": "norsk"}])
    assert "Tiltak Norsk rett og plikt/norskmål 1 tiltak" in see(f"/personer/{person.id}/")


@pytest.mark.parametrize(("til", "told"), [("2026-10-31", True), ("2026-11-01", False), ("2026-11-02", False)])
def test_a_permit_that_has_run_out_is_told_and_closes_nothing(til: str, told: bool, see: Any, make_person: Any) -> None:
    person = make_person(**{**LIFE, "tillatelser": [{**GRANTED[0], "gyldig_til": til}]})
    for page in ("", "nir/", "nir/introduksjonsprogram/"):
        text = see(f"/personer/{person.id}/{page}")
        assert "01.09.2025 – 31.08.2027" in text
        assert ("Tillatelsen er utløpt" in text) == told, page


def test_a_frist_that_has_passed_is_marked_on_every_page_of_hers(see: Any, make_person: Any) -> None:
    """That of introduksjonsprogram is three months after the settlement."""
    person = make_person(**LIFE)
    for page, told in (
        ("", "forfalt 01.12.2025"),
        ("nir/", "01.12.2025 forfalt"),
        ("nir/introduksjonsprogram/", "forfalt 01.12.2025"),
    ):
        assert told in see(f"/personer/{person.id}/{page}"), page


def test_a_renewal_says_nothing_of_the_old(see: Any, make_person: Any) -> None:
    permits = [{**GRANTED[0], "gyldig_til": "2026-03-02"}, {"type": "asyl", "vedtaksdato": "2026-02-02"}]
    assert "Tillatelsen er utløpt" not in see(f"/personer/{make_person(**{**LIFE, 'tillatelser': permits}).id}/nir/")


def test_the_overview_has_the_active_first_and_the_menu_names_them(see: Any, make_person: Any) -> None:
    tiltak = [{**TILTAK, "ordning": "opplaering_i_mottak", "fra": "2024-07-01", "til": "2024-12-20"}]
    text = see(f"/personer/{make_person(**LIFE, tiltak=tiltak).id}/nir/")
    menu, page = text.split("NIR – aktive ordninger")[-2:]
    active, others = page.split("Avsluttede ordninger, og ordninger uten periode")
    assert "Norsk rett og plikt/norskmål Rett og plikt norsk og samfunnskunnskap 03.03.2025" in active
    line = "Introduksjonsprogram Rett og plikt introduksjonsprogram 01.09.2025 – 31.08.2027 01.12.2025 forfalt Aktiv 0"
    assert line in active
    assert "Norsk og samfunnskunnskap for asylsøkere Opplæring i mottak 01.06.2024 – 02.03.2025 – Avsluttet 1" in others
    assert "Kvalifisering for mottaksbeboere" in others
    assert "Kvalifisering for mottaksbeboere" not in active
    for title in ("Norsk rett og plikt/norskmål", "Introduksjonsprogram", "Kvalifisering for mottaksbeboere"):
        assert title in menu


def test_each_tiltak_is_counted_once_in_the_overview(see: Any, make_person: Any) -> None:
    """Twice in a mottak, and so two periods of one ordning: each tiltak falls to the one that had begun."""
    homes = [IN_MOTTAK, {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2026-02-01"}]
    days = [("2025-03-10", "2025-06-01"), ("2026-02-10", "2026-04-01"), ("2026-05-01", "2026-06-01")]
    tiltak = [{**TILTAK, "ordning": "kvalifisering_i_mottak", "fra": fra, "til": til} for fra, til in days]
    text = see(f"/personer/{make_person(**{**LIFE, 'bosted': homes}, tiltak=tiltak).id}/nir/")
    counted = re.findall(r"Kvalifisering i mottak [\d. –fra]+ (Aktiv|Avsluttet) (\d)", text)
    assert sorted(counted) == [("Aktiv", "2"), ("Avsluttet", "1")], text


@pytest.mark.parametrize(
    ("speech", "words"),
    [
        ("nn", ("Kvifor?", "Kva kan endre det?", "Blir løyvet trekt", "Stortinget har vedteke 60 år")),
        ("en", ("Why?", "What can change it?", "If the permit is withdrawn", "Parliament has adopted 60 years")),
    ],
)
def test_in_the_readers_language(
    speech: str, words: tuple[str, ...], client: Any, make_user: Any, make_person: Any
) -> None:
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204", sprak=speech))
    text = html.unescape(http.get(f"/personer/{make_person(**LIFE).id}/nir/introduksjonsprogram/").text)
    for one in words:
        assert one in text, one
    assert "Trekkes tillatelsen" not in text
