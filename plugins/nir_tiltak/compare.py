"""What stands beside what was typed, after two have edited the same tiltak."""

from __future__ import annotations

from core.api import _, date_text, language, number_text

from .changes import Values, values_of
from .codes import gjennomforing, grupper, typer
from .forms import TiltakForm
from .models import Tiltak


def both_versions(form: TiltakForm, tiltak: Tiltak) -> list[tuple[str, str, str]]:
    """Label, stored value and typed value of each field, as text."""
    labels = [
        form.gruppe.label.text,
        form.type.label.text,
        form.fra.label.text,
        form.til.label.text,
        form.timer_per_uke.label.text,
        form.erstattende.label.text,
        form.mottatt_tilbud.label.text,
        form.gjennomforing.label.text,
    ]
    return list(zip(labels, _texts(values_of(tiltak)), _texts(form.values()), strict=True))


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
