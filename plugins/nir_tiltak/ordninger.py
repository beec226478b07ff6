"""The six ordninger: their names, their law, who sees and edits them, and the rule where one runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.api import Ordning, Period, PersonFacts, lazy

from .rules import kvalifisering_i_mottak

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


def ordninger() -> list[Ordning]:
    """All six in the order they are shown; the five without a rule are known, so that their tiltak can be."""
    return [
        _ordning(10, "opplaering_i_mottak", lazy("Norsk og samfunnskunnskap for asylsøkere"), _NY, _NORSK),
        _ordning(
            20,
            "kvalifisering_i_mottak",
            lazy("Kvalifisering for mottaksbeboere"),
            _NY,
            _INTRO,
            kvalifisering_i_mottak,
            {"kvalifisering_i_mottak": lazy("Kvalifisering i mottak")},
        ),
        _ordning(30, "introduksjonsprogram", lazy("Introduksjonsprogram"), _NY, _INTRO),
        _ordning(40, "norsk", lazy("Norsk og samfunnskunnskap"), _NY, _NORSK),
        _ordning(50, "introduksjonsprogram_2003", lazy("Introduksjonsprogram (2003)"), _GAMMEL, _INTRO),
        _ordning(60, "norsk_2003", lazy("Norsk og samfunnskunnskap (2003)"), _GAMMEL, _NORSK),
    ]


def _ordning(
    order: int,
    key: str,
    title: Any,
    law: str,
    endre: tuple[str, ...],
    rule: Callable[[PersonFacts], tuple[Period, ...]] | None = None,
    kategorier: dict[str, Any] | None = None,
) -> Ordning:
    return Ordning(
        key=key,
        title=title,
        law=law,
        rule=rule,
        endpoint="nir_tiltak.ordning",
        order=order,
        kategorier=kategorier or {},
        reasons=_reasons() if rule else {},
        se=SE,
        endre=endre,
    )


def _reasons() -> dict[str, Any]:
    """The words for what opened and closed a period."""
    return {
        "tillatelse": lazy("Tillatelse etter § 9 fra"),
        "referanse": lazy("Referansepersonen har tillatelse etter § 9 fra"),
        "lov": lazy("Lov"),
        "bosted": lazy("Bor i mottak eller på AMOT fra"),
        "alder": lazy("Nådde aldersgrensen"),
        "bosatt": lazy("Bosatt"),
        "flyttet_ut": lazy("Siste dag i mottak eller på AMOT"),
        "trukket": lazy("Tillatelsen gjelder ikke lenger fra"),
        "referanse_trukket": lazy("Referansepersonens tillatelse gjelder ikke lenger fra"),
        "annen_lov": lazy("Omfattet av introduksjonsloven fra"),
        "regel_endret": lazy("Regelen ble endret"),
    }
