"""Names folded for search: the same letters however they were typed."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ł": "l", "ß": "ss", "'": "", "’": "", "-": " "})


def folded(name: str) -> str:
    """A name in small letters without accents, with one space between words: `Bjørn-Åge` gives `bjorn age`."""
    lower = name.casefold().translate(LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return " ".join(bare.split())
