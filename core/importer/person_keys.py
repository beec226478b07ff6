"""The keys of a line about a person that core takes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from core.codes.countries import is_country
from core.codes.languages import is_language
from core.importer.numbers import duf, fnr, regnr, unhcr
from core.importer.place_keys import bydel_number, kode, kommune_number
from core.importer.reader import FAULTY, Notes, Reader
from core.importer.values import HomeValues, PermitValues, PersonLine, PersonValues
from core.persons.labels import BOSTED, FAMILIE_ROLLE, KJONN, SKJERMING, TILLATELSE

KEYS = frozenset(
    "kind duf regnr unhcr fnr fornavn etternavn fodselsdato kjonn statsborgerskap morsmal familie skjerming ankommet"
    " soknad tillatelser bosted".split()
)
STATELESS = ("XXA", "XXB", "XXC", "XXX")
"""ICAO's codes for the stateless, refugees, and those whose citizenship is unknown: not in ISO 3166."""
LANGUAGE = re.compile("[a-z]{2,3}")


def read_person(values: Mapping[str, Any], notes: Notes) -> PersonLine:
    """Core's part of a line. What is wrong is noted."""
    reader = Reader(values, notes)
    person = _person(reader)
    permits = tuple(_permit(part) for part in reader.parts("tillatelser"))
    homes = tuple(_home(part) for part in reader.parts("bosted"))
    _once(reader, "tillatelser", "type og vedtaksdato", permits)
    _once(reader, "bosted", "type og fra", homes)
    return PersonLine(person, permits, homes, digest([person, permits, homes]))


def digest(values: Any) -> str:
    """A short digest of what a part of a line says: the same for the same values, in any order of keys."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _person(reader: Reader) -> PersonValues:
    familie, soknad = reader.part("familie"), reader.part("soknad")
    familie.only(("referanse", "rolle"))
    soknad.only(("registrert", "avslag"))
    found = PersonValues(
        duf=duf(reader, "duf"),
        regnr=regnr(reader, "regnr"),
        unhcr=unhcr(reader, "unhcr"),
        fnr=fnr(reader, "fnr"),
        fornavn=reader.must_text("fornavn"),
        etternavn=reader.must_text("etternavn"),
        fodselsdato=reader.must_day("fodselsdato"),
        kjonn=reader.must_choice("kjonn", KJONN),
        statsborgerskap=_citizenship(reader),
        morsmal=_mother_tongue(reader),
        familie_referanse=familie.text("referanse", 40),
        familie_rolle=familie.choice("rolle", FAMILIE_ROLLE),
        skjerming=reader.choice("skjerming", SKJERMING, "ingen") or "",
        ankommet=reader.must_day("ankommet"),
        soknad_registrert=soknad.day("registrert"),
        soknad_avslag=soknad.day("avslag"),
    )
    _identified(reader)
    if found.fodselsdato > reader.notes.today:
        reader.remark("fodselsdato", "er fram i tid.")
    return found


def _identified(reader: Reader) -> None:
    if all(reader.values.get(key) in (None, "") for key in ("duf", "regnr", "unhcr")):
        reader.notes.faults.append("Linjen har verken duf, regnr eller unhcr. Ett av dem må være med.")


def _citizenship(reader: Reader) -> str:
    found = reader.must_text("statsborgerskap")
    if found and not is_country(found) and found not in STATELESS:
        reader.fault("statsborgerskap", "er ikke en landkode. Bruk tre store bokstaver etter ISO 3166, som SYR.")
    return found


def _mother_tongue(reader: Reader) -> str | None:
    found = reader.text("morsmal")
    if found and not LANGUAGE.fullmatch(found):
        reader.fault("morsmal", "er ikke en språkkode. Bruk to eller tre små bokstaver etter ISO 639, som ar.")
    elif found and not is_language(found):
        reader.remark("morsmal", f"språkkoden {found} er ikke kjent. Den er tatt inn som den står.")
    return found


def _permit(reader: Reader) -> PermitValues:
    reader.only(PermitValues._fields)
    found = PermitValues(
        type=reader.must_choice("type", TILLATELSE),
        vedtaksdato=reader.must_day("vedtaksdato"),
        hjemmel=reader.text("hjemmel", 60),
        gyldig_fra=reader.day("gyldig_fra"),
        gyldig_til=reader.day("gyldig_til", any_year_ahead=True),
        trukket=reader.day("trukket"),
        referanse_duf=duf(reader, "referanse_duf"),
    )
    reader.in_order("gyldig_fra", found.gyldig_fra, "gyldig_til", found.gyldig_til)
    return found


def _home(reader: Reader) -> HomeValues:
    reader.only(HomeValues._fields)
    type, fra = reader.must_choice("type", BOSTED), reader.must_day("fra")
    til, avtale = reader.day("til"), reader.flag("avtale")
    number = kommune_number(reader, "kommune", fra)
    found = HomeValues(
        type=type,
        fra=fra,
        til=til,
        mottak=kode(reader, "mottak"),
        kommune=number,
        bydel=bydel_number(reader, "bydel", number),
        avtale=avtale is not False if type == "kommune" else avtale,
    )
    reader.in_order("fra", fra, "til", til)
    if type == "mottak" and not found.mottak:
        reader.remark("mottak", "mangler på et bosted i mottak. Ingen mottak ser personen gjennom det.")
    if type in ("kommune", "privat") and not number:
        reader.remark("kommune", "mangler på et bosted. Ingen kommune ser personen gjennom det.")
    return found


def _once(reader: Reader, key: str, identity: str, rows: Sequence[PermitValues] | Sequence[HomeValues]) -> None:
    identities = [row[:2] for row in rows]
    for number, row in enumerate(identities, 1):
        first = identities.index(row) + 1
        if first < number and FAULTY not in row:
            reader.fault(f"{key} nr. {number}", f"har samme {identity} som nr. {first}. Ta bort den ene.")
