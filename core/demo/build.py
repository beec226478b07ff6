"""From drafts to rows: names, numbers and ids, all drawn from the same chance."""

from __future__ import annotations

from datetime import timedelta

from core.demo.draw import Draw
from core.demo.lives import HJEMMEL, PARAGRAF_34, Draft, Permit, Stay
from core.demo.names import Naming, namings
from core.persons.models import Bosted, Person, Tillatelse
from core.persons.names import folded

FNR_AFTER = timedelta(days=60)
"""One who has been here so long mostly has a fødselsnummer."""

Rows = tuple[Person, list[Tillatelse | Bosted]]
"""A person, and her permits and homes."""


def household_rows(draw: Draw, number: int, drafts: list[Draft]) -> list[Rows]:
    """The rows of one household: each person with her permits and homes."""
    naming = _naming(draw, drafts[0])
    family = drafts[0].etternavn or draw.random.choice(naming.family)
    household = drafts[0].familie or f"FAM-99{number:06d}"
    return [_rows(draw, draft, naming, family, household) for draft in drafts]


def _naming(draw: Draw, draft: Draft) -> Naming:
    if draft.naming:
        return namings()[draft.naming]
    ukrainian = any(permit.type == PARAGRAF_34 for permit in draft.life.permits)
    known = [one for one in namings().values() if one.weight and (one.statsborgerskap == "UKR") == ukrainian]
    return draw.random.choices(known, [one.weight for one in known])[0]


def _rows(draw: Draw, draft: Draft, naming: Naming, family: str, household: str) -> Rows:
    person = _person(draw, draft, naming, family, household)
    rows: list[Tillatelse | Bosted] = [_permit(draw, person, permit) for permit in draft.life.permits]
    rows += [_home(draw, person, stay) for stay in draft.life.stays]
    return person, rows


def _person(draw: Draw, draft: Draft, naming: Naming, family: str, household: str) -> Person:
    given = draft.fornavn or draw.random.choice(naming.given.get(draft.kjonn) or naming.given["K"])
    return Person(
        id=draw.uuid(),
        **_numbers(draw, draft),
        fornavn=given,
        etternavn=family,
        fornavn_sok=folded(given),
        etternavn_sok=folded(family),
        fodselsdato=draft.fodselsdato,
        kjonn=draft.kjonn,
        statsborgerskap=naming.statsborgerskap,
        morsmal=naming.morsmal,
        familie_referanse=household,
        familie_rolle=draft.rolle,
        skjerming=draft.skjerming,
        ankommet=draft.life.ankommet,
        soknad_registrert=draft.life.soknad,
        soknad_avslag=draft.life.avslag,
    )


def _numbers(draw: Draw, draft: Draft) -> dict[str, str | None]:
    """The number she is known by, and those that others mostly have too. One with a name given has no other."""
    resettled = any(permit.type == "overforing" for permit in draft.life.permits)
    settled_in = bool(draft.life.permits) and draw.today - draft.life.ankommet > FNR_AFTER and not draft.fornavn
    return {
        "duf": draft.duf or (draw.numbers.duf() if draft.number == "duf" else None),
        "regnr": draw.numbers.regnr() if draft.number == "regnr" else None,
        "unhcr": draw.numbers.unhcr() if draft.number == "unhcr" or (resettled and draft.number == "duf") else None,
        "fnr": draw.numbers.fnr(draft.fodselsdato, draft.kjonn) if settled_in and draw.random.random() < 0.75 else None,
    }


def _permit(draw: Draw, person: Person, permit: Permit) -> Tillatelse:
    return Tillatelse(
        id=draw.uuid(),
        person_id=person.id,
        type=permit.type,
        hjemmel=HJEMMEL[permit.type],
        vedtaksdato=permit.vedtaksdato,
        gyldig_fra=permit.vedtaksdato,
        gyldig_til=permit.gyldig_til,
        trukket=permit.trukket,
        referanse_duf=permit.referanse_duf,
    )


def _home(draw: Draw, person: Person, stay: Stay) -> Bosted:
    return Bosted(
        id=draw.uuid(),
        person_id=person.id,
        type=stay.type,
        mottak=stay.mottak,
        kommune=stay.kommune,
        bydel=stay.bydel,
        fra=stay.fra,
        til=stay.til,
        avtale=stay.avtale,
    )
