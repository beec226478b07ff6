"""The numbers that say who someone is, as a line has them. Control digits that fail are remarked, never a fault."""

from __future__ import annotations

from core.importer.reader import Reader
from core.persons.identifiers import Checked, check_duf, check_fnr, check_regnr, check_unhcr

LONGEST = 20
ACCEPTED = {
    "duf_kontrollsifre": "kontrollsifrene stemmer ikke. Nummeret er tatt inn som det står.",
    "fnr_kontrollsifre": "kontrollsifrene stemmer ikke. Nummeret er tatt inn som det står.",
    "fnr_dato": "de første sifrene er ingen dato. Nummeret er tatt inn som det står.",
    "unhcr_monster": "ligner ikke et UNHCR-nummer. Det er tatt inn som det står.",
    "regnr_monster": "ligner ikke et Reg-nummer. Det er tatt inn som det står.",
}
REFUSED = {
    "duf_lengde": "et DUF-nummer har tolv sifre.",
    "fnr_lengde": "et fødselsnummer har elleve sifre.",
    "unhcr_lengde": f"er lengre enn {LONGEST} tegn.",
}


def duf(reader: Reader, key: str) -> str | None:
    """Twelve digits."""
    text = reader.text(key)
    return _said(reader, key, check_duf(text)) if text else None


def fnr(reader: Reader, key: str) -> str | None:
    """Eleven digits: fødselsnummer, D-number or a test number."""
    text = reader.text(key)
    return _said(reader, key, check_fnr(text)) if text else None


def regnr(reader: Reader, key: str) -> str | None:
    """A Reg-number, at most twenty signs."""
    text = reader.text(key, LONGEST)
    return _said(reader, key, check_regnr(text)) if text else None


def unhcr(reader: Reader, key: str) -> str | None:
    """A number from UNHCR, at most twenty signs."""
    text = reader.text(key)
    return _said(reader, key, check_unhcr(text)) if text else None


def _said(reader: Reader, key: str, checked: Checked) -> str:
    if checked.remark in REFUSED:
        reader.fault(key, REFUSED[checked.remark])
    elif checked.remark in ACCEPTED:
        reader.remark(key, ACCEPTED[checked.remark])
    return checked.value
