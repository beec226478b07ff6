"""`fotfeste serve`: production."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from core.commands.common import house_with, require_migrated, settings_for
from core.commands.errors import CommandError
from core.commands.norsk import Command

if TYPE_CHECKING:
    from core.config import Settings
    from core.house import House

SHORTEST_KEY = 32


@click.command(cls=Command)
@click.option("--host", metavar="ADRESSE", default="127.0.0.1", help="Adressen det lyttes på (127.0.0.1).")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8000, help="Porten (8000).")
@click.option("--workers", metavar="N", type=click.IntRange(1, 64), help="Antall prosesser (én per prosessorkjerne).")
def serve(host: str, port: int, workers: int | None) -> None:
    """Starter Fotfeste for bruk i drift, bak en tjener som tar imot HTTPS."""
    settings = checked_settings()
    from core.commands.gunicorn import Server

    options: dict[str, Any] = {"bind": f"{host}:{port}", "workers": workers or os.cpu_count() or 1}
    click.echo(f"Fotfeste svarer på http://{host}:{port}")
    Server(settings, options).run()


def checked_settings() -> Settings:
    """The settings to serve with.

    Raises CommandError without a key, and for a demo database, an unmigrated one, or a user who passes the policies by.
    """
    settings = settings_for()
    if settings.demo:
        raise CommandError(
            "Databasen er en demobase og kan ikke brukes i drift. Sett FOTFESTE_DATABASE_URL til en annen."
        )
    if len(settings.secret_key) < SHORTEST_KEY:
        raise CommandError(
            f"FOTFESTE_SECRET_KEY må være satt, med minst {SHORTEST_KEY} tegn. "
            "Lag en med: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    house = house_with(settings)
    require_migrated(house)
    _refuse_mighty(house)
    house.engine.dispose()
    return settings


def _refuse_mighty(house: House) -> None:
    """On PostgreSQL whoever gets a statement in, could else leave the app's role and be held by nothing."""
    from core.access.policies import passes_by

    with house.engine.connect() as connection:
        user = passes_by(connection)
    if user is not None:
        raise CommandError(
            f"Databasebrukeren «{user}» kan gå forbi radtilgangen (superbruker eller BYPASSRLS). "
            "Bruk en vanlig bruker som eier tabellene, se docs/drift.md."
        )
