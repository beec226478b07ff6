"""Introduksjonsprogram under integreringsloven kap. 4."""

from __future__ import annotations

from core.api import N_, Parameter, Value

from .ages import Ages

INTRO_ALDER = Parameter(
    "intro_alder",
    (
        Value(
            Ages(18, 55),
            "integreringsloven § 8; alderen da tillatelsen ble gitt: Prop. 81 L (2024–2025) kap. 4",
            doubt=N_("Stortinget har vedtatt 60 år som øvre grense, men det er ikke satt i kraft i kildene."),
        ),
    ),
)
"""Ages at the permit with right and duty; those above, and others, can be offered the programme."""

INTRO_AR = Parameter(
    "intro_ar",
    (
        Value(
            2,
            "integreringsloven § 8: bodd i kommunen mindre enn to år",
            doubt=N_("De to årene er regnet fra første bosetting i en kommune, også etter flytting."),
        ),
    ),
)
"""Years from the settlement within which a programme must have begun."""

INTRO_FRIST_MANEDER = Parameter(
    "intro_frist_maneder",
    (
        Value(
            3,
            "integreringsloven kap. 4: vedtak og oppstart så snart som mulig og innen tre måneder",
            doubt=N_("Loven regner fra bosettingen eller fra kravet. Krav kan ikke registreres ennå."),
        ),
    ),
)
"""Months from the opening to vedtak and start."""
