"""How near a person's names are to what was typed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.persons.names import latin_words, name_words
from core.persons.search.words import Wanted


def whole_name(words: Sequence[str], row: Any) -> bool:
    """True when the words typed are her first names, her last names, or both, in any order."""
    first, last = latin_words(row.fornavn), latin_words(row.etternavn)
    return sorted(words) in (sorted(first + last), sorted(first), sorted(last))


def nearness(near: Sequence[Wanted], row: Any) -> list[float]:
    """How near the nearest of her words is to each typed word."""
    words = name_words(row.fornavn, row.etternavn)
    return [max((one.near.get(word, 0.0) for word in words), default=0.0) for one in near]
