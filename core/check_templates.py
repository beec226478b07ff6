"""A plugin's templates lie in a folder of its name inside its own package, and name none outside.

So no plugin stands in front of core's pages or another plugin's, and none reads files from elsewhere.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import TemplateSyntaxError, meta

from core.registry import PluginError


def check_templates(app: Flask, plugin: str, package: str, blueprint: Any) -> None:
    """Looks at a blueprint that a plugin has brought. Raises PluginError with a sentence that names the plugin."""
    loader = blueprint.jinja_loader
    if loader is None:
        return
    home = _home(package, blueprint)
    for folder in getattr(loader, "searchpath", ()):
        if not Path(folder).resolve().is_relative_to(home):
            raise PluginError(f"Utvidelsen «{plugin}» har maler i «{folder}», som ikke er i dens egen pakke.")
    for name in loader.list_templates():
        if not name.startswith(f"{plugin}/"):
            raise PluginError(f"Utvidelsen «{plugin}» har malen «{name}», som må ligge i mappen {plugin}/.")
        source, file, _fresh = loader.get_source(app.jinja_env, name)
        if file and not Path(file).resolve().is_relative_to(home):
            raise PluginError(f"Utvidelsen «{plugin}» har malen «{name}», som ligger utenfor dens egen pakke.")
        for other in _named(app, plugin, name, source):
            raise PluginError(f"Malen «{name}» («{plugin}») viser til «{other}», som er utenfor mappen.")


def _home(package: str, blueprint: Any) -> Path:
    """The folder of the plugin's package."""
    try:
        file = importlib.import_module(package).__file__
    except ImportError:
        file = None
    return Path(file).resolve().parent if file else Path(blueprint.root_path).resolve()


def _named(app: Flask, plugin: str, name: str, source: str) -> list[str]:
    """What a template extends, includes or takes from by a path with `..`; Jinja would refuse it when it is used."""
    if ".." not in source:
        return []
    try:
        found = meta.find_referenced_templates(app.jinja_env.parse(source))
        return [one for one in found if one is not None and ".." in one.split("/")]
    except TemplateSyntaxError as error:
        raise PluginError(f"Malen «{name}» («{plugin}») kan ikke leses: {error}.") from error
