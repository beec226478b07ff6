"""`fotfeste`: the commands of the contract, and those a plugin's blueprint brings (`Blueprint.cli`)."""

from __future__ import annotations

import click

from core.commands.backup import backup, restore
from core.commands.bench import bench
from core.commands.check import check
from core.commands.db import db
from core.commands.demo import demo
from core.commands.importing import import_file
from core.commands.jobs import jobs
from core.commands.log import log
from core.commands.norsk import Group
from core.commands.run_rules import rules
from core.commands.serve import serve
from core.commands.user import user


class Fotfeste(Group):
    """The outermost group. A name it lacks is looked for among the running plugins' commands."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name: ours, else a plugin's. The app is only made for the latter."""
        return super().get_command(ctx, cmd_name) or _from_plugins(ctx, cmd_name)


def _from_plugins(ctx: click.Context, name: str) -> click.Command | None:
    from flask.cli import ScriptInfo

    from core import create_app
    from core.commands.common import settings_for

    app = create_app(settings_for())
    ctx.obj = ScriptInfo(create_app=lambda: app, set_debug_flag=False)
    return app.cli.get_command(ctx, name)


@click.group(cls=Fotfeste, epilog="Utvidelser kan ha egne kommandoer i tillegg. Se docs/drift.md.")
def cli() -> None:
    """Fotfeste: bosetting og integrering av flyktninger."""


for command in (demo, serve, db, import_file, user, rules, jobs, log, backup, restore, bench, check):
    cli.add_command(command)
