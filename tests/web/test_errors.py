"""Error pages: plain words and a number to report, nothing of the fault, and nothing half done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, abort
from sqlalchemy import event, func, select, text
from werkzeug.test import TestResponse

from core import logs
from core.events.models import Event
from core.events.record import record
from core.house import House
from core.persons.models import Tillatelse
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from core.web.needs import needs, public
from core.web.request import db

SECRET = "hemmelig innhold"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def failing(app: Flask) -> None:
    """Adds pages that fail in every way."""

    def broken() -> Any:
        record(db(), "logg_inn", "Halvgjort")
        raise ZeroDivisionError(SECRET)

    def sql() -> Any:
        return str(db().execute(text(f"SELECT '{SECRET}' FROM nowhere")))

    def refuses(code: int) -> Any:
        abort(code, SECRET)

    for rule, view, methods in (
        ("/feil/kode/<int:code>", refuses, ["GET", "POST"]),
        ("/feil/kode", broken, ["GET", "POST"]),
        ("/feil/sql", sql, ["GET"]),
    ):
        app.add_url_rule(rule, rule, public("Feil")(view), methods=methods)


@pytest.fixture
def failing_app(make_app: Callable[..., Flask]) -> Flask:
    """An app with pages that fail."""
    app = make_app()
    failing(app)
    return app


@pytest.fixture
def visitor(failing_app: Flask) -> Client:
    """Nobody in particular."""
    return Client(failing_app)


def says(answer: TestResponse, heading: str) -> bool:
    """True for an error page with this heading, a number to report, and nothing of the fault."""
    assert "<h1" in answer.text and heading in answer.text, answer.text
    assert UUID.search(answer.text)
    assert f"feilkode {answer.status_code}" in answer.text
    assert not any(
        word in answer.text for word in (SECRET, "Traceback", "ZeroDivision", "sqlite", "psycopg", "File &#34;")
    )
    assert 'href="/"' in answer.text
    return True


HEADINGS = {
    400: "Skjemaet kunne ikke leses",
    403: "Skjemaet kunne ikke leses",
    404: "Vi finner ikke siden",
    405: "Siden kan ikke brukes slik",
    413: "Det du sendte er for stort",
    418: "Skjemaet kunne ikke leses",
    500: "Noe gikk galt hos oss",
    502: "Noe gikk galt hos oss",
    503: "Systemet er opptatt",
}


@pytest.mark.parametrize("code", HEADINGS)
def test_each_code_in_plain_words(code: int, visitor: Client) -> None:
    answer = visitor.get(f"/feil/kode/{code}")
    assert answer.status_code == code
    assert says(answer, HEADINGS[code])


def test_addresses_and_methods(visitor: Client) -> None:
    for path in ("/finnes-ikke", "/personer/ikke-en-uuid/", "/personer", "/static/vendor/x", "/%00", "/æ/ø"):
        answer = visitor.get(path, follow_redirects=False)
        assert answer.status_code in (404, 308), path
    wrong = visitor.http.delete("/personer/")
    assert wrong.status_code == 405 and says(wrong, HEADINGS[405])
    assert wrong.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_too_much(visitor: Client) -> None:
    answer = visitor.http.post("/logg-inn", data={"brukernavn": "x" * 2_000_000})
    assert answer.status_code == 413 and says(answer, HEADINGS[413])


def test_a_fault_in_the_code_tells_nothing_and_keeps_nothing(failing_app: Flask, visitor: Client) -> None:
    answer = visitor.get("/feil/kode")
    assert answer.status_code == 500 and says(answer, HEADINGS[500])
    house: House = failing_app.extensions["fotfeste"]
    with house.session() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_a_fault_in_the_code_is_told_to_the_operator_by_number(
    visitor: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()  # the logging is the process's own: another test may or may not have set it
    answer = visitor.get("/feil/kode")
    number = UUID.search(answer.text).group()  # type: ignore[union-attr]
    (told,) = [line for line in "".join(capsys.readouterr()).splitlines() if "unforeseen" in line]
    assert json.loads(told)["request_id"] == number


def test_a_fault_in_the_database(visitor: Client) -> None:
    answer = visitor.get("/feil/sql")
    assert answer.status_code == 500 and says(answer, HEADINGS[500])


def refuse(house: House, words: str, error: Exception) -> Callable[[], None]:
    """The database refuses statements with these words from now on; call what is given to let it be."""

    def fails(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if words in statement:
            raise error

    event.listen(house.engine, "before_cursor_execute", fails)
    return lambda: event.remove(house.engine, "before_cursor_execute", fails)


@pytest.fixture
def locked(house: House, request: pytest.FixtureRequest) -> Iterator[None]:
    """Another holds the write lock, and nobody waits long for it."""
    if house.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL lets many write at once")
    house.engine.dispose()

    def hurry(connection: Any, record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    event.listen(house.engine, "connect", hurry)
    with house.session(write=True) as holder:
        holder.execute(text("SELECT 1"))
        yield
    event.remove(house.engine, "connect", hurry)
    house.engine.dispose()


def test_a_change_while_another_holds_the_lock(
    client: Client, make_user: MakeUser, request: pytest.FixtureRequest
) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    form = {**client.form("/personer/"), "q": "Amina"}
    request.getfixturevalue("locked")
    answer = client.http.post("/personer/", data=form)
    assert answer.status_code == 503 and says(answer, HEADINGS[503])
    assert client.http.post("/logg-inn", data=form).status_code == 503


def test_a_page_whose_log_row_cannot_be_written(
    client: Client, make_user: MakeUser, make_person: MakePerson, request: pytest.FixtureRequest
) -> None:
    """It is not shown, and it is said as it is: busy."""
    person = make_person(fornavn="Amina")
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    request.getfixturevalue("locked")
    answer = client.get(f"/personer/{person.id}/")
    assert answer.status_code == 503 and says(answer, HEADINGS[503])
    assert "Amina" not in answer.text
    assert client.get("/personer/").status_code == 200, "what shows nobody is only read"


def test_a_database_that_does_not_answer(house: House, client: Client, make_user: MakeUser) -> None:
    from sqlalchemy.exc import OperationalError

    client.as_user(make_user("kommune_introbruker", "kommune:4204", sprak="en"))
    allow = refuse(house, "SELECT", OperationalError("x", {}, RuntimeError(SECRET)))
    try:
        answer, ready, alive = client.get("/personer/"), client.get("/helse/klar"), client.get("/helse")
    finally:
        allow()
    assert answer.status_code == 503 and says_in_any_language(answer)
    assert (ready.status_code, ready.text) == (503, "databasen svarer ikke\n")
    assert (alive.status_code, alive.text) == (200, "ok\n")
    assert client.get("/helse/klar").text == "klar\n"


def says_in_any_language(answer: TestResponse) -> bool:
    """True for an error page without a fault in it."""
    return bool(UUID.search(answer.text)) and SECRET not in answer.text and "<h1" in answer.text


@pytest.fixture
def odd(client: Client, make_user: MakeUser, make_person: MakePerson) -> Callable[[str], TestResponse]:
    """`odd("hendelser/?for=x")` asks for a person's page in an odd way."""
    person = make_person()
    client.as_user(make_user("kommune_administrativ", "kommune:4204"))
    return lambda rest: client.get(f"/personer/{person.id}/{rest}")


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("hendelser/?for=1", 200),
        ("hendelser/?for=x", 200),
        ("hendelser/?for=-1", 200),
        ("hendelser/?for=99999999999999999999999", 200),
        ("hendelser/?for=" + "9" * 5000, 200),
        ("nir/norsk/?aar=99999999999999999999", 200),
        ("nir/norsk/2021-04/?sorter=drop&detaljer=x&hvorfor=x", 200),
        ("nir/norsk/0000-01/", 404),
        ("nir/norsk/9999-12/", 200),
        ("nir/norsk/2021-13/", 404),
        ("nir/NORSK/", 404),
        ("nir/norsk/?slettede=%00", 400),
    ],
)
def test_odd_addresses(rest: str, status: int, odd: Callable[[str], TestResponse]) -> None:
    assert odd(rest).status_code == status


