"""Hours, dates and limits for registering tiltak."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.api import N_, Parameter, Value

MANED_OVER = Parameter(
    "maned_over",
    (
        Value(
            Decimal("37.5"),
            "IMDi: full tid i introduksjonsprogrammet er 37,5 timer per uke",
            doubt=N_("Mer er ikke forbudt; det gir bare et varsel."),
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
            doubt=N_("Fristen er regnet fra til-datoen."),
        ),
    ),
)
"""Months after the last day within which *Gjennomføring av tiltak* is registered."""
