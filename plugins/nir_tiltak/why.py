"""Why a period is as it is, in words: what opened and closed it, its frist, the facts, the doubt, what changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.api import Ordning, OrdningPeriode, _, date_text, lazy

from .parameters import value_on
from .words import CHANGES, CLOSED, FRIST

PLACES: Mapping[str, Any] = {
    "tillatelse": lazy("Tillatelser"),
    "vedtaksdato": lazy("Tillatelser"),
    "referanseperson": lazy("Referansepersonens tillatelser"),
    "husstand": lazy("Husstandens tillatelser"),
    "bosted": lazy("Bosted"),
    "fodselsdato": lazy("Personalia"),
    "ankommet": lazy("Personalia"),
    "soknad": lazy("Personalia"),
    "statsborgerskap": lazy("Personalia"),
    "tiltak": lazy("Tiltak"),
    "vedtak": lazy("Vedtak"),
    "parameter": lazy("Regnet ut av regelen"),
}
"""Where a fact stands, by the first word of a reason's `source`."""


@dataclass(frozen=True)
class Told:
    """A fact that was used: `value` is an ISO date, a number or a law, `place` is where it stands."""

    title: Any
    value: str
    place: Any
    paragraph: str


@dataclass(frozen=True)
class Why:
    """All that is told of one period. `answer` is its sentence, `frist` the one about the frist, empty without any."""

    period: OrdningPeriode
    kategori: Any
    answer: str
    frist: str
    told: tuple[Told, ...]
    doubts: tuple[str, ...]
    changes: tuple[str, ...]


def why(ordning: Ordning, period: OrdningPeriode) -> Why:
    """What the rule told when it was computed, in the user's language. No statement."""
    reasons = period.begrunnelse
    return Why(
        period,
        ordning.kategorier.get(period.kategori, period.kategori),
        _answer(ordning, period),
        _frist(ordning, period),
        tuple(_told(ordning, reason) for reason in reasons),
        tuple(_doubts((reason.get("parameter", "") for reason in reasons), period.fra)),
        tuple(_change(one) for one in period.endres if one["key"] in CHANGES),
    )


def _answer(ordning: Ordning, period: OrdningPeriode) -> str:
    """When it opened and on what, and when it closes and by what."""
    first = period.fra.isoformat()
    aside = {"uten_svar", *CLOSED, *FRIST}
    opened = [one for one in period.begrunnelse if one["value"] == first and one["fact"] not in aside]
    text = _("Perioden åpnet %(dato)s.", dato=date_text(period.fra))
    if opened:
        grounds = "; ".join(_with_value(ordning, one) for one in opened)
        text = _("Perioden åpnet %(dato)s: %(grunn)s.", dato=date_text(period.fra), grunn=grounds)
    if period.til is None:
        end = _("Den har ingen sluttdato.")
    else:
        ground = _with_value(ordning, period.begrunnelse[-1])
        end = _("Siste dag er %(dato)s: %(grunn)s.", dato=date_text(period.til), grunn=ground)
    return f"{text} {end}"


def _with_value(ordning: Ordning, reason: Mapping[str, str]) -> str:
    return f"{ordning.reasons.get(reason['fact'], reason['fact'])} {_value(reason['value'])}"


def _change(change: Mapping[str, str]) -> str:
    return str(CHANGES[change["key"]]) % {"verdi": _value(change["value"])}


def _frist(ordning: Ordning, period: OrdningPeriode) -> str:
    told = next((one for one in reversed(period.begrunnelse) if one["fact"] in FRIST), None)
    if period.frist and told:
        title = ordning.reasons.get(told["fact"], told["fact"])
        return _("Fristen er %(dato)s: %(grunn)s.", dato=date_text(period.frist), grunn=title)
    if period.mangler == "vedtak":
        return _("Fristen for oppstart er møtt. Neste frist regnes fra vedtaket, og vedtak er ikke registrert.")
    return ""


def _told(ordning: Ordning, reason: Mapping[str, str]) -> Told:
    title = ordning.reasons.get(reason["fact"], reason["fact"])
    return Told(title, reason["value"], PLACES.get(reason["source"].split(".")[0], ""), reason["paragraph"])


def _doubts(parameters: Iterable[str], day: date) -> Iterable[str]:
    """What is doubtful of the parameters that decided, once each."""
    found = (value_on(key, day) for key in dict.fromkeys(parameters) if key)
    return (_translated(value.doubt) for value in found if value and value.doubt)


def _translated(text: str) -> str:
    """A text that stands in a value: it is in the catalogs by the N_ around it there."""
    translate = _
    return str(translate(text))


def _value(value: str) -> str:
    try:
        return date_text(date.fromisoformat(value))
    except ValueError:
        return value
