"""`fotfeste log`: the event log and the access log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from core.commands.common import open_house
from core.commands.errors import CommandError
from core.commands.norsk import Group

if TYPE_CHECKING:
    from core.events.verify import Verdict


@click.group(cls=Group)
def log() -> None:
    """Hendelsesloggen og innsynsloggen."""


@log.command()
def verify() -> None:
    """Kontrollerer begge loggene mot kjeden og ankeret, og skriver nytt anker: nummeret og hashen til siste linje."""
    from core.events.anchor import read_anchors, write_anchor
    from core.events.verify import verify as check

    house = open_house()
    path = house.settings.log_anchor
    with house.session() as session:
        verdict = check(session, read_anchors(path))
    _refuse(verdict)
    if path and write_anchor(path, verdict.number, verdict.hash):
        click.echo(f"Ankeret er skrevet til {path}.")
    days = f" Innsynsloggen er uendret i {verdict.days} låste dager." if verdict.days else ""
    click.echo(f"Kjeden er hel.{days} Anker: {verdict.number} {verdict.hash}")


def _refuse(verdict: Verdict) -> None:
    """Raises CommandError with the place where a log broke."""
    if verdict.broken_at is not None:
        raise CommandError(f"Kjeden er brutt ved linje {verdict.broken_at}: {verdict.why}. Linjene før den er hele.")
    if verdict.day is not None:
        raise CommandError(f"Innsynsloggen er endret for {verdict.day:%d.%m.%Y}: {verdict.why}. Kjeden er hel.")
