"""Typed text made plain: digits of any script as 0-9, every space and dash as the ordinary one."""

from __future__ import annotations

import unicodedata

MINUS = "\u2212"
"""The minus sign: a symbol in Unicode, a dash to the one who types."""


def plain(text: str) -> str:
    """The text with ASCII digits, spaces and dashes, without invisible signs and without space at the ends.

    Letters are left alone. "۲۰۹۹ ۰۰۰۰۰۱–۰۳" gives "2099 000001-03"; direction marks that come with pasted text go.
    """
    return " ".join("".join(_plain(sign) for sign in text).split())


def only_digits(text: str) -> str | None:
    """The digits of a number typed in groups, with spaces or dashes between; None if it holds anything else."""
    joined = plain(text).replace(" ", "").replace("-", "")
    return joined if joined.isdecimal() and joined.isascii() else None


def is_digits(text: str, length: int) -> bool:
    """True for exactly so many ASCII digits and nothing else."""
    return len(text) == length and text.isascii() and text.isdecimal()


def weighed(digits: str, weights: tuple[int, ...]) -> int:
    """The sum of each digit times its weight, as far as there are weights."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Zs":
        return " "
    if category == "Pd" or sign == MINUS:
        return "-"
    return "" if category == "Cf" else sign