@pytest.mark.parametrize("words", ["a\0b", "\0"])
def test_a_sign_no_database_stores(words: str, client: Client, make_user: MakeUser) -> None:
    assert client.submit("/logg-inn", {"brukernavn": words, "passord": "x"}).status_code == 400
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    assert client.submit("/personer/", {"q": words}).status_code == 400


@pytest.mark.parametrize(
    "words", ["%", "_", "'; DROP TABLE person", "\U0010ffff", "\U0001f600", "é" * 300, "a" * 200, " . "]
)
def test_odd_words_are_only_words(words: str, client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    make_person(fornavn="Amina")
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    answer = client.submit("/personer/", {"q": words}, follow_redirects=True)
    assert answer.status_code in (200, 422)
    assert "Amina" not in answer.text


def test_a_change_that_the_walls_stop_when_it_is_committed(
    failing_app: Flask, make_person: MakePerson, make_user: MakeUser, house: House
) -> None:
    """What a view added and left to the commit is checked there; the answer is 404 like any other."""
    foreign = make_person()

    def writes() -> str:
        db().add(Tillatelse(person_id=foreign.id, type="arbeid", vedtaksdato=house.clock.today()))
        return SECRET

    failing_app.add_url_rule("/feil/skriv", "skriv", needs("person.se", "Feil")(writes), methods=["POST"])
    client = Client(failing_app).as_user(make_user("kommune_introbruker", "kommune:0301"))
    token = client.form("/personer/")["csrf_token"]
    answer = client.http.post("/feil/skriv", data={"csrf_token": token})
    assert answer.status_code == 404 and says(answer, HEADINGS[404])


def test_an_error_is_in_the_readers_language(client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204", sprak="en"))
    page = client.get("/finnes-ikke")
    assert '<html lang="en"' in page.text and "Vi finner ikke siden" not in page.text
