"""Sorting as Norwegian readers expect it: æ, ø, å last, other accents as the plain letter, case of no account."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans(
    {"æ": "{1", "ä": "{1", "ø": "{2", "ö": "{2", "å": "{3", "đ": "d", "ŋ": "n", "ŧ": "t"},
)
"""A brace sorts after z. The Sámi letters with a stroke do not part from it by themselves."""


def norwegian(text: str) -> str:
    """A key to sort by: `sorted(names, key=norwegian)`. "Zambia" before "Østerrike" before "Åland"."""
    folded = unicodedata.normalize("NFC", text.casefold()).translate(LETTERS)
    parted = unicodedata.normalize("NFD", folded)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
