"""Click that speaks Norwegian, and says what went wrong in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from core.commands.errors import sentence

HEADINGS = {"Options": "Valg", "Commands": "Kommandoer", "Positional arguments": "Argumenter"}


class Formatter(click.HelpFormatter):
    """Help texts with Norwegian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how the command is written."""
        super().write_usage(prog, args, prefix or "Bruk: ")

    def section(self, name: str) -> Any:
        """A part of the help with its heading."""
        return super().section(HEADINGS.get(name, name))


class Context(click.Context):
    """A command being run."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Norwegian."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As click's own."""
        super().__init__(*args, **{"options_metavar": "[VALG]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Norwegian."""
        return _in_norwegian(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands; the outermost one turns every foreseen error into a sentence and exit code 1."""

    context_class = Context
    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As click's own."""
        super().__init__(
            *args, **{"options_metavar": "[VALG]", "subcommand_metavar": "KOMMANDO [ARGUMENTER]...", **kwargs}
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in Norwegian."""
        return _in_norwegian(super().get_help_option(ctx))

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:  # type: ignore[override]
        """Runs the command and ends the process with its exit code."""
        run: Any = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **kwargs)
        sys.exit(_guarded(lambda: run(*args, standalone_mode=False, **kwargs)))


def _guarded(run: Callable[[], Any]) -> int:
    try:
        code = run()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutt.", err=True)
        return 1
    except Exception as error:
        told = sentence(error)
        if told is None:
            raise
        click.echo(f"Feil: {told}", err=True)
        return 2 if isinstance(error, click.UsageError) else 1
    return code if isinstance(code, int) else 0


def _in_norwegian(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Vis denne hjelpen."
    return option
