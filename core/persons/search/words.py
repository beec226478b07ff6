"""Which words of names are near what was typed: looked up by keys, then weighed one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from core.access.kept import kept_rows
from core.access.scope import scope_of
from core.persons.names import TOGETHER as PLUS
from core.persons.names import runs
from core.persons.search.keys import MANY, by_keys, range_values
from core.persons.sounds import closeness, likeness, skeletons, typed_keys

LEAST = 0.7
"""How near a word must be (core.persons.sounds.likeness) to be one that looks like what was typed."""
BESIDE = 0.86
"""The same for two typed words written together, which are longer."""
SHORTEST_PART = 4
SHORTEST_LIKE = 3
"""Letters typed before a part within a name, and a name that is only alike, is looked for."""


@dataclass(frozen=True)
class Step:
    """Words to ask for at once: those that `few` have, and those that `many` have."""

    few: tuple[str, ...]
    many: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """A typed word, how near each word of names is to it, and how many have that word in a name, up to MANY."""

    typed: str
    near: Mapping[str, float]
    held: Mapping[str, int]

    def at_least(self, nearness: float) -> tuple[str, ...]:
        """The words so near, in the order of the alphabet."""
        return tuple(sorted(word for word, score in self.near.items() if score >= nearness))

    def steps(self, nearness: float) -> Iterator[Step]:
        """The words so near, the nearest first, in steps that end where a word is common. Equally near are together."""
        words = sorted(self.at_least(nearness), key=lambda word: -self.near[word])
        few: list[str] = []
        for _score, equal in groupby(words, self.near.__getitem__):
            parted: dict[bool, list[str]] = {False: few, True: []}
            for word in equal:
                parted[self.held[word] >= MANY].append(word)
            if parted[True] or sum(self.held[word] for word in few) >= MANY:
                yield Step(tuple(few), tuple(parted[True]))
                few = []
        if few:
            yield Step(tuple(few), ())


def wanted(session: Session, words: Sequence[str]) -> list[Wanted]:
    """For each typed word the words of names near it, in one statement.

    A word also counts when it is near the typed word written together with the one before or after: `abdi rahman`.
    Nothing is left out but what is too far off: a limit here would let names that are not to be seen push others away.
    """
    ways = [_ways(at, words) for at in range(len(words))]
    found = _looked_up(session, sorted({way for some in ways for way in some if len(way) >= SHORTEST_LIKE}))
    return [Wanted(word, _near(some, found), found) for word, some in zip(words, ways, strict=True)]


def _ways(at: int, words: Sequence[str]) -> tuple[str, ...]:
    """The typed word, and written together with those beside it."""
    beside = ["".join(words[first : last + 1]) for first, last in runs(words) if first <= at <= last]
    return (words[at], *beside)


def _near(ways: Sequence[str], found: Iterable[str]) -> dict[str, float]:
    near = {}
    for word in found:
        bare = word.removeprefix(PLUS)
        beside = max((closeness(way, bare) for way in ways[1:]), default=0.0)
        score = max(likeness(ways[0], bare), beside if beside >= BESIDE else 0.0)
        if score >= LEAST:
            near[word] = score
    return near


def _looked_up(session: Session, words: Sequence[str]) -> dict[str, int]:
    """Every word that shares a key with one of these, begins as it sounds, or holds it; and how many have it."""
    keys = sorted({key for word in words for key in typed_keys(word)})
    if not keys:
        return {}
    scope = scope_of(session)
    within = [beginning for word in words for beginning in _beginnings(word)]
    values = {"keys": keys, **range_values(within), **({} if scope.everyone else {"units": sorted(scope.units)})}
    found = kept_rows(session, by_keys(len(within), scope.everyone), values)
    return {word: held for word, held in found if held}


def _beginnings(word: str) -> Iterator[str]:
    if len(word) >= SHORTEST_PART:
        yield f"p{word}"
        yield from (f"s{bone}" for bone in sorted(skeletons(word)) if len(bone) >= SHORTEST_LIKE)
