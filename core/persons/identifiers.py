"""DUF, fødselsnummer and D-number, UNHCR and reg-number: read from typed text, checked, written for reading.

Every number is text, and no fault stops anyone: what is wrong comes back as a remark, and the user may pass it with a
reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.digits import is_digits, only_digits, plain, weighed
from core.persons.fnr import Fnr, fnr_control, fnr_rule, format_fnr, read_fnr

__all__ = [
    "Checked",
    "Fnr",
    "Recognised",
    "check_duf",
    "check_fnr",
    "check_regnr",
    "check_unhcr",
    "duf_control",
    "duf_control_ok",
    "fnr_control",
    "fnr_rule",
    "format_duf",
    "format_fnr",
    "read_fnr",
    "recognise",
]

DUF_WEIGHTS = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
"""Statistics Norway's practice (kostra-kontrollprogram); no official text states the rule."""
UNHCR_CASE = re.compile(r"(\d{3})[ -]*(\d{2})[ -]*([A-Z]?)[ -]*(\d{5})")
UNHCR_INDIVIDUAL = re.compile(r"(\d{3})[ -]+(\d{8})")
UNHCR_MAX_LENGTH = 20
REGNR = re.compile(r"R[- ]?(\d[\d -]{3,10}\d)")


@dataclass(frozen=True)
class Checked:
    """A number as it is kept, and what is remarkable about it: a key such as `duf_kontrollsifre`, or None."""

    value: str
    remark: str | None = None


@dataclass(frozen=True)
class Recognised:
    """A search text that is one whole number. `kind` is duf, fnr (D-numbers too), unhcr or regnr; `value` as kept."""

    kind: str
    value: str
    remark: str | None = None


def duf_control(ten: str) -> str:
    """The two control digits, 00 to 10, that belong to the first ten digits of a DUF."""
    return f"{weighed(ten, DUF_WEIGHTS) % 11:02d}"


def duf_control_ok(duf: str) -> bool:
    """True for twelve digits whose last two fit the first ten."""
    return is_digits(duf, 12) and duf_control(duf[:10]) == duf[10:]


def check_duf(text: str) -> Checked:
    """A typed DUF as twelve digits. Remarks: `duf_lengde` (then the text as typed), `duf_kontrollsifre`."""
    digits = only_digits(text)
    if digits is None or len(digits) != 12:
        return Checked(plain(text), "duf_lengde")
    return Checked(digits, None if duf_control_ok(digits) else "duf_kontrollsifre")


def format_duf(duf: str) -> str:
    """Grouped for reading: "2099 000001 03". Anything but twelve digits is given back as it is."""
    if len(duf) == 12 and duf.isascii() and duf.isdecimal():  # is_digits, said here: a file asks for each of its lines
        return f"{duf[:4]} {duf[4:10]} {duf[10:]}"
    return duf


def check_fnr(text: str) -> Checked:
    """A typed fødselsnummer or D-number as eleven digits.

    Remarks: `fnr_lengde` (then the text as typed), `fnr_kontrollsifre`, `fnr_dato` (no such day or month).
    """
    fnr = read_fnr(text)
    if fnr is None:
        return Checked(plain(text), "fnr_lengde")
    if fnr.rule is None:
        return Checked(fnr.value, "fnr_kontrollsifre")
    return Checked(fnr.value, "fnr_dato" if fnr.kind == "ukjent" else None)


def check_unhcr(text: str) -> Checked:
    """A typed UNHCR number in capitals and with its dashes: 123-45C67890, 123-45-67890 (case) or 123-45678901 (person).

    Remarks: `unhcr_lengde` (over 20 signs), `unhcr_monster` (neither pattern; it is kept all the same).
    """
    typed = plain(text).upper()
    value = _unhcr(typed)
    if value:
        return Checked(value)
    digits = only_digits(typed)
    if digits and len(digits) == 11:
        return Checked(f"{digits[:3]}-{digits[3:]}")
    return Checked(typed, "unhcr_lengde" if len(typed) > UNHCR_MAX_LENGTH else "unhcr_monster")


def check_regnr(text: str) -> Checked:
    """A typed reg-number, R and digits, without spaces. The remark `regnr_monster` says that it looks otherwise.

    No public source defines the number; the pattern is what the import's example holds.
    """
    typed = plain(text).upper()
    found = REGNR.fullmatch(typed)
    return Checked(f"R{only_digits(found[1])}") if found else Checked(typed, "regnr_monster")


def recognise(text: str) -> Recognised | None:
    """Whether a search text is one whole number; None is a name (or a date).

    Twelve digits are a DUF. Eleven are a fødselsnummer or D-number, unless grouped as UNHCR groups them (3 and 8).
    """
    typed = plain(text).upper()
    digits = only_digits(typed)
    if digits and len(digits) == 12:
        return _recognised("duf", check_duf(digits))
    if _unhcr(typed):
        return _recognised("unhcr", check_unhcr(typed))
    if digits and len(digits) == 11:
        return _recognised("fnr", check_fnr(digits))
    if REGNR.fullmatch(typed):
        return _recognised("regnr", check_regnr(typed))
    return None


def _recognised(kind: str, checked: Checked) -> Recognised:
    return Recognised(kind, checked.value, checked.remark)


def _unhcr(typed: str) -> str | None:
    case = UNHCR_CASE.fullmatch(typed)
    if case:
        return f"{case[1]}-{case[2]}{case[3] or '-'}{case[4]}"
    individual = UNHCR_INDIVIDUAL.fullmatch(typed)
    return f"{individual[1]}-{individual[2]}" if individual else None
