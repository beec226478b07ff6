"""Languages: the source is bokmål; nynorsk and English stand in catalogs beside the code that speaks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from babel.support import NullTranslations
from flask import Flask, current_app, g, has_request_context, session
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString
from flask_login import current_user
from markupsafe import Markup

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
LAST = "sist_sprak"
"""Where the cookie keeps the language of the last signed in. Unlike a chosen one it never becomes the next user's."""

NOTHING = NullTranslations()
CATALOGS = "fotfeste_catalogs"
"""What has been read is kept here by language as long as the app runs: Flask-Babel reads the files each request."""


def _catalog() -> Any:
    """The catalog of the language being spoken: asked for once a request, for a page says hundreds of texts."""
    try:
        return g.catalog
    except RuntimeError:  # no app is running
        return NOTHING
    except AttributeError:
        known, speech = current_app.extensions[CATALOGS], language()
        if speech not in known:
            known[speech] = Domain().get_translations()
        g.catalog = known[speech]
        return g.catalog


def gettext(string: str, **variables: Any) -> str:
    """The text in the language being spoken, with `%(name)s` filled in."""
    said: str = _catalog().gettext(string)
    return said % variables if variables else said


def ngettext(singular: str, plural: str, num: int, **variables: Any) -> str:
    """The same for a number of things; `%(num)s` is the number."""
    said: str = _catalog().ngettext(singular, plural, num)
    return said % {"num": num, **variables}


def gettext_html(string: str, **variables: Any) -> Markup:
    """`_` of the templates: the variables are escaped, and `%%` is one sign with or without any.

    Jinja's own is given the context, which it copies for each text that stands in a loop or in a block with variables.
    """
    said: str = _catalog().gettext(string)
    return Markup(said) % variables if variables else Markup(said % {})  # noqa: S704  said by the catalogs


def ngettext_html(singular: str, plural: str, num: int, **variables: Any) -> Markup:
    """`ngettext` of the templates."""
    said: str = _catalog().ngettext(singular, plural, num)
    return Markup(said) % {"num": num, **variables}  # noqa: S704


def lazy(string: str, **variables: Any) -> Any:
    """A text that is said when it is shown."""
    return LazyString(gettext, string, **variables)


_ = gettext


def init_i18n(app: Flask, packages: Iterable[str]) -> None:
    """Turns on translation, with a folder of catalogs from core and from each plugin that has one."""
    folders = [Path(__file__).parent / "translations", *(Path(package) / "translations" for package in packages)]
    found = ";".join(str(folder) for folder in folders if folder.is_dir())
    app.config.update(
        BABEL_DEFAULT_LOCALE="nb", BABEL_TRANSLATION_DIRECTORIES=found, BABEL_DEFAULT_TIMEZONE="Europe/Oslo"
    )
    Babel(app, locale_selector=chosen_language)
    app.extensions[CATALOGS] = {}


def chosen_language() -> str:
    """The user's own language; before sign-in the one chosen there, else that of the last signed in, else bokmål."""
    if not has_request_context():
        return "nb"
    if current_user and current_user.is_authenticated:
        return str(current_user.sprak)
    chosen = session.get("sprak", session.get(LAST))
    return str(chosen) if chosen in LANGUAGES else "nb"


def language() -> str:
    """The language being spoken, as nb, nn or en: found once a request, for a page asks for every month and date."""
    try:
        return cast(str, g.spoken)
    except RuntimeError:  # no app is running
        return "nb"
    except AttributeError:
        g.spoken = chosen_language()
        return g.spoken


__all__ = ["LANGUAGES", "LAST", "_", "gettext", "init_i18n", "language", "lazy", "ngettext"]
