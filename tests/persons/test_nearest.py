"""Misspelt names: the nearest come first, however many others are alike."""

from __future__ import annotations

import pytest

from core.persons.sounds import likeness
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from tests.persons.test_name_search import UNIT, named, parts

USERS = [("kommune_introbruker", UNIT), ("imdi_saksbehandler", "imdi")]


@pytest.fixture(params=USERS, ids=["kommune", "landet"])
def searcher(request: pytest.FixtureRequest, client: Client, make_user: MakeUser) -> Client:
    """One who sees a kommune, and one who sees the country."""
    return client.as_user(make_user(*request.param))


def test_the_nearest_is_not_pushed_out_by_many_that_are_alike(searcher: Client, make_person: MakePerson) -> None:
    """More than are read at once come before her by name."""
    make_person()
    alike = [f"{name} Aa{at}" for at in range(40) for name in ("Sergej", "Sergei", "Serij", "Surhij")]
    assert not make_person.read(*named(*alike, "Serhij Åmot")).refused
    exact, likely = parts(searcher, "serihj")
    assert exact == [] and len(likely) == 20
    assert likely[0] == "Serhij Åmot"


def test_words_equally_near_take_turns(searcher: Client, make_person: MakePerson) -> None:
    """A common spelling does not hide a rare one."""
    make_person()
    common = [f"Yordanos Aa{at:02}" for at in range(40)]
    assert not make_person.read(*named(*common, "Yorddanos Øye", "Yordanos Aa00")).refused
    _exact, likely = parts(searcher, "yordadnos")
    assert likely[:3] == ["Yordanos Aa00", "Yorddanos Øye", "Yordanos Aa00"]
    assert likely[3:] == common[1:18]


def test_a_common_word_beside_a_birth_date(searcher: Client, make_person: MakePerson) -> None:
    make_person()
    common = [f"Yordanos Aa{at:02}" for at in range(40)]
    born = named("Yordanos Øye", start=5000, fodselsdato="1988-05-17")
    assert not make_person.read(*named(*common), *born).refused
    assert parts(searcher, "yordaons 17.05.1988") == ([], ["Yordanos Øye"])


def test_of_two_words_those_one_slip_away_come_first(searcher: Client, make_person: MakePerson) -> None:
    """More than are read at once come before her by name."""
    make_person()
    alike = [
        f"{first} Aa{at} {last}" for at in range(40) for first, last in (("Serhi", "Mottland"), ("Syrhii", "Mottlannd"))
    ]
    assert not make_person.read(*named(*alike, *alike, "Serhij Motland")).refused
    assert parts(searcher, "serihj motlnad")[1][0] == "Serhij Motland"


@pytest.mark.parametrize(
    ("slip", "meant", "sounding"),
    [("halnya", "halyna", "hallynna"), ("sameul", "samuel", "cemyll"), ("bohadn", "bohdan", "bohadden")],
)
def test_one_slip_is_nearer_than_what_only_sounds_like_it(slip: str, meant: str, sounding: str) -> None:
    assert likeness(slip, meant) > likeness(slip, sounding)


def test_of_those_that_sound_alike_the_letters_decide() -> None:
    assert likeness("juljia", "julija") > likeness("juljia", "joulija") > likeness("juljia", "jooulija")
