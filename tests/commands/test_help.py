"""The help is Norwegian, every command explains itself, and it comes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from core.cli import cli

ENGLISH = (
    "Usage",
    "Options:",
    "Commands:",
    "Show this message",
    "[OPTIONS]",
    "COMMAND",
    "Error",
    "required",
    "default",
)


def paths(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The name of every command and group, as typed."""
    yield before
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from paths(command, (*before, name))
        else:
            yield (*before, name)


@pytest.mark.parametrize("path", list(paths(cli)), ids=" ".join)
def test_every_command_explains_itself_in_norwegian(path: tuple[str, ...]) -> None:
    told = CliRunner().invoke(cli, [*path, "--help"], prog_name="fotfeste")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"Bruk: {' '.join(['fotfeste', *path])}")
    assert "Vis denne hjelpen." in told.stdout
    assert [word for word in ENGLISH if word in told.stdout] == []


@pytest.mark.parametrize("path", [path for path in paths(cli) if path], ids=" ".join)
def test_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


def test_nothing_slow_is_imported_before_a_command_needs_it() -> None:
    script = "import sys, core.cli; print([name for name in ('flask', 'sqlalchemy', 'alembic') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["user", "ad"], "Feil: Kommandoen «ad» finnes ikke. Prøv «fotfeste user --help»."),
        (["demo", "--prt", "1"], "Feil: Valget --prt finnes ikke. Prøv «fotfeste demo --help»."),
        (["demo", "--port", "x"], "Feil: --port har en verdi som ikke kan brukes. Prøv «fotfeste demo --help»."),
        (["demo", "--persons", "0"], "Feil: --persons har en verdi som ikke kan brukes. Prøv «fotfeste demo --help»."),
        (["user", "add"], "Feil: BRUKERNAVN mangler. Prøv «fotfeste user add --help»."),
        (["log", "verify", "x"], "Feil: Kommandoen er ikke skrevet riktig. Prøv «fotfeste log verify --help»."),
    ],
)
def test_a_command_written_wrong_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    told = CliRunner().invoke(cli, arguments, prog_name="fotfeste")
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", sentence + "\n")


def test_fotfeste_alone_is_its_help() -> None:
    told = CliRunner().invoke(cli, [], prog_name="fotfeste")
    assert told.exit_code == 0
    assert "Kommandoer:" in told.stdout
