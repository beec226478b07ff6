"""The code lists of tiltak: five grupper, 36 typer with guidance, and gjennomføring.

Grupper and typer are those of the guide to NIR of 2021; the guidance is written for Fotfeste. The lists are files in
`data/`; a code that goes out of use is ended there, never removed.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from core.api import Code, CodeList, read_code_list

DATA = Path(__file__).parent / "data"
IKKE_REGISTRERT = "ikke_registrert"


@cache
def grupper() -> CodeList:
    """The tiltaksgrupper."""
    return read_code_list("nir_tiltak.gruppe", DATA / "tiltaksgrupper.csv")


@cache
def typer() -> CodeList:
    """The tiltakstyper of all grupper, in the order of the groups."""
    return read_code_list("nir_tiltak.type", DATA / "tiltakstyper.csv")


@cache
def gjennomforing() -> CodeList:
    """Whether a tiltak was carried out: `ikke_registrert`, `gjennomfort`, `ikke_gjennomfort`."""
    return read_code_list("nir_tiltak.gjennomforing", DATA / "gjennomforing.csv")


def code_lists() -> list[CodeList]:
    """All three."""
    return [grupper(), typer(), gjennomforing()]


def gruppe_by_title(text: str) -> Code | None:
    """The gruppe with this bokmål title, or this key; case and spaces around are of no account. None for no such."""
    return _find(grupper(), text)


def type_by_title(text: str, gruppe: str) -> Code | None:
    """The type of the gruppe (a key) with this bokmål title, or this key. None for none, or one of another gruppe."""
    return _find(types_in(gruppe), text)


@cache
def types_in(gruppe: str) -> CodeList:
    """The typer of a gruppe (a key), in use or not. Empty for no such gruppe."""
    return typer().where(gruppe=gruppe)


def types_of(gruppe: str, on: date) -> tuple[Code, ...]:
    """The typer of a gruppe that can be chosen on a day, in order."""
    return types_in(gruppe).valid_on(on)


def gruppe_of(type: str) -> str:
    """The key of the gruppe a type belongs to; empty for an unknown type."""
    return _said(type, "gruppe")


def guidance(type: str, lang: str = "nb") -> str:
    """What the type is for, one to four sentences; in bokmål where the language has none. Empty for an unknown type."""
    return _said(type, f"veiledning_{lang}") or _said(type, "veiledning_nb")


def needs_gjennomforing(type: str) -> bool:
    """Whether *Gjennomføring av tiltak* is registered for the type."""
    return _said(type, "krever_gjennomforing") == "ja"


def has_mottatt_tilbud(type: str) -> bool:
    """Whether the type has a tick for the offer received."""
    return _said(type, "mottatt_tilbud") == "ja"


def gjennomforing_short(key: str | None, lang: str = "nb") -> str:
    """The word in the table: – for not registered (or None), else yes or no."""
    code = gjennomforing().get(key or IKKE_REGISTRERT)
    return "" if code is None else code.more.get(f"kort_{lang}") or code.more["kort_nb"]


def group_valid(ordning: str, gruppe: str, on: date) -> bool:
    """Whether tiltak of the gruppe belong to the ordning on the day; if not it is shown as *(ikke gjeldende)*."""
    return not any(fra <= on <= til for fra, til in _not_valid().get((ordning, gruppe), ()))


@cache
def _not_valid() -> dict[tuple[str, str], list[tuple[date, date]]]:
    """By ordning and gruppe the days it is not valid. The guide shows the words on two grupper and does not say why."""
    found: dict[tuple[str, str], list[tuple[date, date]]] = {}
    with (DATA / "gruppe_ordning.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, strict=True):
            fra = date.fromisoformat(row["valid_from"] or date.min.isoformat())
            til = date.fromisoformat(row["valid_to"] or date.max.isoformat())
            found.setdefault((row["ordning"], row["gruppe"]), []).append((fra, til))
    return found


def _find(codes: CodeList, text: str) -> Code | None:
    wanted = " ".join(text.split()).casefold()
    return next((code for code in codes.codes if wanted in (code.title().casefold(), code.key)), None)


def _said(type: str, column: str) -> str:
    code = typer().get(type)
    return "" if code is None else code.more.get(column, "")
