"""Made-up tiltak for a measuring file, as the import format writes them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

TYPER = (
    ("Opplæring i norsk og samfunnskunnskap", "Norskopplæring"),
    ("Opplæring i norsk og samfunnskunnskap", "Samfunnskunnskap"),
    ("Arbeidsrettede tiltak", "Jobbsøkerkurs"),
    ("Livsmestring og foreldreveiledning", "Foreldreveiledning"),
    ("Livsmestring og foreldreveiledning", "Livsmestring i et nytt land"),
)
WITH_GJENNOMFORING = "Livsmestring og foreldreveiledning"


def some_tiltak(draw: random.Random, bosted: list[dict[str, Any]], person: int, many: int) -> list[dict[str, Any]]:
    """So many tiltak, the first two where she lived first, the rest where she lives now.."""
    return [_tiltak(draw, bosted[0 if number < 2 else -1], f"B{person}-{number}") for number in range(many)]


def _tiltak(draw: random.Random, home: dict[str, Any], referanse: str) -> dict[str, Any]:
    gruppe, type = draw.choice(TYPER)
    fra = date.fromisoformat(home["fra"]) + timedelta(days=draw.randint(0, 300))
    return {
        "ordning": "kvalifisering_i_mottak" if home["type"] == "mottak" else "introduksjonsprogram",
        "gruppe": gruppe,
        "type": type,
        "fra": fra.isoformat(),
        "til": (fra + timedelta(days=draw.randint(0, 200))).isoformat(),
        "timer_per_uke": draw.randint(1, 75) / 2,
        "erstattende": draw.random() < 0.05,
        "mottatt_tilbud": None,
        "gjennomforing": draw.choice(("ikke_registrert", "gjennomfort")) if gruppe == WITH_GJENNOMFORING else None,
        "referanse": referanse,
    }
