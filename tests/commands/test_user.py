"""Local users from the command line."""

from __future__ import annotations

from typing import Any

import pytest

PASSWORD = "et langt nok passord\n"


@pytest.fixture
def kari(migrated: Any) -> Any:
    """The commands, where the user kari exists."""
    told = migrated("user", "add", "Kari", "--name", "Kari Prøve", "--password-stdin", input=PASSWORD)
    assert told.exit_code == 0
    return migrated


def failed(told: Any) -> str:
    """The sentence of a command that failed."""
    assert told.exit_code == 1
    assert told.stderr.startswith("Feil: ")
    return str(told.stderr.removeprefix("Feil: ").strip())


def test_a_user_is_made_with_a_password_typed_twice(migrated: Any) -> None:
    told = migrated("user", "add", "ola", input=PASSWORD * 2)
    assert told.exit_code == 0
    assert "Brukeren «ola» er laget." in told.stdout
    assert PASSWORD.strip() not in told.output


def test_two_different_passwords_make_no_user(migrated: Any) -> None:
    assert failed(migrated("user", "add", "ola", input=PASSWORD + "et annet passord\n")).endswith("ikke like.")
    assert failed(migrated("user", "disable", "ola")) == "Brukeren «ola» finnes ikke."


def test_what_is_wrong_with_a_new_user_is_told(kari: Any) -> None:
    again = kari("user", "add", "KARI", "--password-stdin", input=PASSWORD)
    assert failed(again) == "Brukeren «kari» finnes allerede."
    short = kari("user", "add", "ola", "--password-stdin", input="kort\n")
    assert failed(short) == "Passordet må ha minst 12 tegn."


@pytest.mark.parametrize("role", ["kommune_introbruker", "NIR Kommune – introbruker", "nir kommune - introbruker"])
def test_a_role_is_given_by_key_or_title_and_taken(kari: Any, role: str) -> None:
    given = kari("user", "role", "kari", role, "kommune:4204")
    assert given.stdout == "Gitt: kari, kommune_introbruker, kommune:4204.\n"
    assert kari("user", "role", "kari", role, "kommune:4204", "--take").exit_code == 0
    again = kari("user", "role", "kari", role, "kommune:4204", "--take")
    assert failed(again) == "«kari» har ikke rollen «kommune_introbruker» i kommune:4204."


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("mottaksansatt", "mottak:M102"),
        ("karriereveileder", "fylke:42"),
        ("imdi_saksbehandler", "IMDi"),
        ("skjermede_personer", "mottak:M999"),
        ("systemadministrator", ""),
    ],
)
def test_each_kind_of_unit_can_be_written(kari: Any, role: str, unit: str) -> None:
    assert kari("user", "role", "kari", role, *([unit] if unit else [])).exit_code == 0


@pytest.mark.parametrize(
    ("role", "unit", "sentence"),
    [
        ("kommune_introbruker", "kommune:9999", "«kommune:9999» er ingen enhet."),
        ("kommune_introbruker", "kommune:1001", "Kommunenummeret 1001 er ikke i bruk."),
        ("karriereveileder", "fylke:99", "«fylke:99» er ingen enhet."),
        ("kommune_introbruker", "Kristiansand", "«Kristiansand» er ingen enhet."),
        ("kommune_introbruker", "mottak:M102", "Rollen «kommune_introbruker» gis i kommune"),
        ("kommune_introbruker", "", "Rollen «kommune_introbruker» gis i kommune"),
        ("ordfører", "kommune:4204", "Rollen «ordfører» finnes ikke. Kjente roller: NIR Kommune – introbruker;"),
    ],
)
def test_a_role_that_does_not_fit_is_told(kari: Any, role: str, unit: str, sentence: str) -> None:
    assert failed(kari("user", "role", "kari", role, unit)).startswith(sentence)


def test_a_user_is_closed_and_gets_a_new_password(kari: Any) -> None:
    assert kari("user", "disable", "kari").stdout == "Brukeren «kari» er stengt.\n"
    told = kari("user", "password", "kari", "--password-stdin", input="et helt annet passord\n")
    assert told.stdout == "Brukeren «kari» har fått nytt passord.\n"
    assert failed(kari("user", "password", "ola")) == "Brukeren «ola» finnes ikke."
