"""The fields of a list's filters as HTML, rendered once a process where they can be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import current_app

from core.i18n import language
from core.list_items import Column
from core.ordninger.lists.asked import Asked
from core.ordninger.lists.columns import FIRST
from core.ordninger.lists.listing import Listing
from core.ordninger.lists.offered import Offered
from core.web.texts import date_text


def facet_field(one: Offered, asked: Asked, cls: str = "") -> Any:
    """The field of a facet with what is chosen, or typed."""
    key = one.facet.key
    if one.choices is not None:
        value = asked.chosen.get(key, "")
    else:
        value = date_text(asked.date_of(key)) if key in asked.chosen else asked.typed.get(key, "")
    if one.kept and key not in asked.typed:
        return _kept(one, value, cls, language())
    return _field(one, value, cls)


@lru_cache(maxsize=1_000)
def _kept(one: Offered, value: str, cls: str, lang: str) -> Any:
    return _field(one, value, cls)


def _field(one: Offered, value: str, cls: str) -> Any:
    options = None if one.choices is None else kept_options(one.choices, value)
    return _macros().facet_field(one.facet, options, value, cls)


EMPTY: dict[str, Any] = {}


def words_field(form: Any) -> Any:
    """The box for a DUF-nummer or names. The empty one, as it nearly always is, is rendered once for each language."""
    if form.q.data or form.q.errors:
        return _box(form)
    lang = language()
    if lang not in EMPTY:
        EMPTY[lang] = _box(form)
    return EMPTY[lang]


def _box(form: Any) -> Any:
    module: Any = current_app.jinja_env.get_template("macros/forms.html").module
    return module.field(form.q, cls="grow", type="search", autocomplete="off", spellcheck="false")


def column_choices(listing: Listing) -> Any:
    """A tick for each column but the first, which is always there."""
    columns = tuple(one for key, one in listing.columns.items() if key != FIRST)
    return _ticks(columns, listing.asked.columns, language())


@lru_cache(maxsize=300)
def _ticks(columns: tuple[Column, ...], chosen: tuple[str, ...], lang: str) -> Any:
    return _macros().column_choices(columns, chosen)


def kept_options(choices: Mapping[str, str], chosen: str) -> Any:
    """What one chooses between. Those of plugins may be others the next time: the same ones are the same HTML."""
    return _options(tuple(choices.items()), chosen)


@lru_cache(maxsize=300)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> Any:
    return _macros().options(choices, chosen)


def _macros() -> Any:
    return current_app.jinja_env.get_template("macros/lists.html").module
