"""The floor under how well names are found: made-up pairs of spellings, half of them kept aside while tuning."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.access.scope import system_scope
from core.bench.name_search import fill, judge, nearest, ours, read_pairs, trigram
from core.house import House

PAIRS = read_pairs(Path(__file__).with_name("name_pairs.csv"))
FLOORS = {"tilpasning": (0.98, 0.97), "kontroll": (0.96, 0.94)}
"""Found at all, and among the first five."""


def test_the_pairs_are_many_and_of_many_languages() -> None:
    halves, languages = Counter(pair.halvdel for pair in PAIRS), {pair.sprak for pair in PAIRS}
    assert len(PAIRS) >= 200 and len(languages) >= 10
    assert set(halves) == set(FLOORS) and abs(halves["kontroll"] - halves["tilpasning"]) <= 1
    assert len({(pair.fornavn, pair.etternavn, pair.skrevet) for pair in PAIRS}) == len(PAIRS)
    assert not [pair for pair in PAIRS if pair.skrevet == f"{pair.fornavn} {pair.etternavn}"]


def test_spellings_are_found(house: House) -> None:
    with house.session(write=True) as session:
        with system_scope(session, "test"):
            people = fill(session, PAIRS)
        for half, (found, first) in FLOORS.items():
            part = [pair for pair in PAIRS if pair.halvdel == half]
            mine = judge("Fotfeste", part, ours(session))
            assert mine.found / mine.pairs >= found, (half, mine)
            assert mine.first / mine.pairs >= first, (half, mine)
            sample = part[::6]
            assert judge("trigram", sample, nearest(people, trigram, 0.3)).first < len(sample) * first, "no easy ones"
