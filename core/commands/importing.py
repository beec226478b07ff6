"""`fotfeste import`: reads persons and mottak from a file."""

from __future__ import annotations

from pathlib import Path

import click

from core.commands.common import open_house, progress, progress_ends
from core.commands.errors import CommandError
from core.commands.norsk import Command


@click.command("import", cls=Command)
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Si hva som ville blitt lest, uten å lagre noe.")
@click.option(
    "--refused",
    metavar="FIL",
    type=click.Path(path_type=Path),
    help="Skriv linjene som ikke ble lest, til denne filen.",
)
@click.option("--skip", metavar="NØKKEL", multiple=True, help="Hopp over denne nøkkelen. Kan gis flere ganger.")
@click.pass_context
def import_file(ctx: click.Context, fil: Path, dry_run: bool, refused: Path | None, skip: tuple[str, ...]) -> None:
    """Leser personer og mottak fra en fil med ett JSON-objekt per linje.

    Samme fil kan leses flere ganger. Avslutter med 1 når en linje ikke ble lest.
    """
    if not fil.is_file():
        raise CommandError(f"Filen «{fil}» finnes ikke.")
    house = open_house()
    from core.importer.run import run_import

    report = run_import(house, fil, dry_run=dry_run, skip=skip, refused=refused, progress=_told)
    progress_ends()
    click.echo(report.text())
    if report.refused:
        ctx.exit(1)


def _told(done: int, of: int) -> None:
    progress(f"{100 * done // max(of, 1)} %")
