"""A plugin's blueprint brings commands of its own; they are found when core has none of the name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import click
import pytest
from flask import Blueprint, current_app

from core.api import API_VERSION, PluginInfo, hook
from core.config import Settings

blueprint = Blueprint("proveplugin", __name__, cli_group="prove")


@blueprint.cli.command("hei")
def hei() -> None:
    """Says in which app it runs."""
    click.echo(f"hei fra {current_app.name}")


@hook
def register_blueprints() -> list[Any]:
    """No pages, only commands."""
    return [blueprint]


PLUGIN = PluginInfo("proveplugin", "Prøve", "/prove", API_VERSION)


@pytest.fixture
def with_plugin(run: Any, address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The commands, where the plugin runs."""
    plugin = SimpleNamespace(
        PLUGIN=PLUGIN, hooks=SimpleNamespace(register_blueprints=register_blueprints), __name__="proveplugin"
    )
    settings: Any = Settings(address, "x" * 40, (plugin,))
    monkeypatch.setattr("core.commands.common.settings_for", lambda: settings)
    return run


def test_a_plugins_command_runs_in_the_app(with_plugin: Any) -> None:
    told = with_plugin("prove", "hei")
    assert (told.exit_code, told.stdout) == (0, "hei fra fotfeste\n")


def test_a_name_nobody_has_is_told(with_plugin: Any) -> None:
    told = with_plugin("provee")
    assert told.exit_code == 2
    assert told.stderr.startswith("Feil: Kommandoen «provee» finnes ikke.")
