"""Every address of the app, filled in for each person: the rows of the matrix."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from werkzeug.routing import Rule

from core.months import Month
from core.web.assets import asset
from tests.matrix.world import NONSENSE, World

PERSON = ("person_id", "shielded_id")
"""Arguments that are a person's id."""
ROWS = ("tiltak_id", "bosted_id", "hentet_id")
"""Arguments that are a row's id: hers, or in `mixed` another's under a person one may see."""
OF_USERS = ("user_id", "session_id", "view_id")
"""Arguments that are a user, her session or a view she has saved. Which of them one sees follows from more than the
role (tests/access, tests/ordninger); here they are asked about a user of Kristiansand, and a session and a view of
nobody."""
NOWHERE = "finnes_ikke"
PLAIN: dict[str, tuple[Any, ...]] = {
    "ordning": ("kvalifisering_i_mottak", "norsk", NOWHERE),
    "month": (Month.parse("2021-04"),),
    "rolle": ("kommune_norskbruker",),
    "lov": ("integreringsloven",),
    "unit_id": ("kommune:4204",),
    "filename": (asset("app.css").removeprefix("vendor/"),),
}
"""What the other arguments are tried with."""
WHO = ("nonsense", "own", "foreign", "shielded", "deleted", "mixed")
"""The nonsense comes first: what is refused is compared with it."""


@dataclass(frozen=True)
class Address:
    """An address about one of WHO (empty: about no person), and the endpoint of each method."""

    rule: str
    url: str
    who: str
    ordning: str
    endpoints: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str]:
        """The same for all persons."""
        return self.rule, self.ordning


def addresses(world: World) -> list[Address]:
    """All of them; raises AssertionError for an argument that nobody has said how to fill in."""
    found: dict[str, list[Rule]] = {}
    for rule in world.app.url_map.iter_rules():
        found.setdefault(rule.rule, []).append(rule)
    return [one for rules in found.values() for one in _of(world, rules)]


def _of(world: World, rules: list[Rule]) -> Iterator[Address]:
    names = sorted(rules[0].arguments)
    if unknown := sorted(set(names) - {*PERSON, *ROWS, *PLAIN, *OF_USERS}):
        raise AssertionError(f"{rules[0].rule}: say in tests/matrix/addresses.py what {unknown} is tried with.")
    about = any(name in PERSON for name in names)
    plain = [name for name in names if name in PLAIN]
    methods = tuple((method, rule.endpoint) for rule in rules for method in sorted(rule.methods or ()))
    bound = world.app.url_map.bind("localhost")
    for values in product(*(PLAIN[name] for name in plain)):
        chosen = dict(zip(plain, values, strict=True))
        for who in WHO if about else ("",):
            rows_too = bool(set(names) & set(ROWS))
            if (who == "mixed" and not rows_too) or (
                chosen.get("ordning") == NOWHERE and who not in ("nonsense", "own")
            ):
                continue
            ids = {name: _id(world, name, who, chosen.get("ordning", "")) for name in names if name not in PLAIN}
            url = bound.build(rules[0].endpoint, {**chosen, **ids})
            yield Address(rules[0].rule, url, who, str(chosen.get("ordning", "")), methods)


def _id(world: World, name: str, who: str, ordning: str) -> uuid.UUID:
    if name in OF_USERS:
        return world.spare if name == "user_id" else NONSENSE
    if name in PERSON:
        return world.people["own" if who == "mixed" else who].id
    rows = world.people["foreign" if who == "mixed" else who or "own"].rows.get(name, {})
    return rows.get(ordning, rows.get("", NONSENSE))
