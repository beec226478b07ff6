"""The rules against the script that was written from the table's words, over lives at random."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.items import Permit, PersonFacts
from plugins.nir_tiltak.ordninger import ordninger
from plugins.nir_tiltak.tests.test_rules_together import lives
from tests.ordninger.independent import File, lines_of


def text(day: date | None) -> str | None:
    """As a line of the file has it."""
    return day.isoformat() if day else None


def line(duf: str, household: str, permits: tuple[Permit, ...], life: PersonFacts, **more: Any) -> dict[str, Any]:
    """A person's line in an import file."""
    tillatelser = [
        {
            "type": one.type,
            "vedtaksdato": text(one.vedtaksdato),
            "trukket": text(one.trukket),
            "referanse_duf": one.referanse_duf or None,
        }
        for one in permits
    ]
    about = {"fodselsdato": text(life.fodselsdato), "ankommet": text(life.ankommet), "bosted": [], **more}
    family = {"referanse": household}
    return {**about, "duf": duf, "statsborgerskap": life.statsborgerskap, "familie": family, "tillatelser": tillatelser}


def as_file(life: PersonFacts) -> File:
    """She and her relatives; her own line is the first."""
    bosted = [
        {
            "type": home.type,
            "fra": text(home.fra),
            "til": text(home.til),
            "kommune": "4204",
            "mottak": home.mottak_type,
            "avtale": home.avtale,
        }
        for home in life.residences
    ]
    tiltak = [{"ordning": fact.value, "fra": text(fact.fra)} for fact in life.facts]
    own = line("me", "h", life.permits, life, soknad={"avslag": text(life.soknad_avslag)}, bosted=bosted, tiltak=tiltak)
    others = [
        line(one.duf or f"x{number}", "h" if one.household else f"o{number}", one.permits, life)
        for number, one in enumerate(life.relatives)
    ]
    kinds = ("ordinaert", "transitt", "akutt")
    mottak = [{"kind": "mottak", "kode": kind, "kommune": "4204", "type": kind} for kind in kinds]
    return File([*mottak, own, *others], {})


@settings(max_examples=400, deadline=None)
@given(lives, st.dates(date(2020, 6, 1), date(2027, 6, 1)))
def test_the_same_lines_are_open(life: PersonFacts, today: date) -> None:
    """Left out: two rows of the same day, one that ends before it begins, and an arrival before the first bosted.

    Those are decided by tests of the rules (norsk then opens on the arrival, which the script does not know).
    """
    for rows in ([one.fra for one in life.residences], [one.vedtaksdato for one in life.permits]):
        assume(len(set(rows)) == len(rows))
    assume(all(home.til is None or home.fra <= home.til for home in life.residences))
    assume(life.ankommet >= min((home.fra for home in life.residences), default=date.min))
    file = as_file(life)
    expected = {(found.kategori, found.fra) for found in lines_of(file.persons[0], today)}
    computed = {
        (str(ordning.kategorier[period.kategori]), period.fra)
        for ordning in ordninger()
        for period in (ordning.rule(life) if ordning.rule else ())
        if period.fra <= today and (period.til is None or today <= period.til)
    }
    assert computed == expected
