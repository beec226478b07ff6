"""The chain of the event log shows every change, and stands when texts are emptied and when many write at once."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from core.events.models import Event, EventHead, EventText
from core.events.record import NewLine, record, record_many
from core.events.verify import Verdict, verify
from core.house import House

LINES = 7
PERSON = uuid.UUID(int=7)


@pytest.fixture
def written(house: House) -> House:
    """A log of seven lines."""
    with house.session(write=True) as session:
        session.info.update(actor="kari", request_id="r1")
        for number in range(1, LINES + 1):
            about = {"person_id": PERSON, "unit_id": "kommune:4204"} if number % 2 else {}
            record(
                session, "logg_inn", f"Linje {number}", data={"nr": number, "æ": [1.5, None, {"b": 1, "a": 2}]}, **about
            )
        session.commit()
    return house


def checked(house: House) -> Verdict:
    """What verifying says."""
    with house.session() as session:
        return verify(session)


def tamper(house: House, *statements: Any) -> Verdict:
    """Changes the tables past the log, and verifies."""
    with house.session(write=True) as session:
        for statement in statements:
            session.execute(statement)
        session.commit()
    return checked(house)


def test_an_empty_log_is_whole(house: House) -> None:
    assert checked(house) == Verdict(0, "0" * 64)


def test_a_log_as_it_was_written(written: House) -> None:
    verdict = checked(written)
    with written.session() as session:
        head = session.scalars(select(EventHead)).one()
        events = session.scalars(select(Event).order_by(Event.id)).all()
    assert (verdict.number, verdict.hash, verdict.broken_at) == (LINES, head.hash, None)
    assert [event.id for event in events] == list(range(1, LINES + 1))
    assert len({event.hash for event in events}) == LINES
    assert events[0].actor == "kari" and events[0].request_id == "r1"


CHANGED = {
    "at": lambda row: row.at + timedelta(microseconds=1),
    "actor": lambda row: "ola",
    "unit_id": lambda row: "imdi",
    "person_id": lambda row: uuid.UUID(int=8),
    "type": lambda row: "logg_ut",
    "request_id": lambda row: "r2",
    "text_digest": lambda row: "0" * 64,
    "hash": lambda row: "0" * 64,
}


@pytest.mark.parametrize("column", CHANGED)
def test_a_line_that_was_edited(column: str, written: House) -> None:
    with written.session() as session:
        row = session.scalars(select(Event).where(Event.id == 3)).one()
    assert tamper(written, update(Event).where(Event.id == 3).values({column: CHANGED[column](row)})).broken_at == 3


@pytest.mark.parametrize("column", ["unit_id", "person_id"])
def test_a_line_that_was_emptied_in_part(column: str, written: House) -> None:
    assert tamper(written, update(Event).where(Event.id == 3).values({column: None})).broken_at == 3


@pytest.mark.parametrize("values", [{"summary": "Annet"}, {"data": {"nr": 4}}, {"salt": "0" * 32}])
def test_a_text_that_was_edited(values: dict[str, Any], written: House) -> None:
    verdict = tamper(written, update(EventText).where(EventText.event_id == 3).values(values))
    assert (verdict.broken_at, verdict.why) == (3, "teksten er endret")


def test_texts_that_were_swapped(written: House) -> None:
    moves = [(3, 103), (4, 3), (103, 4)]
    assert (
        tamper(
            written, *(update(EventText).where(EventText.event_id == old).values(event_id=new) for old, new in moves)
        ).broken_at
        == 3
    )


def test_a_line_that_was_taken_out(written: House) -> None:
    verdict = tamper(written, delete(Event).where(Event.id == 3))
    assert (verdict.broken_at, verdict.why) == (3, "linjen mangler")


def test_a_line_that_was_taken_out_and_the_others_moved_up(written: House) -> None:
    up = [update(Event).where(Event.id == number).values(id=number - 1) for number in range(4, LINES + 1)]
    assert tamper(written, delete(Event).where(Event.id == 3), *up).broken_at == 3


def test_two_lines_that_were_swapped(written: House) -> None:
    moves = [(3, 103), (5, 3), (103, 5)]
    assert tamper(written, *(update(Event).where(Event.id == old).values(id=new) for old, new in moves)).broken_at == 3


def test_the_first_line_that_was_taken_out(written: House) -> None:
    assert tamper(written, delete(Event).where(Event.id == 1)).broken_at == 1


@pytest.mark.parametrize("left", [LINES - 1, 1, 0])
def test_a_tail_that_was_cut(left: int, written: House) -> None:
    verdict = tamper(written, delete(Event).where(Event.id > left), delete(EventText).where(EventText.event_id > left))
    assert (verdict.broken_at, verdict.why) == (left + 1, "slutten av loggen mangler")


def test_a_head_that_was_taken_away(written: House) -> None:
    assert tamper(written, delete(EventHead)).broken_at == LINES + 1


def test_a_line_put_in_at_the_end(written: House) -> None:
    with written.session() as session:
        columns = {column.name: getattr(session.get(Event, LINES), column.name) for column in Event.__table__.columns}
    assert tamper(written, insert(Event).values({**columns, "id": LINES + 1})).broken_at == LINES + 1


def test_emptied_texts_verify(written: House) -> None:
    """A person's texts are taken away; her lines stand, and so does the chain."""
    verdict = tamper(written, delete(EventText).where(EventText.event_id.in_([1, 3, 5])))
    assert (verdict.number, verdict.broken_at) == (LINES, None)


