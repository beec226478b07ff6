"""The lines of the mangelliste that core itself knows: they follow from what a rule has computed, whatever the rule."""

from __future__ import annotations

from core.i18n import lazy
from core.list_items import Gap


def core_gaps() -> list[Gap]:
    """What lacks in any ordning."""
    return [
        Gap(
            "forfalt",
            lazy("Fristen er passert"),
            lazy("Kategorien er åpen, og det fristen gjelder, er ikke registrert."),
            lambda line, context: line.frist < context.day,
            since=lambda line: line.frist,
            order=10,
        ),
        Gap(
            "mangler_opplysning",
            lazy("Mangler opplysning"),
            lazy("Regelen trenger en opplysning som ikke er registrert, for å regne ut fristen."),
            lambda line, context: line.status == "mangler_opplysning",
            order=20,
        ),
        Gap(
            "uten_duf",
            lazy("Uten DUF-nummer"),
            lazy("Uten DUF-nummer kan personen bli registrert to ganger."),
            lambda line, context: line.duf == "",
            order=30,
        ),
    ]
