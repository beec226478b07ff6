"""Spellings of one name come out alike, and names that are not are told apart."""

from __future__ import annotations

import pytest

from core.persons.names import joined, latin_words, name_words
from core.persons.search.words import LEAST
from core.persons.sounds import closeness, keys, likeness, typed_keys


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Bjørn-Åge", ("bjorn", "age")),
        ("Ærlig O’Neill", ("aerlig", "oneill")),
        ("محمد", ("mhmd",)),
        ("علی رضا", ("ly", "rda")),
        ("ተስፋይ", ("tesfay",)),
        ("Олександр", ("oleksandr",)),
        ("Yıldız Şahin", ("yildiz", "sahin")),
        ("Đặng", ("dang",)),
        ("%_", ()),
        ("", ()),
    ],
)
def test_words_in_latin_letters(name: str, words: tuple[str, ...]) -> None:
    assert latin_words(name) == words


def test_letters_that_look_alike_in_other_languages_are_one() -> None:
    assert latin_words("کریمی") == latin_words("كريمي")


def test_words_written_together() -> None:
    assert joined(("abd", "al", "rahman")) == ("abdal", "abdalrahman", "alrahman")
    assert joined(("anna", "maria")) == ("annamaria",)
    assert name_words("Anna Maria", "Moe") == {"anna", "maria", "+annamaria", "moe"}


SAME = [
    ("Mohammed", "محمد"),
    ("Mohammed", "Muhammad"),
    ("Tesfay", "Tesfaye"),
    ("Tesfaye", "ተስፋይ"),
    ("Oleksandr", "Александр"),
    ("Abdirahman", "Cabdiraxmaan"),
    ("Bjørn", "Bjoern"),
    ("Åge", "Aage"),
    ("Sjevtsjenko", "Shevchenko"),
    ("Hussein", "حسین"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    (first,), (second,) = latin_words(one), latin_words(other)
    assert keys(first) & typed_keys(second), "looked up"
    assert closeness(first, second) > 0.85, "and weighed"


@pytest.mark.parametrize(("one", "other"), [("amina", "omar"), ("berhane", "selam"), ("ali", "noor"), ("mina", "kurt")])
def test_names_that_are_not_alike(one: str, other: str) -> None:
    assert closeness(one, other) < LEAST


def test_one_slip_of_the_finger_shares_a_key() -> None:
    for slip in ("warsme", "warsamee", "wersame", "wrasame", "qarsame"):
        assert keys("warsame") & typed_keys(slip), slip


def test_a_beginning_and_a_part_count_less_than_the_whole() -> None:
    assert 1.0 == closeness("rahman", "rahman") > likeness("rahman", "abdirahman") >= 0.85
    assert likeness("abdirax", "abdirahman") > 0.85
