"""Which law a person is under, and what each kind of permit leads to."""

from __future__ import annotations

from datetime import date

from core.api import N_, Parameter, Value

INTEGRERINGSLOVEN_FRA = Parameter(
    "integreringsloven_fra",
    (Value(date(2021, 1, 1), "lov 6.11.2020 nr. 127, i kraft 1.1.2021"),),
)
"""The first day of integreringsloven: before it none of its ordninger is open."""

LOV_VEDTAK_FRA = Parameter(
    "lov_vedtak_fra",
    (Value(date(2021, 1, 1), "integreringsforskriften § 72"),),
)
"""A permit granted on this day or later is under integreringsloven."""

LOV_ANKOMST_FRA = Parameter(
    "lov_ankomst_fra",
    (
        Value(
            date(2021, 1, 1),
            "integreringsforskriften § 72; IMDi, juridisk veileder til integreringsloven kap. 1",
            doubt=N_("Kildene sier «etter 1.1.2021». Dagen selv er regnet med."),
        ),
    ),
)
"""With an earlier permit: arrival on this day or later is under integreringsloven all the same."""

PARAGRAF_9_TYPER = Parameter(
    "paragraf_9_typer",
    (
        Value(
            frozenset({"asyl", "overforing", "opphold_humanitaert", "kollektiv_beskyttelse"}),
            "integreringsloven § 9",
            doubt=N_("Innholdet i § 9 er bekreftet, men ikke hvilken bokstav hver tillatelse har."),
        ),
    ),
)
"""The permit types that are § 9 by themselves; familie is so through a reference person who holds one of them."""

PARAGRAF_28_TYPER = Parameter(
    "paragraf_28_typer",
    (
        Value(
            frozenset({"arbeid"}),
            "integreringsloven § 28",
            doubt=N_("Bare arbeid er regnet med i § 28. Andre tillatelser gir verken rett eller plikt til norsk."),
        ),
    ),
)
"""The permit types that give duty, and no right, to norsk og samfunnskunnskap."""

KAPITTEL_6A = Parameter(
    "kapittel_6a",
    (
        Value(False, "integreringsloven kap. 6A", til=date(2022, 3, 10)),
        Value(
            True,
            "integreringsloven kap. 6A, for tillatelser etter utlendingsloven § 34 fra 11.3.2022",
            fra=date(2022, 3, 11),
            doubt=N_(
                "Kapittel 6A trådte i kraft 15.6.2022 for tillatelser fra 11.3.2022, og er forlenget flere ganger. "
                "Ingen sluttdato er satt her."
            ),
        ),
    ),
)
"""Whether the temporary rules for collective protection (§ 34) run: for a permit on the day it was decided, and on a
day for what follows from it. When the chapter ends, the last value gets a `til`, and a new one False."""
