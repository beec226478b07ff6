"""Fields read what people type, keep it as typed, and say how to mend it; a form sent twice is one change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from wtforms import StringField

from core.access.models import FormKey
from core.house import House
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from core.web.forms import DateField, Filled, Form, NumberField, sent, shortened
from core.web.limits import Longest


class Sample(Form):
    """A field of each kind."""

    dag = DateField("Dag", validators=[Filled("Skriv en dag.")])
    tall = NumberField("Tall", validators=[Filled("Skriv et tall.")])
    ord = StringField("Ord", validators=[Filled("Skriv et ord."), Longest(5)])


RIGHT = {"nokkel": "k" * 32, "versjon": "0", "dag": "2.4.2021", "tall": "7,5", "ord": "hei"}


@pytest.fixture
def typed(app: Flask) -> Iterator[Any]:
    """`typed(dag="...")` is the form as it was sent, with everything else right."""

    def form(**values: str) -> Sample:
        context = app.test_request_context("/", method="POST", data={**RIGHT, **values})
        context.push()
        contexts.append(context)
        made = Sample(meta={"csrf": False})
        made.right = sent(made)
        return made

    contexts: list[Any] = []
    yield form
    for context in reversed(contexts):
        context.pop()


def test_what_is_right(typed: Any) -> None:
    form = typed()
    assert form.right and form.faults == []
    assert (form.dag.data, form.tall.data, form.ord.data) == (date(2021, 4, 2), Decimal("7.5"), "hei")


@pytest.mark.parametrize(
    "text", ["02.04.2021", "2.4.21", "020421", "02042021", "2021-04-02", " 2. april 2021 ", "2/4/2021"]
)
def test_a_date_in_the_ways_people_write(text: str, typed: Any) -> None:
    form = typed(dag=text)
    if form.right:
        assert form.dag.data == date(2021, 4, 2)
    else:
        assert form.dag.errors, text
    assert f'value="{text}"' in form.dag(), "as typed"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31.04.2021", "April har 30 dager"),
        ("29.2.2021", "Februar har 28 dager"),
        ("1.13.2021", "Det finnes ingen måned 13"),
        ("1.1.20021", "Året 20021 kan ikke stemme"),
        ("i går", "Skriv datoen som dd.mm.åååå"),
        ("", "Skriv en dag."),
        ("   ", "Skriv en dag."),
    ],
)
def test_a_date_that_cannot_be(text: str, says: str, typed: Any) -> None:
    form = typed(dag=text)
    assert not form.right and form.dag.data is None
    assert len(form.dag.errors) == 1 and says in form.dag.errors[0]
    assert f'value="{text}"' in form.dag()


def test_a_long_text_is_shortened_where_it_is_said_again(typed: Any) -> None:
    form = typed(dag="31.04.2021" + " x" * 500)
    assert not form.right and len(form.dag.errors[0]) < 200
    assert shortened("a  b\nc") == "a b c"
    assert shortened("x" * 50) == "x" * 40 + "…"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        ("  25 ", "25"),
        ("0", "0"),
        ("-3", "-3"),
        ("٢٥", "25"),
        ("+3", "3"),
        (",5", "0.5"),
        ("5,", "5"),
        ("−3", "-3"),
        ("007", "7"),
    ],
)
def test_a_number_in_the_ways_people_write(text: str, number: str, typed: Any) -> None:
    form = typed(tall=text)
    assert form.right and form.tall.data == Decimal(number)
    assert f'value="{text}"' in form.tall()


@pytest.mark.parametrize(
    "text", ["abc", "7,5,5", "NaN", "Infinity", "-inf", "1_000", "sju", "7 5 timer", "½", "0x10", "1e2", "9" * 40, "."]
)
def test_a_number_that_is_none(text: str, typed: Any) -> None:
    form = typed(tall=text)
    assert not form.right and not form.tall.data
    assert form.tall.errors == ["Skriv et tall, for eksempel 3 eller 7,5."]
    assert f'value="{text}"' in form.tall()


def test_an_empty_field_has_one_fault(typed: Any) -> None:
    form = typed(dag="", tall="", ord="  ")
    assert [text for _id, _label, text in form.faults] == ["Skriv en dag.", "Skriv et tall.", "Skriv et ord."]
    assert form.fault_heading == "3 felt må rettes"
    assert typed(ord="").fault_heading == "Ett felt må rettes"
    assert typed(ord="altfor langt").ord.errors == ["Teksten har 12 tegn. Skriv høyst 5."]


def test_what_a_form_is_opened_with(app: Flask) -> None:
    with app.test_request_context("/"):
        first, other = Sample(versjon=3), Sample()
        assert (first.opened_version, other.opened_version) == (3, 0)
        assert len(first.nokkel.data) > 20 and first.nokkel.data != other.nokkel.data
        before = first.nokkel.data
        first.take_version(4)
        assert first.opened_version == 4 and first.nokkel.data != before


@pytest.mark.parametrize("forged", ["-1", "1.5", "x", "٣", "9" * 30, "9" * 5000])
def test_a_version_that_was_forged(forged: str, typed: Any) -> None:
    assert typed(versjon=forged).opened_version == 0


def test_a_value_from_the_database_is_shown_as_people_write(app: Flask) -> None:
    with app.test_request_context("/"):
        form = Sample(data={"dag": date(2021, 4, 2), "tall": Decimal("25.50")})
        assert 'value="02.04.2021"' in form.dag() and 'value="25,5"' in form.tall()


@pytest.fixture
def address(client: Client, make_user: MakeUser, make_person: MakePerson) -> str:
    """Where a signed-in caseworker registers tiltak."""
    person: Person = make_person()
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    return f"/personer/{person.id}/nir/introduksjonsprogram/legg-til/"


@pytest.fixture
def filled(client: Client, address: str) -> dict[str, str]:
    """That form, filled in."""
    typed = {"gruppe": "norsk_og_samfunnskunnskap", "type": "norskopplaering", "timer_per_uke": "25"}
    return {**client.form(address), **typed, "fra": "02.04.2021", "til": "30.04.2021"}


def rows(house: House) -> int:
    """Events of tiltak registered."""
    from core.events.models import Event

    with house.session() as session:
        return session.scalar(select(func.count()).select_from(Event).where(Event.type == "nir_tiltak_lagt_til")) or 0


def test_the_same_form_twice_is_one_row(client: Client, house: House, address: str, filled: dict[str, str]) -> None:
    first, again = (client.http.post(address, data=filled) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert rows(house) == 1
    assert client.http.post(address, data={**filled, "nokkel": "another"}).status_code == 303
    assert rows(house) == 2


def test_a_form_with_a_fault_can_be_mended_and_sent(
    client: Client, house: House, address: str, filled: dict[str, str]
) -> None:
    """The key is used up by the change, not by the try."""
    assert client.http.post(address, data={**filled, "fra": "tull"}).status_code == 422
    assert client.http.post(address, data=filled).status_code == 303
    assert rows(house) == 1


def test_a_change_that_fails_leaves_the_key_unused(
    client: Client, house: House, address: str, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("plugins.nir_tiltak.changes.add_tiltak", fails)
        assert client.http.post(address, data=filled).status_code == 500
    assert rows(house) == 0
    assert client.http.post(address, data=filled).status_code == 303
    assert rows(house) == 1


def test_keys_are_swept_after_a_day(client: Client, house: House, address: str, filled: dict[str, str]) -> None:
    client.http.post(address, data=filled)
    with house.session(write=True) as session:
        session.execute(update(FormKey).values(at=house.clock.now() - timedelta(days=1, seconds=5)))
        session.commit()
    client.http.post(address, data={**filled, "nokkel": "another"})
    with house.session() as session:
        assert session.scalars(select(FormKey.key)).all() == ["another"]


def test_the_error_summary_leads_to_each_field(client: Client, address: str, filled: dict[str, str]) -> None:
    page = client.http.post(address, data={**filled, "fra": "31.04.2021", "timer_per_uke": "abc"}).text
    summary = page[page.index('class="ds-error-summary"') : page.index("</ul>", page.index('class="ds-error-summary"'))]
    assert 'role="alert"' in summary and 'tabindex="-1"' in summary and "2 felt må rettes" in summary
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["fra", "timer_per_uke"]
    for name in links:
        field = re.search(rf'<input[^>]*\bid="{name}"[^>]*>', page).group()  # type: ignore[union-attr]
        assert 'aria-invalid="true"' in field and f"{name}-e" in field
        assert f'id="{name}-e"' in page and f'for="{name}"' in page
    assert 'value="31.04.2021"' in page and 'value="abc"' in page
    assert "<title>Feil:" in page
