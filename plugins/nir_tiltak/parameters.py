"""The ages, dates and limits of the rules here, each with the days it holds, its source and its doubt.

After a change: `fotfeste rules run`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.api import Parameter, Value

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
            doubt="Kildene sier «etter 1.1.2021»; dagen selv er regnet med.",
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
            doubt="Innholdet er bekreftet, rekkefølgen på bokstavene a, b, c og g er det ikke.",
        ),
    ),
)
"""The permit types that are § 9 by themselves; familie is so through a reference person who holds one of them."""

KVALIFISERING_ALDER = Parameter(
    "kvalifisering_alder",
    (
        Value(
            18,
            "integreringsloven §§ 7 og 9",
            doubt="Alderen på dagen er brukt, ikke alderen ved vedtaket; ingen øvre grense er funnet.",
        ),
    ),
)
"""The birthday from which a mottak resident can be offered kvalifisering."""

KVALIFISERING_BOSTED = Parameter(
    "kvalifisering_bosted",
    (
        Value(
            frozenset({"mottak", "amot"}),
            "integreringsloven § 7",
            doubt="AMOT, akuttinnkvartering og transittmottak er regnet med.",
        ),
    ),
)
"""The kinds of bosted that count as living in mottak; every type of mottak does."""

MANED_OVER = Parameter(
    "maned_over",
    (
        Value(
            Decimal("37.5"),
            "IMDi: full tid i introduksjonsprogrammet er 37,5 timer per uke",
            doubt="Mer er ikke forbudt; det gir bare et varsel.",
        ),
    ),
)
"""Hours per week: a month whose average is above this is shown with a warning."""

TIMER_LAVEST = Parameter("timer_lavest", (Value(Decimal("0.5"), "valgt her"),))
"""The least hours per week a tiltak can have."""

TIMER_HOYEST = Parameter("timer_hoyest", (Value(Decimal("60"), "valgt her"),))
"""The most hours per week a tiltak can have."""

TIMER_STEG = Parameter("timer_steg", (Value(Decimal("0.5"), "valgt her"),))
"""Hours per week are a whole number of these."""

FORSTE_DAG = Parameter("forste_dag", (Value(date(1990, 1, 1), "valgt her"),))
"""A tiltak that begins earlier is a slip of the keyboard."""

AR_FRAM = Parameter("ar_fram", (Value(10, "valgt her"),))
"""A tiltak that ends more than so many years ahead is a slip of the keyboard."""

GJENNOMFORING_FRIST_MANEDER = Parameter(
    "gjennomforing_frist_maneder",
    (
        Value(
            2,
            "IMDi, NIR: registrering skjer senest to måneder etter at opplysningen finnes",
            doubt="Regnet fra til-datoen.",
        ),
    ),
)
"""Months after the last day within which *Gjennomføring av tiltak* is registered."""
