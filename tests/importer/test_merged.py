"""A file that still has the numbers of a record that was merged: she who was kept is found, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.persons.models import Bosted, Person, Tillatelse
from core.testing.client import Client
from core.testing.people import MOTTAK, MakeUser, ReadLines, standard_line
from plugins.nir_tiltak.models import Tiltak
from tests.persons.merging import merged
from tests.persons.test_merging import KOMMUNE, TILTAK

KEPT = {**standard_line(1), "fornavn": "Amina", "regnr": "R111111", "tiltak": [TILTAK]}
OLD = {
    **standard_line(2),
    "fornavn": "Aamina",
    "tillatelser": [{"type": "arbeid", "vedtaksdato": "2022-05-05"}],
    "bosted": KOMMUNE,
    "tiltak": [{**TILTAK, "fra": "2021-04-05"}],
}
ROWS = (Tillatelse, Bosted, Tiltak)


@pytest.fixture
def imdi(app: Flask, make_user: MakeUser) -> Client:
    """IMDi saksbehandler."""
    return Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))


@pytest.fixture
def file(imdi: Client, read_lines: ReadLines, all_seen: Callable[..., Any]) -> ReadLines:
    """Both records read in, and merged into the first."""
    assert not read_lines(*MOTTAK, KEPT, OLD).refused
    with all_seen() as session:
        kept = session.scalars(select(Person).where(Person.duf == KEPT["duf"])).one()
    merged(imdi, kept, OLD["duf"], behold="denne", fornavn="denne")
    return read_lines


def stand(all_seen: Callable[..., Any]) -> tuple[Any, ...]:
    """Her facts, and how many rows she has."""
    with all_seen() as session:
        person = session.scalars(select(Person)).one()
        rows = [len(session.scalars(select(model)).all()) for model in ROWS]
        hidden = session.scalars(select(Tiltak.fra).where(Tiltak.slettet.is_not(None))).all()
        return person.duf, person.fornavn, person.skjerming, *rows, len(hidden)


def test_a_line_with_the_old_number_updates_her_and_says_so(file: ReadLines, all_seen: Callable[..., Any]) -> None:
    before = stand(all_seen)
    report = file({**OLD, "fornavn": "Amina Nora"})
    assert (report.count("endret", "person"), report.count("ny", "person"), report.refused) == (1, 0, [])
    assert "en registrering som er slått sammen med en annen" in report.text()
    assert "Andre nøkler enn kjernens er ikke lest" in report.text()
    assert stand(all_seen) == (before[0], "Amina Nora", *before[2:]), "no number and no row is taken away"


def test_the_same_lines_again_change_nothing(file: ReadLines, all_seen: Callable[..., Any]) -> None:
    before = stand(all_seen)
    for line in (OLD, KEPT, OLD):
        report = file(line)
        assert report.count("uendret", "person") == 1, report.text()
    assert stand(all_seen) == before


def test_her_own_line_leaves_what_came_from_the_other(file: ReadLines, all_seen: Callable[..., Any]) -> None:
    before = stand(all_seen)
    report = file({**KEPT, "morsmal": "ckb"})
    assert report.count("endret", "person") == 1
    assert "En tillatelse er endret av en bruker her" in report.text()
    assert stand(all_seen) == before
    assert file(OLD).count("uendret", "person") == 1, "and the other's line is known still"


def test_what_only_her_own_line_has_goes_when_it_goes_there(file: ReadLines, all_seen: Callable[..., Any]) -> None:
    assert not file({**KEPT, "tillatelser": []}).refused
    with all_seen() as session:
        assert session.scalars(select(Tillatelse.type)).all() == ["arbeid"]


@pytest.mark.parametrize("lines", [(KEPT, OLD), (OLD, KEPT)])
def test_both_in_one_file_are_one_person_twice(lines: Any, file: ReadLines, all_seen: Callable[..., Any]) -> None:
    before = stand(all_seen)
    report = file(*lines)
    (refused,) = report.refused
    assert refused.number == 2 and "Samme person står i linje 1" in refused.faults[0]
    assert stand(all_seen) == before


def test_an_old_number_beside_that_of_another_is_refused(file: ReadLines) -> None:
    other = {**standard_line(3), "regnr": "R555555"}
    assert file(other).count("ny", "person") == 1
    (refused,) = file({**other, "duf": OLD["duf"]}).refused
    assert "hører til to forskjellige personer" in refused.faults[0]


def test_an_import_takes_no_shielding_from_her(
    imdi: Client, app: Flask, make_user: MakeUser, read_lines: ReadLines, all_seen: Callable[..., Any]
) -> None:
    name = make_user("imdi_saksbehandler", "imdi")
    make_user("skjermede_personer", "imdi", name=name)
    holder, hidden = Client(app).as_user(name), {**OLD, "skjerming": "fortrolig"}
    assert not read_lines(*MOTTAK, KEPT, hidden).refused
    with all_seen() as session:
        kept = session.scalars(select(Person).where(Person.duf == KEPT["duf"])).one()
        other = session.scalars(select(Person.id).where(Person.duf == OLD["duf"])).one()
    holder.submit(f"/skjermet/{other}/", {"grunn": "42"})
    merged(holder, kept, OLD["duf"], behold="denne")
    read_lines({**KEPT, "morsmal": "ckb"})
    assert stand(all_seen)[2] == "fortrolig"
    read_lines(OLD)
    assert stand(all_seen)[2] == "fortrolig", "her other line gives it up, but not her own"
    read_lines({**KEPT, "morsmal": "ku"})
    assert stand(all_seen)[2] == "ingen", "now no line has it"


def test_the_line_whose_number_she_took_over_is_hers(
    imdi: Client, make_person: Any, read_lines: ReadLines, all_seen: Callable[..., Any]
) -> None:
    kept = make_person(duf=None, regnr="R777777", tillatelser=[{"type": "annet", "vedtaksdato": "2020-01-01"}])
    assert not read_lines(OLD).refused
    merged(imdi, kept, OLD["duf"], behold="denne")
    report = read_lines(OLD)
    assert report.count("uendret", "person") == 1 and "slått sammen" not in report.text()
    assert not read_lines({**OLD, "tillatelser": [], "morsmal": "ckb"}).refused
    with all_seen() as session:
        assert session.scalars(select(Tillatelse.type)).all() == ["annet"], "hers from here stays, the line's went"
