"""What is computed under introduksjonsloven (lov 4.7.2003 nr. 80)."""

from __future__ import annotations

from core.api import N_, Parameter, Value

from .ages import Ages

INTRO_2003_ALDER = Parameter("intro_2003_alder", (Value(Ages(18, 55), "introduksjonsloven § 2"),))
"""Ages at the permit with right and duty."""

INTRO_2003_AR = Parameter(
    "intro_2003_ar",
    (
        Value(
            2,
            "introduksjonsloven § 5: programmet kan vare inntil to år",
            doubt=N_("Perioden er regnet fra bosettingen. Forlengelse til tre år er ikke registrert."),
        ),
    ),
)
"""Years from the settlement to the programme's end."""

NORSK_2003_ALDER = Parameter("norsk_2003_alder", (Value(Ages(18, 66), "introduksjonsloven § 17"),))
"""Ages at the permit."""

NORSK_2003_AR = Parameter("norsk_2003_ar", (Value(3, "introduksjonsloven § 17: retten gjelder i tre år"),))
"""Years from the permit within which norsk og samfunnskunnskap is taken."""
