"""`fotfeste rules`: compute ordninger anew."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from core.commands.common import open_house, progress, progress_ends, writing
from core.commands.errors import CommandError
from core.commands.norsk import Group

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from core.ordninger.run import Ran


@click.group(cls=Group)
def rules() -> None:
    """Reglene for ordninger."""


@rules.command()
@click.option("--person", "duf", metavar="DUF", help="Bare denne personen, og de som bygger på hennes tillatelse.")
@click.option("--dry-run", is_flag=True, help="Si hvem en endring ville gjelde, og hvordan. Skriv ingenting.")
def run(duf: str | None, dry_run: bool) -> None:
    """Regner ut ordningene og hvem som ser hvem, når en regel, et parameter eller en utvidelse er endret."""
    from core.ordninger.run import run_all

    if dry_run:
        return _tried(duf)
    with writing(open_house()) as session:
        ran = run_all(session, _told) if duf is None else _one(session, duf)
    progress_ends()
    click.echo(f"Ordningene er regnet ut. Endret for {_persons(ran.changed)}.")
    if ran.reached:
        click.echo(f"Hvem som ser personen, er endret for {_persons(ran.reached)}.")


def _one(session: Session, duf: str) -> Ran:
    from core.access.reach import refresh_reach
    from core.ordninger.run import Ran, run_rules

    ids = [_person(session, duf)]
    reached = refresh_reach(session, ids)
    return Ran(len(run_rules(session, ids)), len(reached))


def _persons(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'personer'}"


def _tried(duf: str | None) -> None:
    """Tells what a run would change."""
    from core.ordninger.dry_run import try_all, try_persons

    with open_house().session() as session:
        tried = try_all(session, _told) if duf is None else try_persons(session, [_person(session, duf)])
    progress_ends()
    click.echo(tried.text())


def _told(done: int) -> None:
    progress(f"{done} personer")


def _person(session: Session, duf: str) -> uuid.UUID:
    """Whose number it is, or was before two records of hers were merged."""
    from sqlalchemy import select

    from core.access.scope import system_scope
    from core.persons.identifiers import check_duf
    from core.persons.merging.former import by_number
    from core.persons.models import Person

    number = ("duf", check_duf(duf).value)
    with system_scope(session, "rules"):
        found = session.scalar(select(Person.id).where(Person.duf == number[1]))
    if found is not None:
        return found
    merged = by_number(session, [number]).get(number)
    if merged is None:
        raise CommandError("Ingen person har dette DUF-nummeret.")
    return merged.person_id
