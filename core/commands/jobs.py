"""`fotfeste jobs`: what is done at set times."""

from __future__ import annotations

import click

from core.commands.common import open_house
from core.commands.norsk import Group


@click.group(cls=Group)
def jobs() -> None:
    """Det som skal gjøres til faste tider."""


@jobs.command()
def run() -> None:
    """Låser innsynsloggen for hver hele dag, og skriver ankeret til FOTFESTE_LOG_ANCHOR. Kan kjøres når som helst."""
    from core.jobs import run_jobs

    click.echo("\n".join(run_jobs(open_house())) or "Ingenting å gjøre.")
