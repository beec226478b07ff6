"""The three steps of a merge, as a user takes them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from core.persons.models import Person
from core.testing.client import Client


def page_of(person: Person) -> str:
    """The first step."""
    return f"/personer/{person.id}/sla-sammen/"


def compared(client: Client, person: Person, number: str | None) -> str:
    """Types the other's number; gives the address of the second step."""
    answer = client.submit(page_of(person), {"q": number or ""})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def chosen(client: Client, person: Person, number: str | None, **choices: str) -> str:
    """Chooses what stays; gives the address of the last step."""
    answer = client.submit(compared(client, person, number), choices, action=f"{page_of(person)}sammenlign/")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def confirmed(client: Client, address: str, **more: Any) -> Any:
    """Says yes."""
    return client.submit(address, more, action=urlsplit(address).path)


def merged(client: Client, person: Person, number: str | None, **choices: str) -> Any:
    """All of it."""
    return confirmed(client, chosen(client, person, number, **choices))
