"""Tiltak for the demonstration: what each person could have been offered where she lived, drawn from a fixed chance."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.api import Person, add_rows, today

from .codes import IKKE_REGISTRERT, gruppe_of, has_mottatt_tilbud, needs_gjennomforing
from .demo_spans import Span, spans
from .models import Tiltak

GUIDE = "209900000103"
"""The DUF of the person of the guide to NIR."""
SHARE = 0.8
"""Part of the spans that have tiltak at all."""

OFFERED: dict[str, tuple[str, ...]] = {
    "norsk": (
        "norskopplaering",
        "samfunnskunnskap",
        "norsktrening",
        "praksis_med_fokus_pa_norskopplaering",
        "selvstudium",
    ),
    "kvalifisering": (
        "norskopplaering",
        "samfunnskunnskap",
        "jobbsokerkurs",
        "livsmestring_i_et_nytt_land",
        "foreldreveiledning",
        "digital_kompetanse",
        "tiltak_i_regi_av_frivillig_sektor",
    ),
    "introduksjonsprogram": (
        "norskopplaering",
        "livsmestring_i_et_nytt_land",
        "foreldreveiledning",
        "praksis_med_fokus_arbeid",
        "korte_bransjekurs",
        "arbeid_som_del_av_programmet",
        "grunnskole_fulltid",
        "videregaende_deltid_fag_og_yrke",
        "godkjenning_av_hoyere_utdanning",
        "helsefremmende_tiltak",
        "tilbud_i_omsorgspermisjon",
        "tiltak_knyttet_til_barn_og_familie",
    ),
}
"""Types that fit an ordning, by the beginning of its key; opplæring i mottak is norsk."""

LATELY = timedelta(days=90)

LONG = frozenset({"norskopplaering", "grunnskole_fulltid", "praksis_med_fokus_arbeid", "arbeid_som_del_av_programmet"})
"""Types with many hours a week."""


def add_demo_tiltak(session: Session, persons: Sequence[Person], random: random.Random) -> None:
    """Adds tiltak for a good share of the persons: some deleted, some erstattende, some without gjennomføring."""
    maker = _Maker(random, today(session))
    rows = []
    for person in persons:
        if person.duf == GUIDE:
            rows += maker.guide(person)
        else:
            rows += [row for span in spans(session, person) for row in maker.in_span(person, span)]
    add_rows(session, Tiltak, rows)


class _Maker:
    """Draws rows; the same chance gives the same rows."""

    def __init__(self, chance: random.Random, day: date) -> None:
        self.chance = chance
        self.day = day

    def in_span(self, person: Person, span: Span) -> Iterator[dict[str, Any]]:
        """One to four tiltak within the span, or none."""
        if self.chance.random() > SHARE:
            return
        types = OFFERED[next((start for start in OFFERED if span.ordning.startswith(start)), "norsk")]
        for type in self.chance.sample(types, self.chance.randint(1, 4)):
            fra = span.fra + timedelta(days=self.chance.randint(0, max(0, (span.til - span.fra).days - 7)))
            til = min(fra + timedelta(days=self.chance.randint(6, 180)), span.til)
            hours = self.chance.randint(16, 50) if type in LONG else self.chance.randint(2, 15)
            yield self._row(person, span, type, fra, til, Decimal(hours) / 2)

    def _row(self, person: Person, span: Span, type: str, fra: date, til: date, hours: Decimal) -> dict[str, Any]:
        row = self._plain(person, span.ordning, span.unit_id, type, fra, til, hours)
        row["bydel"] = span.bydel
        row["erstattende"] = self.chance.random() < 0.04
        row["mottatt_tilbud"] = self.chance.random() < 0.7 if has_mottatt_tilbud(type) else None
        if needs_gjennomforing(type):
            row["gjennomforing"] = self._answer(til)
        if self.chance.random() < 0.05:
            when = self._moment(row["registrert"].date() + timedelta(days=self.chance.randint(0, 30)))
            who = row["registrert_av"]
            row.update(slettet=when, slettet_av=who, endret=when, endret_av=who, versjon=2)
        return row

    def _answer(self, til: date) -> str:
        """What was registered after the end: of the latest half is not yet, of the older very few are not."""
        lacking = 1.0 if til >= self.day else 0.5 if til >= self.day - LATELY else 0.03
        if self.chance.random() < lacking:
            return IKKE_REGISTRERT
        return self.chance.choice(("gjennomfort", "gjennomfort", "gjennomfort", "ikke_gjennomfort"))

    def _plain(
        self, person: Person, ordning: str, unit_id: str | None, type: str, fra: date, til: date, hours: Decimal
    ) -> dict[str, Any]:
        return {
            "id": uuid.UUID(int=self.chance.getrandbits(128), version=4),
            "person_id": person.id,
            "unit_id": unit_id,
            "skjermet": person.skjermet,
            "ordning": ordning,
            "gruppe": gruppe_of(type),
            "type": type,
            "fra": fra,
            "til": til,
            "timer_per_uke": hours,
            "erstattende": False,
            "mottatt_tilbud": None,
            "gjennomforing": None,
            "bydel": None,
            "referanse": None,
            "registrert_av": {"kommune:4204": "nir.kristiansand", "kommune:0301": "nir.oslo"}.get(
                unit_id or "", "Import"
            ),
            "registrert": self._moment(fra + timedelta(days=self.chance.randint(0, 20))),
            "endret_av": None,
            "endret": None,
            "slettet_av": None,
            "slettet": None,
            "versjon": 1,
        }

    def _moment(self, day: date) -> datetime:
        """Some time in the working day, never after yesterday."""
        last = min(day, self.day - timedelta(days=1))
        return datetime.combine(last, time(self.chance.randint(7, 14), self.chance.randint(0, 59)), UTC)

    def guide(self, person: Person) -> list[dict[str, Any]]:
        """The three tiltak of April 2021 that give 25.53."""
        last = date(2021, 4, 30)
        known = (("norskopplaering", 2, 25), ("jobbsokerkurs", 29, 3), ("foreldreveiledning", 30, 4))
        rows = [
            self._plain(
                person, "kvalifisering_i_mottak", "kommune:4204", type, date(2021, 4, day), last, Decimal(hours)
            )
            for type, day, hours in known
        ]
        rows[2].update(gjennomforing="gjennomfort", referanse="T-01-000002")
        return rows
