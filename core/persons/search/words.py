"""Which words of names are near what was typed: looked up by keys, then weighed one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.persons.names import TOGETHER as PLUS
from core.persons.names import runs
from core.persons.search.statements import by_keys, range_values
from core.persons.sounds import closeness, likeness, skeletons, typed_keys

LEAST = 0.7
"""How near a word must be (core.persons.sounds.likeness) to be one that looks like what was typed."""
BESIDE = 0.86
"""The same for two typed words written together, which are longer."""
SHORTEST_PART = 4
SHORTEST_LIKE = 3
"""Letters typed before a part within a name, and a name that is only alike, is looked for."""


@dataclass(frozen=True)
class Wanted:
    """A typed word, and how near each word of names is to it."""

    typed: str
    near: Mapping[str, float]

    def at_least(self, nearness: float) -> tuple[str, ...]:
        """The words so near, in the order of the alphabet."""
        return tuple(sorted(word for word, score in self.near.items() if score >= nearness))


def wanted(session: Session, words: Sequence[str]) -> list[Wanted]:
    """For each typed word the words of names near it, in one statement.

    A word also counts when it is near the typed word written together with the one before or after: `abdi rahman`.
    Nothing is left out but what is too far off: a limit here would let names that are not to be seen push others away.
    """
    ways = [_ways(at, words) for at in range(len(words))]
    found = _looked_up(session, sorted({way for some in ways for way in some if len(way) >= SHORTEST_LIKE}))
    return [Wanted(word, _near(some, found)) for word, some in zip(words, ways, strict=True)]


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


def _looked_up(session: Session, words: Sequence[str]) -> set[str]:
    """Every word that shares a key with one of these, begins as it sounds, or holds it."""
    keys = sorted({key for word in words for key in typed_keys(word)})
    if not keys:
        return set()
    within = [beginning for word in words for beginning in _beginnings(word)]
    statement, values = by_keys(len(within)), {"keys": keys, **range_values(within)}
    return set(session.execute(statement, values).scalars())


def _beginnings(word: str) -> Iterator[str]:
    if len(word) >= SHORTEST_PART:
        yield f"p{word}"
        yield from (f"s{bone}" for bone in sorted(skeletons(word)) if len(bone) >= SHORTEST_LIKE)
