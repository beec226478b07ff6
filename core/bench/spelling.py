"""Names as many people write them down: a common one is now and then spelt another way. Pure, by chance of a seed."""

from __future__ import annotations

import random

CHANGED = 0.25
"""The share of words that are spelt another way; a third of those in two ways at once."""
TWICE = 1 / 3
WAYS = (
    ("ou", "u"),
    ("ee", "i"),
    ("kh", "h"),
    ("ei", "ey"),
    ("sj", "sh"),
    ("aa", "a"),
    ("dh", "d"),
    ("w", "v"),
    ("y", "i"),
    ("k", "c"),
    ("i", "y"),
    ("j", "y"),
    ("o", "u"),
    ("e", "i"),
    ("a", "aa"),
    ("m", "mm"),
    ("d", "dd"),
    ("l", "ll"),
    ("s", "ss"),
    ("n", "nn"),
    ("z", "s"),
    ("u", "ou"),
)
"""Letters, and what others write in their place."""


def spelt(draw: random.Random, name: str) -> str:
    """The name, or one of the other ways to write it."""
    if draw.random() >= CHANGED:
        return name
    once = _changed(draw, name)
    return _changed(draw, once) if draw.random() < TWICE else once


def _changed(draw: random.Random, name: str) -> str:
    """One change, never of the first letter."""
    ways = [(letters, other, at) for letters, other in WAYS if (at := name.find(letters, 1)) > 0]
    if not ways:
        return name
    letters, other, at = draw.choice(ways)
    return name[:at] + other + name[at + len(letters) :]
