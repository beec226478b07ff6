"""`fotfeste bench`: the measurements of docs/performance.md."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from core.commands.norsk import Command


@click.command(cls=Command)
@click.option("--persons", metavar="N", type=click.IntRange(100), default=100_000, help="Antall personer (100 000).")
@click.option("--tiltak", metavar="N", type=click.IntRange(0, 50), default=5, help="Tiltak per person (5).")
def bench(persons: int, tiltak: int) -> None:
    """Måler innlesing og sider på en database som lages for anledningen og kastes etterpå."""
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
