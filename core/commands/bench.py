"""`fotfeste bench`: the measurements of docs/performance.md."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import click

from core.commands.norsk import Command, Group

SIZES = (10_000, 100_000)


@click.group(cls=Group, invoke_without_command=True, subcommand_metavar="[lists|browser]")
@click.option("--persons", metavar="N", type=click.IntRange(100), default=100_000, help="Antall personer (100 000).")
@click.option("--tiltak", metavar="N", type=click.IntRange(0, 50), default=5, help="Tiltak per person (5).")
@click.pass_context
def bench(context: click.Context, persons: int, tiltak: int) -> None:
    """Måler innlesing og sider på en database som lages for anledningen og kastes etterpå."""
    if context.invoked_subcommand is not None:
        return
    from core.bench.run import first_load, measure, prepare
    from core.logs import configure

    configure("warning")
    with tempfile.TemporaryDirectory() as folder:
        settings, read = prepare(Path(folder), persons, tiltak)
        click.echo(f"Innlesing av {read.persons} personer: {read.seconds:.0f} s, {read.megabytes:.0f} MB på det meste")
        click.echo("| side | median ms | 95 % ms | CPU ms | setninger |\n|---|---|---|---|---|")
        for figure in measure(settings):
            row = f"{figure.median:.1f} | {figure.p95:.1f} | {figure.cpu:.1f} | {figure.statements}"
            click.echo(f"| {figure.job} | {row} |")
        sizes = first_load(settings)
        parts = ", ".join(f"{name} {size}" for name, size in sizes.items())
        click.echo(f"Første side: {sum(sizes.values())} byte pakket i {len(sizes)} forespørsler ({parts})")


@bench.command(cls=Command)
@click.option(
    "--persons", "sizes", metavar="N", type=click.IntRange(3_000), multiple=True, help="Antall personer; kan gjentas."
)
@click.option(
    "--folder", metavar="MAPPE", type=click.Path(file_okay=False, path_type=Path), help="Her blir basene liggende."
)
@click.option(
    "--database", "server", metavar="ADRESSE", help="Mål på denne PostgreSQL-tjeneren; basene blir liggende der."
)
def lists(sizes: tuple[int, ...], folder: Path | None, server: str | None) -> None:
    """Måler lister, søk, måneder og CSV mot sider skrevet for hånd: 10 000 og 100 000 personer."""
    from core.bench.lists import measured
    from core.bench.postgres import copied
    from core.bench.tables import clocked, table
    from core.logs import configure

    configure("warning")
    found = {}
    with tempfile.TemporaryDirectory() as own:
        for persons in sizes or SIZES:
            filled = partial(_filled, folder or Path(own), persons)
            found[persons] = measured(copied(filled, server, persons) if server else f"sqlite:///{filled()}")
    for line in (clocked if server else table)(found):
        click.echo(line)


@bench.command(cls=Command)
@click.option("--persons", metavar="N", type=click.IntRange(3_000), default=SIZES[0], help="Antall personer (10 000).")
@click.option("--visits", metavar="N", type=click.IntRange(1), default=9, help="Antall besøk (9).")
@click.option(
    "--folder", metavar="MAPPE", type=click.Path(file_okay=False, path_type=Path), help="Her blir basen liggende."
)
def browser(persons: int, visits: int, folder: Path | None) -> None:
    """Måler en liste i Chromium på en treg maskin og et tregt nett."""
    from core.bench.browser import measure, table
    from core.logs import configure

    configure("warning")
    with tempfile.TemporaryDirectory() as own:
        for line in table(measure(partial(_filled, folder or Path(own), persons), visits)):
            click.echo(line)


def _filled(folder: Path, persons: int) -> Path:
    """A database of so many persons in the folder: made when it is not there, else brought to the newest version."""
    from core import migrate
    from core.bench.fill import fill, settings_for
    from core.commands.common import house_with

    path = folder / str(persons) / "bench.sqlite"
    if path.exists():
        migrate.upgrade(house_with(settings_for(path)))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        click.echo(f"Laget {persons} personer på {fill(path, persons):.0f} s")
    return path
