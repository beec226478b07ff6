"""What is done to the logs past Fotfeste is found by `log verify`, on both databases, and it names the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from core import create_app
from core.db import Base
from core.events.models import Event
from core.house import House
from core.testing import settings_for
from tests.events.tampering import LINES, LOCKED, TAMPERINGS, Tampering, day_of, write_logs
from tests.fresh import empty_database

TABLES = [Base.metadata.tables[name] for name in ("event", "event_text", "event_head", "access_log")]
END = LINES + LOCKED


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """On both databases."""
    with empty_database(database, tmp_path) as url:
        yield url


@pytest.fixture
def anchor(tmp_path: Path) -> Path:
    """Where the anchor is kept."""
    return tmp_path / "outside" / "anker"


@pytest.fixture
def written(migrated: Any, address: str, anchor: Path) -> Iterator[House]:
    """Logs with twelve lines and three locked days, and an anchor of the fifth line and of the last."""
    house: House = create_app(settings_for(address)).extensions["fotfeste"]
    write_logs(house)
    anchor.parent.mkdir()
    with house.session() as session:
        fifth = session.scalar(select(Event.hash).where(Event.id == 5))
    anchor.write_text(f"5 {fifth}\n", encoding="utf-8")
    told = migrated("log", "verify", FOTFESTE_LOG_ANCHOR=str(anchor))
    assert (told.exit_code, len(anchor.read_text(encoding="utf-8").splitlines())) == (0, 2)
    yield house
    house.engine.dispose()


@contextmanager
def tampered(house: House, tampering: Tampering) -> Iterator[None]:
    """Does it, and afterwards puts everything back as it was."""
    tables = [*TABLES, Base.metadata.tables["access_log_person"]]
    with house.engine.connect() as connection:
        kept = {table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}
    with house.session(write=True) as session:
        tampering.do(session)
        session.commit()
    yield
    with house.engine.execution_options(write=True).begin() as connection:
        for table in reversed(tables):
            connection.execute(table.delete())
        for table in tables:
            connection.execute(table.insert(), kept[table])


def test_each_kind_of_tampering_is_found_where_it_was_done(written: House, migrated: Any, anchor: Path) -> None:
    for tampering in TAMPERINGS:
        with tampered(written, tampering):
            told = migrated("log", "verify", FOTFESTE_LOG_ANCHOR=str(anchor))
            if tampering.anchor:
                assert migrated("log", "verify").exit_code == 0, "the database alone tells nothing"
        day = day_of(written, tampering)
        place = (
            f"Innsynsloggen er endret for {day:%d.%m.%Y}:" if day else f"Kjeden er brutt ved linje {tampering.line}:"
        )
        assert (told.exit_code, told.stderr[: len(place) + 6]) == (1, f"Feil: {place}"), tampering.name
    whole = migrated("log", "verify", FOTFESTE_LOG_ANCHOR=str(anchor))
    assert whole.stdout.startswith("Kjeden er hel. Innsynsloggen er uendret i 3 låste dager. Anker: 15 ")


def test_a_broken_log_is_no_new_anchor(written: House, migrated: Any, anchor: Path) -> None:
    before = anchor.read_text(encoding="utf-8")
    for tampering in TAMPERINGS:
        if tampering.anchor:
            with tampered(written, tampering):
                migrated("log", "verify", FOTFESTE_LOG_ANCHOR=str(anchor))
                told = migrated("jobs", "run", FOTFESTE_LOG_ANCHOR=str(anchor))
            assert told.exit_code == 1
            assert told.stderr == (
                "Feil: Hendelsesloggen har ikke linjen i det siste ankeret. Kjør: fotfeste log verify\n"
            )
    assert anchor.read_text(encoding="utf-8") == before


def test_jobs_lock_each_day_once_and_write_the_anchor(written: House, migrated: Any, anchor: Path) -> None:
    with written.engine.begin() as connection:
        connection.execute(text("DELETE FROM event"))
        connection.execute(text("DELETE FROM event_text"))
        connection.execute(text("DELETE FROM event_head"))
    anchor.unlink()
    env = {"FOTFESTE_LOG_ANCHOR": str(anchor)}
    first = migrated("jobs", "run", **env)
    assert first.exit_code == 0
    with written.engine.connect() as connection:
        lines = connection.execute(text("SELECT type, actor FROM event ORDER BY id")).all()
    assert len(lines) >= LOCKED, "every day from the first answer until yesterday"
    assert {tuple(line) for line in lines} == {("innsyn_dag", "jobb")}
    assert first.stdout == (f"Innsynsloggen er låst for {len(lines)} dager.\nAnkeret er skrevet til {anchor}.\n")
    assert migrated("jobs", "run", **env).stdout == "Ingenting å gjøre.\n"
    assert anchor.read_text(encoding="utf-8").startswith(f"{len(lines)} ")
    assert migrated("log", "verify", **env).exit_code == 0


def test_an_anchor_that_is_none(migrated: Any, written: House, anchor: Path) -> None:
    whole = anchor.read_text(encoding="utf-8")
    env = {"FOTFESTE_LOG_ANCHOR": str(anchor)}
    anchor.write_text(f"{whole}16 12", encoding="utf-8")
    assert migrated("log", "verify", **env).exit_code == 0, "a line cut short by a crash"
    anchor.write_text(f"tull\n{whole}", encoding="utf-8")
    told = migrated("log", "verify", **env)
    assert (told.exit_code, told.stderr) == (1, f"Feil: Linje 1 i ankerfilen {anchor} er ikke et anker.\n")
    anchor.write_text(f"{whole}5 {'0' * 64}\n", encoding="utf-8")
    told = migrated("log", "verify", **env)
    assert told.stderr == f"Feil: Ankerfilen {anchor} har to ulike ankere for linje 5.\n"


def test_a_line_cut_short_does_not_spoil_the_next(migrated: Any, written: House, anchor: Path) -> None:
    whole = anchor.read_text(encoding="utf-8")
    first, last = whole.splitlines()
    anchor.write_text(f"{first}\n{last[:20]}", encoding="utf-8")
    env = {"FOTFESTE_LOG_ANCHOR": str(anchor)}
    assert migrated("log", "verify", **env).exit_code == 0
    assert anchor.read_text(encoding="utf-8") == f"{first}\n{last[:20]}\n{last}\n"
    assert migrated("log", "verify", **env).exit_code == 0
