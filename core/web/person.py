"""What the pages about a person share: her head, how much of her is seen, and words for her ordninger."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import g, url_for

from core.items import Ordning
from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import state_on
from core.persons.heading import Heading, heading
from core.persons.models import Person
from core.web.needs import person_access
from core.web.request import db, house, user


def person_head(person: Person) -> Heading:
    """What is read of a person for the head of her page and for Grunndata: once a request."""
    heads: dict[uuid.UUID, Heading] = g.setdefault("heads", {})
    if person.id not in heads:
        heads[person.id] = heading(db(), person, house().clock.today())
    return heads[person.id]


def sees_whole(person: Person) -> bool:
    """True when the user sees all of the person, not only her name and the unit's own rows."""
    return user().everyone or bool(person_access().whole)


def fetched_until(person: Person) -> date | None:
    """The last day the user sees her, where a unit of hers has brought her in and nothing else gives reach."""
    return None if user().everyone else person_access().fetched


def _ordning(key: str) -> Ordning | None:
    return house().plugins.registry.ordninger.get(key)


def ordning_title(key: str, kategori: str | None = None) -> Any:
    """An ordning's title, under a kategori where it has another there; its key where the plugin that had it is gone."""
    found = _ordning(key)
    return found.titles.get(kategori or "", found.title) if found else key


def permit_expired(person: Person) -> bool:
    """True when the newest permit that is not withdrawn has run out: that closes nothing, and the line says so."""
    permit = person_head(person).permit if sees_whole(person) else None
    return permit is not None and permit.gyldig_til is not None and permit.gyldig_til < house().clock.today()


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
