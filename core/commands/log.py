"""`fotfeste log`: the event log."""

from __future__ import annotations

import click

from core.commands.common import open_house
from core.commands.errors import CommandError
from core.commands.norsk import Group


@click.group(cls=Group)
def log() -> None:
    """Hendelsesloggen."""


@log.command()
def verify() -> None:
    """Kontrollerer kjeden i hendelsesloggen, og skriver ankeret: nummeret og hashen til siste linje."""
    from core.events.verify import verify as check

    with open_house().session() as session:
        verdict = check(session)
    if verdict.broken_at is not None:
        raise CommandError(f"Kjeden er brutt ved linje {verdict.broken_at}: {verdict.why}. Linjene før den er hele.")
    click.echo(f"Kjeden er hel. Anker: {verdict.number} {verdict.hash}")
