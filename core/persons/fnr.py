"""Fødselsnummer and D-number: what eleven digits are, and which rule their control digits follow.

Birth date and sex are never derived from a number: from 2032 a fødselsnummer says neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.digits import is_digits, only_digits, weighed

FNR_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
FNR_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""Skatteetaten, documentation of Folkeregisteret."""
REMAINDERS_FROM_2032 = (0, 1, 2, 3)
"""What the first control digit may leave in a number assigned after 1.1.2032 (Skatteetaten); today only 0."""
SYNTHETIC_MONTHS = {80: "tenor", 65: "syntpop", 40: "dolly"}
"""What is added to the month in test numbers. Month + 40 is an H-number too: here it is read as a test number."""


@dataclass(frozen=True)
class Fnr:
    """What eleven digits are.

    `kind` is fodselsnummer, d_nummer, fh_nummer (health service) or ukjent. `synthetic` is the maker of a test number:
    tenor, dolly, syntpop, else None. `rule` is the oldest rule its control digits pass: i_dag, fra_2032, else None.
    """

    value: str
    kind: str
    synthetic: str | None
    rule: str | None


def fnr_control(nine: str) -> str | None:
    """The two control digits of today's rule for nine digits; None where the series gives none (a digit of 10)."""
    first = -weighed(nine, FNR_WEIGHTS_1) % 11
    second = -weighed(f"{nine}{first}", FNR_WEIGHTS_2) % 11 if first < 10 else 10
    return f"{first}{second}" if second < 10 else None


def fnr_rule(fnr: str) -> str | None:
    """The oldest rule under which the control digits of a fødselsnummer or D-number pass: i_dag, fra_2032, or None."""
    if not is_digits(fnr, 11) or (weighed(fnr, FNR_WEIGHTS_2) + int(fnr[10])) % 11:
        return None
    remainder = (weighed(fnr, FNR_WEIGHTS_1) + int(fnr[9])) % 11
    if remainder == 0:
        return "i_dag"
    return "fra_2032" if remainder in REMAINDERS_FROM_2032 else None


def read_fnr(text: str) -> Fnr | None:
    """What kind of number eleven typed digits are; None for anything that is not eleven digits."""
    digits = only_digits(text)
    if digits is None or len(digits) != 11:
        return None
    if digits[0] in "89":
        return Fnr(digits, "fh_nummer", None, fnr_rule(digits))
    kind = _day_kind(int(digits[:2]))
    known, synthetic = _month_kind(int(digits[2:4]))
    return Fnr(digits, kind if known else "ukjent", synthetic, fnr_rule(digits))


def format_fnr(fnr: str) -> str:
    """Grouped for reading: "150390 12345". Anything but eleven digits is given back as it is."""
    return f"{fnr[:6]} {fnr[6:]}" if is_digits(fnr, 11) else fnr


def _day_kind(day: int) -> str:
    if 1 <= day <= 31:
        return "fodselsnummer"
    return "d_nummer" if 41 <= day <= 71 else "ukjent"


def _month_kind(month: int) -> tuple[bool, str | None]:
    """Whether there is such a month, and who made the number if it is a test number."""
    if 1 <= month <= 12:
        return True, None
    for added, maker in SYNTHETIC_MONTHS.items():
        if 1 <= month - added <= 12:
            return True, maker
    return False, None
