"""Languages: the source is bokmål; nynorsk and English stand in catalogs beside the code that speaks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, session
from flask_babel import Babel, get_locale, gettext, lazy_gettext, ngettext
from flask_login import current_user

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
LAST = "sist_sprak"
"""Where the cookie keeps the language of the last signed in. Unlike a chosen one it never becomes the next user's."""

_ = gettext
lazy = lazy_gettext


def init_i18n(app: Flask, packages: Iterable[str]) -> None:
    """Turns on translation, with a folder of catalogs from core and from each plugin that has one."""
    folders = [Path(__file__).parent / "translations", *(Path(package) / "translations" for package in packages)]
    found = ";".join(str(folder) for folder in folders if folder.is_dir())
    app.config.update(
        BABEL_DEFAULT_LOCALE="nb", BABEL_TRANSLATION_DIRECTORIES=found, BABEL_DEFAULT_TIMEZONE="Europe/Oslo"
    )
    Babel(app, locale_selector=chosen_language)


def chosen_language() -> str:
    """The user's own language; before sign-in the one chosen there, else that of the last signed in, else bokmål."""
    if not has_request_context():
        return "nb"
    if current_user and current_user.is_authenticated:
        return str(current_user.sprak)
    chosen = session.get("sprak", session.get(LAST))
    return str(chosen) if chosen in LANGUAGES else "nb"


def language() -> str:
    """The language being spoken, as nb, nn or en."""
    locale: Any = get_locale()
    return str(locale.language) if locale else "nb"


__all__ = ["LANGUAGES", "LAST", "_", "gettext", "init_i18n", "language", "lazy", "ngettext"]
