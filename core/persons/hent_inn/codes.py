"""Why a person may be brought in, and for how long."""

from __future__ import annotations

from core.i18n import lazy
from core.parameters import Parameter, Value

GRUNNER = {
    "henvendelse": lazy("Personen har henvendt seg til oss"),
    "soknad": lazy("Personen har søkt oss om noe"),
    "krav": lazy("Personen har fremmet krav om program eller opplæring"),
}
"""The reasons one chooses between, as the screen says them."""

LOGGED = {"henvendelse": "Henvendelse", "soknad": "Søknad", "krav": "Krav"}
"""The same in the event log, in one word."""

HENT_INN_MANEDER = Parameter(
    "hent_inn_maneder",
    (Value(6, "valgt her", doubt="Ingen kilde sier hvor lenge en kommune kan se en person den har hentet inn."),),
)
"""Months a unit sees a person it has brought in, when nobody closes it before."""
