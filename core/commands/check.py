"""`fotfeste check`: the promises of docs/security.md, each tried by a command that anyone can run."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

import core.checks_run
from core.commands.norsk import Command, Group

PLANT = "Kjør med denne feilen plantet (uten navn: hver av dem); da skal prøven feile."


class Checks(Group):
    """A command for each module of `core.checks_run`, loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the checks there are."""
        return sorted(one.name for one in pkgutil.iter_modules(core.checks_run.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The check with this name, or None."""
        return _command(cmd_name) if cmd_name in self.list_commands(ctx) else None


@click.group(cls=Checks)
def check() -> None:
    """Prøver det docs/security.md lover, og skriver tallene."""


def _command(name: str) -> Command:
    module = importlib.import_module(f"core.checks_run.{name}")

    def run(plant: str) -> None:
        result = module.run(plant)
        click.echo("\n".join(result.lines))
        sys.exit(0 if result.ok else 1)

    option = click.Option(["--plant"], is_flag=False, flag_value="alle", default="", metavar="NAVN", help=PLANT)
    text = (module.__doc__ or "").split("\n")[0]
    return Command(name, callback=run, params=[option], help=text)
