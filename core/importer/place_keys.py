"""The keys of a line about a mottak, and of the places a person lives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.importer import wording
from core.importer.reader import Notes, Reader
from core.importer.values import MottakValues
from core.persons.labels import MOTTAK_TYPE
from core.places.followed import became
from core.places.register import is_bydel, is_known, kommune

KEYS = frozenset({"kind", *MottakValues._fields})
KODE = re.compile(r"[0-9A-Za-zÆØÅæøå_-]{1,12}")


def read_mottak(values: Mapping[str, Any], notes: Notes) -> MottakValues:
    """The mottak of a line. What is wrong is noted."""
    reader = Reader(values, notes)
    return MottakValues(
        kode(reader, "kode", required=True) or "",
        reader.must_text("navn"),
        kommune_number(reader, "kommune", notes.today, required=True) or "",
        reader.must_choice("type", MOTTAK_TYPE),
    )


def kode(reader: Reader, key: str, *, required: bool = False) -> str | None:
    """The code of a mottak: at most twelve letters and digits."""
    found = reader.must_text(key) if required else reader.text(key)
    if found and not KODE.fullmatch(found):
        reader.fault(
            key, f"{wording.shown(found)} kan ikke brukes. Bruk opptil 12 bokstaver og sifre uten mellomrom, som M102."
        )
    return found


def kommune_number(reader: Reader, key: str, on: date, *, required: bool = False) -> str | None:
    """A kommune number, as it stands. One that never was is a fault; one not in use on the day is remarked."""
    found = reader.must_text(key) if required else reader.text(key)
    if found is None or not found:
        return None
    if not is_known(found):
        reader.fault(
            key, f"{wording.shown(found)} har aldri vært et kommunenummer. Et kommunenummer har fire sifre, som 4204."
        )
    elif kommune(found, on) is None:
        reader.remark(key, _followed(found, on))
    return found


def bydel_number(reader: Reader, key: str, kommune: str | None) -> str | None:
    """The number of a bydel. One that is not known, or lies in another kommune, is remarked."""
    found = reader.text(key)
    if found is None:
        return None
    if len(found) != 6 or not (found.isascii() and found.isdecimal()):
        reader.fault(key, "et bydelsnummer har seks sifre, som 030101.")
    elif not is_bydel(found):
        reader.remark(key, f"bydelen {found} er ikke kjent. Nummeret er tatt inn som det står.")
    elif kommune and not found.startswith(kommune):
        reader.remark(key, f"bydelen {found} ligger ikke i kommunen {kommune}. Nummeret er tatt inn som det står.")
    return found


def _followed(number: str, on: date) -> str:
    now = became(number, on)
    if len(now) > 1:
        return f"{number} var delt i {' og '.join(now)} på datoen. Ingen kommune ser personen før IMDi har valgt."
    if now == (number,):
        return f"{number} var ikke opprettet på datoen. Nummeret er tatt inn som det står."
    return f"{number} gjaldt ikke lenger på datoen. Nummeret følges til {now[0]}."
