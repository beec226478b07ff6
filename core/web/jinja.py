"""What every template can use: filters, names of places and codes, the menus, and the parts a page is built from."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request, url_for

from core.codes.countries import country_name
from core.codes.languages import language_name
from core.i18n import LANGUAGES, language
from core.items import Ordning
from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import state_on
from core.persons import labels
from core.persons.heading import Heading, heading
from core.persons.models import Person
from core.places.register import bydel_name, kommune_name
from core.plugins import failed
from core.web.assets import asset
from core.web.menu import main_menu, person_menu
from core.web.needs import person_access
from core.web.request import db, house, user
from core.web.texts import FILTERS, month_short


def init_jinja(app: Flask) -> None:
    """Puts filters and names in the app's templates."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        asset=asset_url,
        LANGUAGES=LANGUAGES,
        language=language,
        labels=labels,
        land=lambda code: country_name(code, language()),
        sprak=lambda code: language_name(code, language()),
        kommune=kommune_on,
        bydel=bydel_name,
        enhet=unit_name,
        main_menu=main_menu,
        person_menu=person_menu,
        person_head=person_head,
        whole=sees_whole,
        page_title=page_title,
        ordning_title=ordning_title,
        ordning_url=ordning_url,
        kategori_title=kategori_title,
        reason_title=reason_title,
        period_state=period_state,
        failed_parts=failed_parts,
        today=lambda: house().clock.today(),
        month_short=month_short,
    )


def asset_url(name: str) -> str:
    """The address of a front-end file."""
    return f"/static/{asset(name)}"


def kommune_on(number: str, day: Any = None) -> str:
    """A kommune's Norwegian name on a day (today when not given)."""
    return kommune_name(number, day or house().clock.today())


def unit_name(unit_id: str) -> str:
    """A unit's name for people: the kommune's, the mottak's code, IMDi."""
    kind, _sep, code = unit_id.partition(":")
    if kind == "kommune":
        return kommune_on(code)
    return "IMDi" if kind == "imdi" else code


def person_head(person: Person) -> Heading:
    """The facts at the head of a person's page."""
    return heading(db(), person, house().clock.today())


def sees_whole(person: Person) -> bool:
    """True when the user sees all of the person, not only her name and the unit's own rows."""
    return user().everyone or bool(person_access().whole)


def page_title() -> Any:
    """The title said where the endpoint says what it needs."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view.need.title if view is not None and hasattr(view, "need") else "Fotfeste"


def failed_parts() -> list[str]:
    """Titles of the plugins whose part of this page failed."""
    titles = {loaded.info.name: str(loaded.info.title) for loaded in house().plugins.loaded}
    return [titles.get(name, name) for name in failed(db())]


def _ordning(key: str) -> Ordning | None:
    return house().plugins.registry.ordninger.get(key)


def ordning_title(key: str) -> Any:
    """An ordning's title; its key where the plugin that had it is gone."""
    found = _ordning(key)
    return found.title if found else key


def ordning_url(person: Person, key: str) -> str:
    """The person's page of an ordning; empty where the user may not see it."""
    found = _ordning(key)
    if found is None or not person_access().permits(user(), f"{key}.se"):
        return ""
    return url_for(found.endpoint, person_id=person.id, ordning=key)


def kategori_title(ordning: str, kategori: str) -> Any:
    """The title of a kategori under an ordning."""
    found = _ordning(ordning)
    return found.kategorier.get(kategori, kategori) if found else kategori


def reason_title(ordning: str, fact: str) -> Any:
    """The words for a fact a rule used."""
    found = _ordning(ordning)
    return found.reasons.get(fact, fact) if found else fact


def period_state(period: OrdningPeriode) -> str:
    """`kommende`, `aktiv` or `avsluttet`, today."""
    return state_on(period, house().clock.today())
