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


@click.group(cls=Group)
def rules() -> None:
    """Reglene for ordninger."""


@rules.command()
@click.option("--person", "duf", metavar="DUF", help="Bare denne personen, og de som bygger på hennes tillatelse.")
@click.option("--dry-run", is_flag=True, help="Si hvem en endring ville gjelde, og hvordan. Skriv ingenting.")
def run(duf: str | None, dry_run: bool) -> None:
    """Regner ut ordningene på nytt, etter at en regel eller et parameter er endret."""
    from core.ordninger.run import run_all, run_rules

    if dry_run:
        return _tried(duf)
    with writing(open_house()) as session:
        changed = run_all(session, _told) if duf is None else len(run_rules(session, [_person(session, duf)]))
    progress_ends()
    click.echo(f"Ordningene er regnet ut. Endret for {changed} {'person' if changed == 1 else 'personer'}.")


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
    from sqlalchemy import select

    from core.access.scope import system_scope
    from core.persons.identifiers import check_duf
    from core.persons.models import Person

    with system_scope(session, "rules"):
        found = session.scalar(select(Person.id).where(Person.duf == check_duf(duf).value))
    if found is None:
        raise CommandError("Ingen person har dette DUF-nummeret.")
    return found