def test_the_same_words_never_hash_alike(house: House) -> None:
    """The salt: from a digest nobody guesses the words."""
    with house.session(write=True) as session:
        record_many(session, [NewLine("logg_inn", "Likt"), NewLine("logg_inn", "Likt")])
        session.commit()
    with house.session() as session:
        assert len(set(session.scalars(select(Event.text_digest)))) == 2


def test_fields_do_not_run_into_each_other(house: House) -> None:
    """`a|b` and nothing is another line than `a` and `b`."""
    with house.session(write=True) as session:
        session.info["actor"] = "kari|kommune:4204"
        record(session, "logg_inn", "x")
        session.commit()
    with house.session() as session:
        before = session.scalars(select(Event)).one()
    joined = update(Event).values(actor="kari", unit_id="kommune:4204", person_id=None, type=f"|{before.type}")
    assert tamper(house, joined).broken_at == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"a": None},
        {"tall": 1.0},
        {"stor": 10**15},
        {1: "en", 10: "ti", 9: "ni"},
        {"norsk": "æøå «»\u2028"},
        {"dyp": [[[{}]]]},
        {"t": (1, 2)},
    ],
)
def test_whatever_json_holds_verifies(data: dict[Any, Any], house: House) -> None:
    with house.session(write=True) as session:
        record(session, "logg_inn", "x", data=data)
        session.commit()
    assert checked(house).broken_at is None


@pytest.mark.parametrize("value", [date(2026, 1, 1), Decimal(1), uuid.uuid4(), object()])
def test_what_json_does_not_hold_is_refused(value: Any, house: House) -> None:
    with house.session(write=True) as session, pytest.raises(TypeError):
        record(session, "logg_inn", "x", data={"a": value})


def test_a_line_that_is_undone_leaves_no_gap(written: House) -> None:
    with written.session(write=True) as session:
        record(session, "logg_ut", "Angret")
        session.rollback()
        record(session, "logg_ut", "Står")
        session.commit()
        record(session, "logg_ut", "Står også")
        session.commit()
    verdict = checked(written)
    assert (verdict.number, verdict.broken_at) == (LINES + 2, None)


def together(house: House, count: int, do: Callable[[Session, int], None]) -> list[BaseException]:
    """Many threads at the same time, each with a session of its own."""
    start, failed = Barrier(count), []

    def run(number: int) -> None:
        try:
            start.wait()
            with house.session(write=True) as session:
                do(session, number)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.parametrize("standing", [0, LINES])
def test_many_who_write_at_once(standing: int, house: House, request: pytest.FixtureRequest) -> None:
    """Also the very first line: no gap, no line lost, each commit's lines together."""
    if standing:
        request.getfixturevalue("written")

    def write(session: Session, number: int) -> None:
        order = random.Random(number)
        for _ in range(4):
            record_many(session, [NewLine("logg_inn", f"{number}")] * order.randint(1, 3))
            if order.random() < 0.2:
                session.rollback()
            else:
                session.commit()

    assert together(house, 6, write) == []
    verdict = checked(house)
    assert verdict.broken_at is None
    assert verdict.number > standing + 12


def test_verifying_while_others_write(written: House) -> None:
    """One moment is looked at, whoever writes meanwhile."""
    verdicts: list[Verdict] = []

    def write(session: Session, number: int) -> None:
        for _ in range(15):
            if number == 0:
                verdicts.append(checked(written))
            else:
                record(session, "logg_inn", "x")
                session.commit()

    assert together(written, 3, write) == []
    assert [verdict for verdict in verdicts if verdict.broken_at is not None] == []
    assert checked(written).number == LINES + 30
