"""Fotfeste's core: persons, roles and navigation, and the sockets that plugins fill. It knows no ordning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from core.config import Settings

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine


def create_app(settings: Settings, plugins: Iterable[Any] | None = None, engine: Engine | None = None) -> Flask:
    """The application. `plugins` are names, modules or anything with PLUGIN and hooks; None: those of the settings.

    `engine` is one to share with another app on the same database; None: one of its own. Raises PluginError with a
    sentence that names the plugin, where one does not fit.
    """
    from core.build import build

    return build(settings, settings.plugins if plugins is None else plugins, engine)
