"""Puts an application together: plugins, database, the web's parts, and the checks that stop a wrong start."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from sqlalchemy import Engine

import core.marks  # noqa: F401 - its table is core's, though no page asks for it
from core import hooks
from core.check_templates import check_templates
from core.checks import check_app, check_registry, check_tables
from core.config import Settings
from core.db import make_engine
from core.house import House
from core.i18n import init_i18n
from core.plugins import Plugins
from core.registry import PluginError
from core.web.addresses import CONVERTERS
from core.web.errors import init_errors
from core.web.frame import init_frame
from core.web.headers import init_headers
from core.web.jinja import OneGlobals, init_jinja
from core.web.packing import init_packing
from core.web.page import htmx
from core.web.request import init_requests

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parent / "templates"
"""Installed, they lie inside core; in a checkout, beside it."""
LARGEST = 1_000_000
"""Bytes a form may have; files come by command."""


def build(settings: Settings, plugins: Iterable[Any], engine: Engine | None = None) -> Flask:
    """Makes the app; what each step needs is made by the steps before."""
    app = Flask("fotfeste", static_folder=None, template_folder=str(TEMPLATES))
    app.jinja_environment = OneGlobals
    app.jinja_options = {"cache_size": -1}  # all are kept: else each use of one moves it first in a line, 0.1 ms a page
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST,
        SESSION_COOKIE_NAME="fotfeste",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.url_map.converters.update(CONVERTERS)
    engine = engine or make_engine(settings.database_url)
    house = House(settings, Plugins(hooks, plugins, settings.plugin_ms / 1000), engine)
    app.extensions["fotfeste"] = house
    _init_web(app, house)
    _mount(app, house)
    check_tables(house.plugins)
    check_app(app, house.plugins)
    check_registry(app, house.plugins.registry)
    return app


def _init_web(app: Flask, house: House) -> None:
    CSRFProtect(app)
    htmx.init_app(app)
    init_packing(app)  # after_request runs last first: packed when all else is done
    init_headers(app, https=house.settings.https)
    init_requests(app)
    init_i18n(app, _folders(house))
    init_jinja(app)
    init_frame(app)
    init_errors(app)


def _folders(house: House) -> list[str]:
    folders = []
    for loaded in house.plugins.loaded[1:]:
        try:
            file = importlib.import_module(loaded.package).__file__
        except ImportError:
            continue
        folders.append(str(Path(file or ".").parent))
    return folders


def _mount(app: Flask, house: House) -> None:
    """Plugins' pages stand under their path, and under a person's address followed by it where they say so."""
    taken: set[str] = set()
    packages = {loaded.info.name: loaded.package for loaded in house.plugins.loaded}
    for info, blueprint in house.plugins.blueprints():
        if info.path.split("/")[1:2] and info.path.split("/")[1] in taken:
            raise PluginError(
                f"Utvidelsen «{info.name}» kan ikke ha adressen {info.path}: der står kjernens egne sider."
            )
        about = getattr(blueprint, "about_person", False)
        prefix = f"/personer/<uuid:person_id>{info.path}" if about else info.path
        before = set(app.blueprints)
        try:
            app.register_blueprint(blueprint, url_prefix=prefix or None)
        except ValueError as error:
            raise PluginError(f"Utvidelsen «{info.name}» har et blueprint med et navn som er tatt: {error}.") from error
        if info.name == "core":
            taken |= {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} - {""}
            continue
        for name in sorted(set(app.blueprints) - before):
            check_templates(app, info.name, packages[info.name], app.blueprints[name])
