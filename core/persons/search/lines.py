"""Persons as a table shows them, said once in plain values: the template only writes them down.

Fifty rows took twice as long when the template asked for each field, day, age and country by itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from core.codes.countries import country_name
from core.dates import age_on
from core.i18n import language, ngettext
from core.persons.identifiers import format_duf
from core.web.request import house
from core.web.texts import MISSING, date_text


class Line(NamedTuple):
    """A person in a table. `fodt` and `alder` are empty where they are not told, `merke` and `farge` without a tag."""

    id: uuid.UUID
    navn: str
    nummer: str
    fodt: str
    alder: str
    land: str
    skjermet: bool
    merke: Any
    farge: str


def person_lines(rows: Iterable[Any], tags: Mapping[uuid.UUID, Any]) -> list[Line]:
    """The rows (core.persons.search.statements.columns), each with its first tag."""
    day, lang = house().clock.today(), language()
    years = cache(lambda age: ngettext("%(num)s år", "%(num)s år", age))
    country = cache(lambda code: country_name(code, lang) if code else MISSING)
    found = []
    for id, duf, regnr, fornavn, etternavn, _last, _first, born, land, skjermet in rows:
        told = land is not None or not skjermet
        mark = tags.get(id)
        found.append(
            Line(
                id,
                f"{fornavn} {etternavn}",
                format_duf(duf) if duf else regnr or MISSING,
                date_text(born) if told else "",
                years(age_on(born, day)) if told else "",
                country(land),
                skjermet,
                mark.title if mark else "",
                mark.color if mark else "",
            )
        )
    return found
