"""`fotfeste demo`: a demonstration with made-up persons, on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from core.commands.common import house_with
from core.commands.errors import CommandError
from core.commands.norsk import Command

if TYPE_CHECKING:
    from flask import Flask

HOST = "127.0.0.1"
THREADS = 8
MOST_PERSONS = 100_000


@click.command(cls=Command)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8000, help="Porten (8000).")
@click.option(
    "--persons", metavar="N", type=click.IntRange(1, MOST_PERSONS), default=400, help="Antall personer (400)."
)
@click.option("--seed", metavar="N", type=int, default=1, help="Samme tall gir de samme personene (1).")
@click.option("--fresh", is_flag=True, help="Slett demobasen først, og lag den på nytt.")
@click.option("--no-data", is_flag=True, help="Bare brukere, ingen personer.")
def demo(port: int, persons: int, seed: int, fresh: bool, no_data: bool) -> None:
    """Starter en demonstrasjon med oppdiktede personer. Bare denne maskinen kan nå den."""
    from core import create_app
    from core.demo.base import NotADemo, demo_settings, prepare
    from core.jobs import run_jobs
    from core.logs import configure, log_requests

    configure("warning")
    settings = demo_settings()
    house = house_with(settings)
    try:
        made = prepare(house, fresh=fresh, persons=0 if no_data else persons, seed=seed)
    except NotADemo as error:
        raise CommandError(str(error)) from error
    if made:
        click.echo(f"Laget {made} oppdiktede personer.")
    elif not no_data:
        click.echo("Bruker demobasen som finnes. --fresh sletter den og lager den på nytt.")
    run_jobs(house)
    house.engine.dispose()
    app = create_app(settings)
    configure("info")
    log_requests(app)
    _serve(app, port)


def _serve(app: Flask, port: int) -> None:
    from waitress import create_server

    try:
        server = create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
    except OSError as error:
        raise CommandError(f"Port {port} er opptatt. Velg en annen med --port.") from error
    click.echo(_greeting(port))
    server.run()


def _greeting(port: int) -> str:
    from core.demo.users import USERS

    lines = [f"  {user.brukernavn:<26}{user.navn}" for user in USERS]
    return "\n".join(
        [
            "",
            *lines,
            "",
            "Passordet er demo for alle.",
            f"Fotfeste svarer på http://{HOST}:{port}",
            "Stopp med Ctrl+C.",
            "",
        ]
    )
