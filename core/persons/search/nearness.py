"""How near a person's names are to what was typed. Pure."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
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


def in_turn(near: Wanted, rows: Sequence[Any]) -> list[Any]:
    """The nearest first. Names that are equally near take turns, so that a common spelling does not hide a rare one."""
    turns: dict[str, int] = defaultdict(int)
    found = []
    for row in sorted(rows, key=by_name):
        words = (word for word in name_words(row.fornavn, row.etternavn) if word in near.near)
        word = max(words, key=lambda one: (near.near[one], one))
        found.append(((-near.near[word], turns[word], word), row))
        turns[word] += 1
    return [row for _place, row in sorted(found, key=itemgetter(0))]


def by_name(row: Any) -> tuple[str, str, uuid.UUID]:
    """Her place in the order of names."""
    return row.etternavn_sok, row.fornavn_sok, row.id
