"""`fotfeste db`: migrations of core and of the plugins."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.commands.common import house_with, open_house, require_migrated
from core.commands.errors import CommandError
from core.commands.norsk import Group
from core.config import from_environment

if TYPE_CHECKING:
    from core.house import House


@click.group(cls=Group)
def db() -> None:
    """Databasen: migrer, kontroller, lag en ny migrering."""


@db.command()
def upgrade() -> None:
    """Bringer tabellene til siste versjon, for kjernen og hver utvidelse."""
    from core import migrate

    behind = migrate.upgrade(open_house(migrated=False))
    click.echo(f"Migrert: {', '.join(behind)}." if behind else "Databasen er på siste versjon fra før.")


@db.command()
def check() -> None:
    """Sier om databasen er på siste versjon, og om tabellene er som modellene sier."""
    from core import migrate

    house = open_house(migrated=False)
    require_migrated(house)
    faults = [f"{owner}: {found}" for owner, many in migrate.differences(house).items() for found in many]
    if faults:
        raise CommandError("\n  ".join(["Tabellene er ikke som modellene sier:", *faults]))
    click.echo("Databasen er på siste versjon, og tabellene er som modellene sier.")


@db.command()
@click.argument("owner", metavar="EIER")
@click.argument("text", metavar="TEKST")
def new(owner: str, text: str) -> None:
    """Lager en ny migrering for EIER (core eller en utvidelse) av det modellene har og migreringene mangler."""
    from core import migrate

    with tempfile.TemporaryDirectory() as folder:
        house = house_with(replace(from_environment(), database_url=f"sqlite:///{folder}/scratch.sqlite"))
        _require_owner(house, owner)
        migrate.upgrade(house)
        path = migrate.new(house, owner, text)
        house.engine.dispose()
    _tidy(path)
    click.echo(f"Laget {path}. Les den før du tar den i bruk.")


def _tidy(path: Path) -> None:
    """Takes away what the generator says of itself, and formats the file where the formatter is installed."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.lstrip().startswith("# ###")), encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    if ruff.exists():
        subprocess.run([ruff, "format", "--quiet", path], check=False)


def _require_owner(house: House, owner: str) -> None:
    from core import migrate

    known = [one.name for one in migrate.owners(house)]
    if owner not in known:
        raise CommandError(f"«{owner}» har ingen migreringer her. Kjente eiere: {', '.join(known)}.")


@db.command()
@click.argument("owner", metavar="EIER")
@click.confirmation_option(prompt="Tabellene og alt i dem blir borte. Er du sikker?", help="Ikke spør om du er sikker.")
def drop(owner: str) -> None:
    """Sletter tabellene til en utvidelse som er tatt ut av FOTFESTE_PLUGINS."""
    from core import migrate

    try:
        tables = migrate.drop(open_house(), owner)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if not tables:
        raise CommandError(f"«{owner}» har ingen tabeller i databasen.")
    click.echo(f"Slettet: {', '.join(tables)}.")
