"""Early qualification in mottak, integreringsloven kap. 3."""

from __future__ import annotations

from core.api import N_, Parameter, Value

OPPLAERING_ALDER = Parameter("opplaering_alder", (Value(18, "integreringsloven § 5"),))
"""The birthday from which an asylum seeker has the duty to take opplæring i mottak."""

OPPLAERING_UNNTATTE_MOTTAK = Parameter(
    "opplaering_unntatte_mottak",
    (
        Value(
            frozenset({"transitt"}),
            "integreringsloven § 5; integreringsforskriften kap. 1",
            doubt=N_("Akuttinnkvartering er regnet som vanlig mottak. Bare transittmottak er unntatt."),
        ),
    ),
)
"""The types of mottak where there is no opplæring; AMOT is no mottak."""

OPPLAERING_UNNTATTE_LAND = Parameter(
    "opplaering_unntatte_land",
    (
        Value(
            frozenset({"UKR"}),
            "integreringsloven § 37 a",
            doubt=N_("Loven unntar dem som får kollektiv beskyttelse. Her er det regnet etter statsborgerskapet."),
        ),
    ),
)
"""Citizenships without the duty while kapittel 6A runs."""

KVALIFISERING_ALDER = Parameter(
    "kvalifisering_alder",
    (
        Value(
            18,
            "integreringsloven §§ 7 og 9",
            doubt=N_("Alderen på dagen er brukt, ikke alderen ved vedtaket. Ingen øvre grense er funnet."),
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
            doubt=N_("AMOT, akuttinnkvartering og transittmottak er regnet med."),
        ),
    ),
)
"""The kinds of bosted that count as living in mottak; every type of mottak does."""
