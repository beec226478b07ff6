"""An app with the plugins of a test, and someone who asks it for a person's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.house import House
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"


@dataclass(frozen=True)
class World:
    """An app, and a caseworker of the kommune where the persons of its tests live."""

    app: Flask
    house: House
    client: Client
    make_user: MakeUser
    make_person: MakePerson

    def caseworker(self, role: str = "kommune_introbruker", unit: str = UNIT) -> Client:
        """The client, signed in as a new user with the role."""
        return self.client.as_user(self.make_user(role, unit))

    def page_of(self, person: Person) -> str:
        """The person's page, which must be there."""
        answer = self.client.get(f"/personer/{person.id}/")
        assert answer.status_code == 200
        return answer.text

    def search(self, words: str) -> str:
        """The list a search gives."""
        self.client.submit("/personer/", {"q": words})
        answer = self.client.submit("/personer/", {"q": words}, follow_redirects=True)
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def world(make_app: Callable[..., Flask], tmp_path: Path) -> Callable[..., World]:
    """Makes a world with these plugins: `world(fake("alfa", ...))`."""

    def make(*plugins: Any, **settings: Any) -> World:
        app = make_app(plugins, **settings)
        house: House = app.extensions["fotfeste"]
        return World(app, house, Client(app), MakeUser(house), MakePerson(house, tmp_path))

    return make
