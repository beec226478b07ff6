"""`fotfeste user`: local users and their roles."""

from __future__ import annotations

import sys

import click

from core.commands.common import open_house, writing
from core.commands.errors import CommandError
from core.commands.norsk import Group

FROM_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Les passordet fra standard inn i stedet for å spørre."
)
NAME = click.argument("brukernavn", metavar="BRUKERNAVN")


@click.group(cls=Group)
def user() -> None:
    """Lokale brukere: lag, gi roller, steng, nytt passord."""


@user.command()
@NAME
@click.option("--name", "navn", metavar="NAVN", default="", help="Fullt navn, slik det vises på skjermen.")
@FROM_STDIN
def add(brukernavn: str, navn: str, password_stdin: bool) -> None:
    """Lager en bruker uten roller. Passordet skrives to ganger, og må ha minst 12 tegn."""
    from core.access.changes import add_user

    house = open_house()
    passord = _password(password_stdin)
    with writing(house) as session:
        made = add_user(session, brukernavn, navn, passord)
    click.echo(
        f"Brukeren «{made.brukernavn}» er laget. Gi roller med: fotfeste user role {made.brukernavn} ROLLE ENHET"
    )


@user.command()
@NAME
@click.argument("rolle", metavar="ROLLE")
@click.argument("enhet", metavar="[ENHET]", default="")
@click.option("--take", is_flag=True, help="Ta rollen bort i stedet for å gi den.")
def role(brukernavn: str, rolle: str, enhet: str, take: bool) -> None:
    """Gir en rolle i en enhet.

    ROLLE er rollens navn eller nøkkel. ENHET er for eksempel kommune:4204, mottak:M102, fylke:42 eller imdi.
    En rolle uten enhet gis uten.
    """
    from core.access.changes import find_user, give_role, take_role
    from core.access.written import read_role, read_unit

    house = open_house()
    key = read_role(house.plugins.registry.roles, rolle)
    unit = read_unit(enhet, house.clock.today())
    change = take_role if take else give_role
    with writing(house) as session:
        found = find_user(session, brukernavn)
        change(session, found, key, unit)
    click.echo(f"{'Tatt bort' if take else 'Gitt'}: {found.brukernavn}, {key}, {unit or 'uten enhet'}.")


@user.command()
@NAME
def disable(brukernavn: str) -> None:
    """Stenger en bruker og avslutter øktene hennes. Det brukeren har gjort, blir stående i loggen."""
    from core.access.changes import disable_user, find_user

    with writing(open_house()) as session:
        found = find_user(session, brukernavn)
        disable_user(session, found)
    click.echo(f"Brukeren «{found.brukernavn}» er stengt.")


@user.command()
@NAME
@FROM_STDIN
def password(brukernavn: str, password_stdin: bool) -> None:
    """Setter nytt passord og avslutter øktene til brukeren."""
    from core.access.changes import find_user, set_password

    house = open_house()
    with writing(house) as session:
        find_user(session, brukernavn)
    passord = _password(password_stdin)
    with writing(house) as session:
        found = find_user(session, brukernavn)
        set_password(session, found, passord)
    click.echo(f"Brukeren «{found.brukernavn}» har fått nytt passord.")


def _password(from_stdin: bool) -> str:
    """The first line of standard input, or what is typed twice. Never an argument: the shell keeps those."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first: str = click.prompt("Passord", hide_input=True)
    if click.prompt("Passordet en gang til", hide_input=True) != first:
        raise CommandError("De to passordene er ikke like.")
    return first
