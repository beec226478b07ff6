"""Names for search: folded for sorting, and word by word in Latin letters, whatever script they were written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ł": "l", "ß": "ss", "'": "", "’": "", "-": " "})
ARABIC = str.maketrans(
    {
        **dict.fromkeys("اأإآٱ", "a"),
        **dict.fromkeys("ىیېۍئێ", "ي"),
        **dict.fromkeys("ؤۆۋ", "و"),
        **dict.fromkeys("ةەۀہھ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ڕړ", "ر"),
        "ڵ": "ل",
        "ځ": "ز",
        "څ": "س",
        "ډ": "د",
        "ټ": "ت",
        "ڼ": "ن",
        "ء": "",
        "ـ": "",
    }
)
"""Letters that Persian, Pashto, Sorani and Arabic write differently, to the one that names are compared by; and the
long a, which would be left out."""
NORDIC = str.maketrans({"æ": "ae", "ä": "a", "ø": "o", "ö": "o", "å": "a"})
NOT_A_SIGN = re.compile(r"[^a-z0-9]")
TOGETHER = "+"
BETWEEN = re.compile(r"[\s\-‐‑–—.,;:/()፡።·_&+]+")
PARTICLES = frozenset(
    "abd abdi abdu abdal abdel abdul cabd cabdi cabdu abu abo um umm al el ul an ar as ash at az bin ben ibn bint "
    "gebre ghebre gabra tesfa wolde welde nur noor nour zein zain sayf saif shams o mc mac de la van".split()
)
"""Words that are written together with the next as often as apart."""


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name in small letters without accents, with one space between words: `Bjørn-Åge` gives `bjorn age`."""
    lower = name.casefold().translate(LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return " ".join(bare.split())


@lru_cache(maxsize=20_000)
def latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in the letters a-z: `Олена Bjørn-Åge` gives `olena`, `bjorn`, `age`; `محمد` gives `mhmd`."""
    found = (_latin(word) for word in BETWEEN.split(unicodedata.normalize("NFC", name)))
    return tuple(word for word in found if word)


def _latin(word: str) -> str:
    lower = unicodedata.normalize("NFC", word.casefold()).translate(NORDIC)
    if not lower.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
        lower = anyascii(bare.translate(ARABIC)).lower()
    return NOT_A_SIGN.sub("", lower)


@lru_cache(maxsize=20_000)
def name_words(*names: str) -> frozenset[str]:
    """What a person is found by: each word of her names, and with a plus in front, words written together.

    `Abd al-Rahman` gives `abd`, `al`, `rahman`, `+abdal`, `+alrahman` and `+abdalrahman`. The plus keeps them out of
    the way of whoever types the beginning of a name.
    """
    every = [latin_words(name) for name in names]
    return frozenset(word for words in every for word in (*words, *(f"{TOGETHER}{run}" for run in joined(words))))


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """The runs of `runs`, each written together."""
    return tuple("".join(words[first : last + 1]) for first, last in runs(words))


def runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Places, first and last, of words that may be written together.

    They are each two words after each other, and longer runs of small words with the word after them.
    """
    found = []
    for first in range(len(words) - 1):
        last = first + 1
        found.append((first, last))
        while words[last] in PARTICLES and words[first] in PARTICLES and last + 1 < len(words):
            last += 1
            found.append((first, last))
    return found
