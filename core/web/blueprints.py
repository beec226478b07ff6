"""Blueprints of plugins: named and mounted the same way everywhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint


def plugin_blueprint(name: str, module: str) -> Blueprint:
    """Pages under the plugin's own path. `name` is the plugin's; `module` is `__name__`."""
    return Blueprint(name, module, template_folder="templates")


def person_blueprint(name: str, module: str) -> Blueprint:
    """Pages about one person, under `/personer/<uuid>/<path>`. `name` begins with the plugin's."""
    blueprint: Any = Blueprint(name, module, template_folder="templates")
    blueprint.about_person = True
    return blueprint  # type: ignore[no-any-return]
