"""Norsk og samfunnskunnskap under integreringsloven kap. 6 and 6A."""

from __future__ import annotations

from datetime import date

from core.api import N_, Parameter, Value

from .ages import Ages

NORSK_ALDER = Parameter("norsk_alder", (Value(Ages(18, 66), "integreringsloven § 26: mellom 18 og 67 år"),))
"""Ages at the permit; nobody grows into the group."""

NORSK_UT = Parameter("norsk_ut", (Value(67, "integreringsloven § 26"),))
"""The birthday on which the right and the duty are gone."""

NORSK_FRIST_MANEDER = Parameter(
    "norsk_frist_maneder",
    (
        Value(
            3,
            "integreringsloven kap. 6: oppstart innen tre måneder",
            doubt=N_("Loven regner fra kravet eller fra retten oppstår. Krav kan ikke registreres ennå."),
        ),
    ),
)
"""Months from the opening to the start."""

NORSK_FULLFORE_FRA = Parameter(
    "norsk_fullfore_fra",
    (Value(date(2025, 9, 1), "integreringsloven § 26 sjette ledd, i kraft 1.9.2025"),),
)
"""A change of permit on this day or later does not end what has begun."""

NORSK_LENGDE_MANEDER = Parameter(
    "norsk_lengde_maneder",
    (Value(36, "IMDi, NIR: tre år for dem som ikke har videregående opplæring"),),
)
"""Months from the start to the completion, without upper secondary education."""

NORSK_LENGDE_VGS_MANEDER = Parameter(
    "norsk_lengde_vgs_maneder",
    (Value(18, "IMDi, NIR: 18 måneder for dem som har videregående opplæring"),),
)
"""Months from the start to the completion, with upper secondary education."""

NORSK_RETT_LENGDE_MANEDER = Parameter(
    "norsk_rett_lengde_maneder",
    (Value(12, "integreringsloven § 37 d: ett år fra start i første vedtak"),),
)
"""Months from the start of the first vedtak, for collective protection."""
