"""How names sound: spellings of one name by different people, languages and scripts come out alike.

Pure: letters in, letters out. A word is in the letters a-z (core.persons.names). Its *forms* keep vowels in three
kinds (a, i, u) and consonants by sound; a letter that languages read differently gives more than one form (x is h in
Somali and ks elsewhere, c is a throat sound that others leave out). Its *skeletons* are the consonants of the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA, Indel, JaroWinkler

MOST_FORMS = 12
READINGS = (
    ("x", ("h", "ks")),
    ("th", ("t", "s")),
    ("dh", ("d", "z")),
    ("cz", ("s",)),
    ("ch", ("s", "k")),
    ("ck", ("k",)),
    ("c", ("k", "s", "j", "")),
    ("z", ("z", "d")),
    ("q", ("k", "g")),
    ("w", ("v", "u")),
)
"""Letters that are read in more than one way, and how."""
READ = re.compile("|".join(letters for letters, _ways in READINGS))
WAYS = dict(READINGS)
HISS = re.compile(r"s(j?t(sj|j)|hch|htsh|ch|h|j|z)|t(sj|sh|sch|ch|s|z)|ch")
"""Sounds between s, sh, ch and ts: languages write them with each other's letters."""
SOUNDS = (
    (re.compile(r"d(zh|sj|zj|j|z)|zh|zj"), "j"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[jy]"), "i"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ae|ee|ai|ei|ey|ay"), "e"),
)
VOWELS = str.maketrans({"e": "i", "o": "u", "y": "i"})
TWICE = re.compile(r"(.)\1+")
SILENT_END = re.compile(r"(?<=[aiu])h$")
ARTICLE = re.compile(r"^[aeu]l(?=[^aeiou].{3})")
STRIPPED = str.maketrans({"a": "", "i": "", "u": "", "g": "h", "t": "d", "p": "b"})
LONG_SKELETON, LONG_WORD = 4, 4
"""From here a key is made for each letter left out too, so that one slip of the finger does not hide a name."""


LONG_SLIP, ONE_SLIP = 5, 1.0
"""From this length on, one slip of the finger is as near as another spelling of the same sound."""
BEGINNING, WITHIN = 0.93, 0.85
"""What a likeness with the beginning of a name counts, and one with a part within it."""


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, ...]:
    """How a word sounds, the likeliest first: `abdirahman` for `Cabdiraxmaan` too."""
    found = dict.fromkeys(_sound(way) for way in _ways(word))
    return tuple(form for form in found if form)[:MOST_FORMS] or (word,)


def _ways(word: str) -> Iterator[str]:
    """The word in every way its letters are read; the sounds of s are one before that."""
    plain = HISS.sub(lambda found: "ch" if found[0] == "ch" else "s", TWICE.sub(r"\1", word))
    spots = list(READ.finditer(plain))[:3]
    for choice in product(*(_read(plain, spot) for spot in spots)):
        parts, end = [], 0
        for spot, way in zip(spots, choice, strict=True):
            parts += [plain[end : spot.start()], way]
            end = spot.end()
        yield "".join(parts) + plain[end:]


def _read(word: str, spot: re.Match[str]) -> tuple[str, ...]:
    ways = WAYS[spot[0]]
    if spot[0] == "c" and word[spot.end() : spot.end() + 1] not in ("e", "i", "y"):
        return ("k", "")
    if spot[0] == "w" and spot.start() == 0:
        return ("v",)
    return ways


def _sound(word: str) -> str:
    first = "j" if re.match(r"[jy]|i[aeou]|dj|zh", word) else ""
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    word = TWICE.sub(r"\1", word.translate(VOWELS))
    word = SILENT_END.sub("", word)
    return first + word.removeprefix("i") if first else word


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> frozenset[str]:
    """The consonants of a word's forms, also without an article in front and without a v between vowels."""
    found = set()
    for form in (*forms(word), *(forms(ARTICLE.sub("", word)) if ARTICLE.match(word) else ())):
        bare = form.translate(STRIPPED)
        found |= {bare, bare[:1] + bare[1:].replace("v", "")}
    return frozenset(bone for bone in found if bone)


def _shortened(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """What a word is looked up by. `s`: a skeleton; `d`: the word, or a long skeleton, less one letter; `p`: an ending.

    Two words less than two slips apart share a key. The endings find a part within a word.
    """
    return frozenset((*typed_keys(word), *(f"p{word[at:]}" for at in range(1, len(word) - 3))))


@lru_cache(maxsize=20_000)
def sound_keys(word: str) -> frozenset[str]:
    """The keys of its skeletons alone."""
    return frozenset(f"s{bone}" for bone in skeletons(word))


def typed_keys(word: str) -> frozenset[str]:
    """The keys to look a typed word up by; the endings are looked up by `p` and how they begin."""
    bones = skeletons(word)
    found = {f"s{bone}" for bone in bones}
    found |= {f"s{less}" for bone in bones if len(bone) >= LONG_SKELETON for less in _shortened(bone)}
    if len(word) >= LONG_WORD:
        found |= {f"d{word}", *(f"d{less}" for less in _shortened(word))}
    return frozenset(found)


def closeness(typed: str, word: str) -> float:
    """How near a name is to what was typed, from 0 to 1 (spelt the same). Of those as near, fewer slips come first."""
    if typed == word:
        return 1.0
    slips = OSA.distance(typed, word)
    return 0.98 * max(_near(typed, word), _slip(typed, word, slips)) + 0.01 * max(0.0, 1 - slips / len(typed))


def likeness(typed: str, word: str) -> float:
    """The same for what may be only the beginning of a name, or a part within it: those count a little less."""
    found = closeness(typed, word)
    if len(typed) >= LONG_WORD and len(word) > len(typed):
        found = max(found, BEGINNING * max(closeness(typed, word[: len(typed) + more]) for more in (0, 1)))
        if typed in word:
            found = max(found, WITHIN)
    return found


@lru_cache(maxsize=50_000)
def _near(typed: str, word: str) -> float:
    sound = max(Indel.normalized_similarity(one, other) for one in forms(typed) for other in forms(word))
    bone = max(Indel.normalized_similarity(one, other) for one in _bones(typed) for other in _bones(word))
    lean = 0.25 if _lean(typed) != _lean(word) else 0.6
    return lean * sound + (1 - lean) * bone


def _bones(word: str) -> Iterable[str]:
    return skeletons(word) or (word,)


def _lean(word: str) -> bool:
    """Written without its short vowels, as Arabic letters are."""
    return sum(sign in "aeiou" for sign in word) * 3 < len(word)


def _slip(typed: str, word: str, slips: int) -> float:
    """Letter by letter. One letter too many, too few, wrong, or changed with the next: nearly what was meant."""
    if slips == 1 and len(typed) >= LONG_SLIP:
        return ONE_SLIP
    return 0.5 * (Indel.normalized_similarity(typed, word) + JaroWinkler.normalized_similarity(typed, word))
