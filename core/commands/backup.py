"""`fotfeste backup` and `fotfeste restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.commands.common import house_with, open_house
from core.commands.norsk import Command
from core.config import from_environment

if TYPE_CHECKING:
    from core.backup.trial import Trial

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(cls=Command)
@click.argument("file", metavar="FIL", type=FILE)
def backup(file: Path) -> None:
    """Tar en hel kopi av databasen, også mens Fotfeste er i gang. FIL må ikke finnes fra før."""
    from core.backup import backup as take

    trial = take(open_house(migrated=False), file)
    click.echo(f"Kopien ligger i {file}. {_log(trial)}")


@click.command(cls=Command)
@click.argument("file", metavar="FIL", type=FILE)
def restore(file: Path) -> None:
    """Setter en kopi inn i stedet for databasen. Stopp Fotfeste først. Det som var der, blir liggende ved siden av."""
    from core.backup import restore as put_back

    # The database is not asked whether it is a demonstration: it may be broken, or not there.
    trial, kept = put_back(house_with(from_environment()), file)
    click.echo(f"Kopien er satt inn. {_log(trial)}")
    if kept:
        click.echo(f"Det som var der, ligger i {kept}.")
    if trial.demo:
        click.echo("Kopien er en demobase, og databasen er det nå også.")
    if trial.behind:
        click.echo(f"Databasen må migreres ({', '.join(trial.behind)}). Kjør: fotfeste db upgrade")


def _log(trial: Trial) -> str:
    return f"Hendelsesloggen er hel. Anker: {trial.number} {trial.hash}"
