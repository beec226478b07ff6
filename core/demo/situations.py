"""Every situation a person can be in, and how often it is met beyond the one of each that is always there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.demo import after_settlement as after
from core.demo import before_settlement as before
from core.demo import particular
from core.demo.draw import Draw
from core.demo.lives import Draft

Make = Callable[[Draw], list[Draft]]

SITUATIONS: tuple[tuple[Make, int], ...] = (
    (particular.guide, 0),
    (before.with_permit, 16),
    (after.settled, 14),
    (particular.shielded_household, 0),
    (particular.strictly_shielded, 1),
    (particular.shielded_in_oslo, 1),
    (particular.long_names, 0),
    (particular.arabic_script, 0),
    (particular.ethiopic_script, 0),
    (particular.cyrillic_script, 0),
    (before.seeks_asylum, 10),
    (before.refused, 4),
    (before.transit, 3),
    (before.emergency, 3),
    (before.tailored, 1),
    (before.amot, 4),
    (before.family_with_permit, 4),
    (before.collective, 8),
    (before.moved_mottak, 4),
    (before.just_turned_18, 1),
    (before.born_29_february, 1),
    (before.alone_and_minor, 2),
    (before.withdrawn, 2),
    (before.expired, 2),
    (after.settled_family, 5),
    (after.settled_alone, 3),
    (after.settled_collective, 18),
    (after.private, 4),
    (after.reunited, 2),
    (after.family_of_other, 2),
    (after.several_permits, 3),
    (after.withdrawn_after, 1),
    (after.back_in_mottak, 2),
    (after.moved_lately, 2),
    (after.moved_long_ago, 3),
    (after.renumbered, 3),
    (after.in_split, 1),
    (after.by_old_law, 4),
    (after.late_by_old_law, 1),
    (after.late_alone_by_old_law, 1),
    (after.resettled, 2),
    (after.known_by_regnr, 1),
    (after.known_by_unhcr, 1),
    (after.works_here, 1),
    (after.other_permit, 1),
    (after.humanitarian, 2),
    (after.minor_settled, 1),
    (after.gone_abroad, 1),
)
"""The maker of a household, and its weight when more are drawn. A small demonstration has the first of the list."""


def households(draw: Draw) -> Iterator[list[Draft]]:
    """One household of each situation, then others by weight, without end."""
    for make, _weight in SITUATIONS:
        yield make(draw)
    makers, weights = zip(*SITUATIONS, strict=True)
    while True:
        yield draw.random.choices(makers, weights)[0](draw)
