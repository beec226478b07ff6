"""A whole plugin in one file: an ordning with its rule, a filter, a column and a line in *Rydd i registreringen*."""

from __future__ import annotations

import sys
from typing import Any

from sqlalchemy import extract

from core.api import (
    Column,
    Facet,
    Gap,
    Ordning,
    Parameter,
    Period,
    PersonFacts,
    PluginInfo,
    Reason,
    Value,
    birthday,
    hook,
    lazy,
    needs_ordning,
    person_blueprint,
)

PLUGIN = PluginInfo("leksehjelp", lazy("Leksehjelp"), "/leksehjelp", api=1)
hooks = sys.modules[__name__]

KEY, ROLES = "leksehjelp", ("kommune_introbruker",)
FRA = Parameter("leksehjelp_fra", (Value(6, "valgt her"),))
TIL = Parameter("leksehjelp_til", (Value(16, "valgt her"),))
blueprint = person_blueprint(KEY, __name__)


@blueprint.get("/<nokkel:ordning>/")
@needs_ordning("se", title=lazy("Leksehjelp"))
def side(person: Any, ordning: str) -> str:
    """The person's page of the ordning."""
    return f"Leksehjelp for {person.id}"


def rule(facts: PersonFacts) -> tuple[Period, ...]:
    """From the settlement, or the sixth birthday, to the day before the sixteenth."""
    settled = min((home.fra for home in facts.residences if home.type == "kommune"), default=None)
    if settled is None:
        return ()
    fra = max(settled, birthday(facts.fodselsdato, FRA.on(settled)))
    last = birthday(facts.fodselsdato, TIL.on(settled))
    reasons = (Reason("bosatt", settled.isoformat(), "bosted.kommune", "vedtatt i kommunen"),)
    return (Period("barn_i_skolealder", KEY, fra, last, reasons, "1"),) if fra <= last else ()


def born(line: Any) -> Any:
    """The year of birth, in SQL."""
    return extract("year", line.fodselsdato)


@hook
def register_blueprints() -> list[Any]:
    return [blueprint]


@hook
def register_ordninger() -> list[Ordning]:
    kategorier = {"barn_i_skolealder": lazy("Barn i skolealder")}
    return [
        Ordning(KEY, lazy("Leksehjelp"), "opplaringslova", rule, "leksehjelp.side", kategorier=kategorier, se=ROLES)
    ]


@hook
def register_facets() -> list[Facet]:
    choices = [("barnetrinn", lazy("Barnetrinnet")), ("ungdomstrinn", lazy("Ungdomstrinnet"))]
    older = lambda line, value, context: (context.day.year - born(line) > 12) == (value == "ungdomstrinn")  # noqa: E731
    return [Facet("trinn", lazy("Trinn"), older, lambda context: choices, none=lazy("Alle trinn"))]


@hook
def register_columns() -> list[Column]:
    return [Column("fodselsar", lazy("Fødselsår"), expression=born)]


@hook
def register_gaps() -> list[Gap]:
    missing = lambda line, context: line.morsmal == ""  # noqa: E731
    return [Gap("uten_morsmal", lazy("Uten morsmål"), lazy("Leksehjelpen er på morsmålet."), missing, ordninger=(KEY,))]
