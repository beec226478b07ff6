"""What stands beside what was typed, after two have edited the same tiltak."""

from __future__ import annotations

from collections.abc import Sequence

from core.api import _, date_text, language, number_text

from .changes import Values, values_of
from .codes import gjennomforing, grupper, typer
from .models import Tiltak


def both_versions(labels: Sequence[str], typed: Values, tiltak: Tiltak) -> list[tuple[str, str, str]]:
    """Label, stored value and typed value of each field, as text. `labels` are the form's, in the order of Values."""
    return list(zip(labels, _texts(values_of(tiltak)), _texts(typed), strict=True))


def _texts(values: Values) -> list[str]:
    speech = language()
    return [
        grupper().title(values.gruppe, speech),
        typer().title(values.type, speech),
        date_text(values.fra),
        date_text(values.til),
        number_text(values.timer_per_uke),
        _yes_no(values.erstattende),
        _yes_no(values.mottatt_tilbud),
        gjennomforing().title(values.gjennomforing, speech) if values.gjennomforing else "–",
    ]


def _yes_no(value: bool | None) -> str:
    return "–" if value is None else _("Ja") if value else _("Nei")
