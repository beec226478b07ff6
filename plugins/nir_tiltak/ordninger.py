"""The six ordninger: their names, their law, who sees and edits them, and the rule of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from core.api import Ordning, Period, PersonFacts, lazy

from . import rules
from .words import REASONS

SE = (
    "kommune_introbruker",
    "kommune_norskbruker",
    "kommune_administrativ",
    "imdi_saksbehandler",
    "imdi_fordeler",
)
"""The roles that see every ordning."""

_INTRO = ("kommune_introbruker",)
_NORSK = ("kommune_norskbruker",)
_NY, _GAMMEL = "integreringsloven", "introduksjonsloven"

KATEGORIER: Mapping[str, Mapping[str, Any]] = {
    "opplaering_i_mottak": {"opplaering_i_mottak": lazy("Opplæring i mottak")},
    "kvalifisering_i_mottak": {"kvalifisering_i_mottak": lazy("Kvalifisering i mottak")},
    "introduksjonsprogram": {
        "rett_og_plikt_introduksjonsprogram": lazy("Rett og plikt introduksjonsprogram"),
        "kan_tilbys_introduksjonsprogram": lazy("Kan tilbys introduksjonsprogram"),
    },
    "norsk": {
        "rett_og_plikt_norsk": lazy("Rett og plikt norsk og samfunnskunnskap"),
        "plikt_norsk": lazy("Plikt norsk og samfunnskunnskap"),
        "rett_til_norsk": lazy("Rett til norsk"),
    },
    "introduksjonsprogram_2003": {
        "rett_og_plikt_introduksjonsprogram_2003": lazy("Rett og plikt introduksjonsprogram (2003)"),
        "kan_tilbys_introduksjonsprogram_2003": lazy("Kan tilbys introduksjonsprogram (2003)"),
    },
    "norsk_2003": {"norsk_2003": lazy("Norsk og samfunnskunnskap (2003)")},
}
"""The kategorier of each ordning, and what they are called."""

TITLES: Mapping[str, Mapping[str, Any]] = {
    "norsk": {
        "rett_og_plikt_norsk": lazy("Norsk rett og plikt/norskmål"),
        "plikt_norsk": lazy("Norsk plikt"),
        "rett_til_norsk": lazy("Norsk rett/norskmål"),
    },
}
"""What an ordning is called under a kategori, where that is not its own name."""


@cache
def ordninger() -> tuple[Ordning, ...]:
    """All six in the order they are shown. Made once: each page about a person asks for them."""
    return (
        _ordning(
            10,
            "opplaering_i_mottak",
            lazy("Norsk og samfunnskunnskap for asylsøkere"),
            _NY,
            _NORSK,
            rules.opplaering_i_mottak,
        ),
        _ordning(
            20,
            "kvalifisering_i_mottak",
            lazy("Kvalifisering for mottaksbeboere"),
            _NY,
            _INTRO,
            rules.kvalifisering_i_mottak,
        ),
        _ordning(30, "introduksjonsprogram", lazy("Introduksjonsprogram"), _NY, _INTRO, rules.introduksjonsprogram),
        _ordning(40, "norsk", lazy("Norsk og samfunnskunnskap"), _NY, _NORSK, rules.norsk),
        _ordning(
            50,
            "introduksjonsprogram_2003",
            lazy("Introduksjonsprogram (2003)"),
            _GAMMEL,
            _INTRO,
            rules.introduksjonsprogram_2003,
        ),
        _ordning(60, "norsk_2003", lazy("Norsk og samfunnskunnskap (2003)"), _GAMMEL, _NORSK, rules.norsk_2003),
    )


def _ordning(
    order: int,
    key: str,
    title: Any,
    law: str,
    endre: tuple[str, ...],
    rule: Callable[[PersonFacts], tuple[Period, ...]],
) -> Ordning:
    return Ordning(
        key=key,
        title=title,
        law=law,
        rule=rule,
        endpoint="nir_tiltak.ordning",
        order=order,
        kategorier=KATEGORIER[key],
        titles=TITLES.get(key, {}),
        reasons=REASONS,
        se=SE,
        endre=endre,
    )
