"""Foreseen errors as one sentence each: what is wrong and, where it can be said, what to do."""

from __future__ import annotations

import click


class CommandError(Exception):
    """What a command cannot do, said so that the operator can mend it."""


def sentence(error: Exception) -> str | None:
    """The sentence for an error; None for one that nobody foresaw, which goes on with its traceback."""
    if isinstance(error, click.ClickException):
        return _usage(error)
    from alembic.util import CommandError as AlembicError
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    from core.access.changes import UserError
    from core.access.policies import WallError
    from core.config import SettingsError
    from core.events.anchor import AnchorError
    from core.importer.errors import ImportStopped
    from core.plugins import PluginError

    if isinstance(error, (CommandError, SettingsError, PluginError, UserError, ImportStopped, AnchorError, WallError)):
        return str(error)
    if isinstance(error, DBAPIError):
        return f"Databasen svarte ikke som den skulle: {_first_line(error.orig)}"
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return "FOTFESTE_DATABASE_URL er ikke en databaseadresse Fotfeste kan bruke. Se docs/drift.md."
    if isinstance(error, AlembicError):
        return f"Migreringen stoppet: {error}"
    if isinstance(error, OSError):
        return f"Kom ikke til {error.filename or 'en fil'}: {error.strerror or error}"
    return None


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _usage(error: click.ClickException) -> str:
    hint = f" Prøv «{error.ctx.command_path} --help»." if isinstance(error, click.UsageError) and error.ctx else ""
    if isinstance(error, click.NoSuchOption):
        return f"Valget {error.option_name} finnes ikke.{hint}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"Kommandoen «{error.command_name}» finnes ikke.{hint}"
    if isinstance(error, click.MissingParameter):
        return f"{_parameter(error)} mangler.{hint}"
    if isinstance(error, click.BadParameter):
        return f"{_parameter(error)} har en verdi som ikke kan brukes.{hint}"
    if isinstance(error, click.UsageError):
        return f"Kommandoen er ikke skrevet riktig.{hint}"
    return error.format_message()


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return "Et argument"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
