"""What every template can use: filters, names of places and codes, the menus, and the parts a page is built from."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date
from typing import Any

from flask import Flask, current_app, request
from flask.templating import Environment

from core.access.idle import WARNING
from core.codes.countries import country_name
from core.codes.languages import language_name
from core.dates import age_on
from core.i18n import LANGUAGES, gettext_html, language, ngettext_html
from core.persons import labels
from core.places import units
from core.places.register import bydel_name, kommune_name
from core.plugins import failed
from core.web.assets import asset
from core.web.event_words import event_line, event_names
from core.web.frame import frame_piece, token
from core.web.menu import person_menu
from core.web.person import (
    fetched_until,
    kategori_title,
    ordning_title,
    ordning_url,
    period_state,
    permit_expired,
    person_head,
    reason_title,
    sees_whole,
)
from core.web.request import db, house
from core.web.texts import FILTERS, month_short


class OneGlobals(Environment):
    """All templates share one dict of names. Jinja chains one more before it for each template, and goes through the
    chain at each import, include and block: half a millisecond a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names of a template; those it alone is given come in a dict of its own."""
        return {**self.globals, **d} if d else self.globals


def init_jinja(app: Flask) -> None:
    """Puts filters and names in the app's templates."""
    app.jinja_env.filters.update(FILTERS, alder=age_today)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        _=gettext_html,
        ngettext=ngettext_html,
        asset=asset_url,
        LANGUAGES=LANGUAGES,
        language=language,
        labels=labels,
        land=lambda code: country_name(code, language()),
        sprak=lambda code: language_name(code, language()),
        kommune=kommune_on,
        bydel=bydel_name,
        enhet=unit_name,
        role_title=role_title,
        csrf_token=token,
        frame_piece=frame_piece,
        person_menu=person_menu,
        person_head=person_head,
        fetched_until=fetched_until,
        whole=sees_whole,
        page_title=page_title,
        has_ordninger=lambda: bool(house().plugins.registry.ordninger),
        ordning_title=ordning_title,
        permit_expired=permit_expired,
        ordning_url=ordning_url,
        kategori_title=kategori_title,
        reason_title=reason_title,
        period_state=period_state,
        failed_parts=failed_parts,
        event_line=event_line,
        event_names=event_names,
        today=lambda: house().clock.today(),
        month_short=month_short,
        lock_warning=lambda: int(WARNING.total_seconds()),
    )


def asset_url(name: str) -> str:
    """The address of a front-end file."""
    return f"/static/{asset(name)}"


def age_today(fodselsdato: date) -> int:
    """Age in whole years today."""
    return age_on(fodselsdato, house().clock.today())


def kommune_on(number: str, day: Any = None) -> str:
    """A kommune's Norwegian name on a day (today when not given)."""
    return kommune_name(number, day or house().clock.today())


def unit_name(unit_id: str) -> str:
    """A unit's name for people: the kommune's, the fylke's, the mottak's, IMDi."""
    return units.unit_name(db(), unit_id, house().clock.today())


def role_title(role: str) -> Any:
    """A role's title; the key of one whose plugin is gone."""
    known = house().plugins.registry.roles.get(role)
    return known.title if known else role


def page_title() -> Any:
    """The title said where the endpoint says what it needs."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view.need.title if view is not None and hasattr(view, "need") else "Fotfeste"


def failed_parts() -> list[str]:
    """Titles of the plugins whose part of this page failed. A panel that failed says so where it stands."""
    names = failed(db())
    return [str(loaded.info.title) for loaded in house().plugins.loaded if loaded.info.name in names] if names else []
