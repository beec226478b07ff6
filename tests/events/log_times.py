"""How long it takes to ask the logs and to verify them, on a large database of its own."""

from __future__ import annotations

import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from core import create_app
from core.access.changes import add_user, give_role
from core.access.models import AppUser
from core.config import Settings
from core.events.days import bounds, digests
from core.events.models import EventHead
from core.events.record import NewLine, record_many
from core.events.verify import verify
from core.house import House
from core.migrate import upgrade
from core.testing.client import Client
from tests.events.log_rows import HER, NEAR, PERSONS, STRANGER, WHO, Sizes, fill

SECRET = "for measuring only, never for serving anyone"  # noqa: S105
UNIT = "kommune:4204"
FIRST, TODAY = date(2025, 11, 1), date(2026, 11, 1)
TIMES, LONGEST, BATCH = 20, 3.0, 1000
"""A page is asked twenty times, or as often as goes into so many seconds; lines are written in thousands."""
FAR = 20_000
"""What the stranger did, of persons who live elsewhere."""
SEEN, DID = f"/personer/{HER}/innsyn/", f"/logg/{WHO}/"
MARCH = "fra=01.03.2026&til=31.03.2026"
PAGES = {
    "Hvem har sett på personen": SEEN,
    "Hvem har sett på personen, én bruker": f"{SEEN}?bruker={WHO}",
    "Hvem har sett på personen, én måned": f"{SEEN}?{MARCH}",
    "Hvem har sett på personen, langt nede": f"{SEEN}?etter={{deep}}",
    "Hva brukeren har sett": DID,
    "Hva brukeren har sett, én måned": f"{DID}?{MARCH}",
    "Hva brukeren har sett, ingen hos dere": f"/logg/{STRANGER}/",
    "Hva brukeren har gjort": f"{DID}hendelser/",
    "Hva brukeren har gjort, ingen hos dere": f"/logg/{STRANGER}/hendelser/",
}
INDEXES = ("ix_access_log_person_person", "ix_access_log_person_user")
"""What makes them fast."""


@contextmanager
def large_logs(file: Path, rows: int, events: int) -> Iterator[House]:
    """A house whose access log has so many rows, and whose event log so many lines."""
    settings = Settings(f"sqlite:///{file}", SECRET, today=TODAY, demo=True)
    house: House = create_app(settings).extensions["fotfeste"]
    try:
        upgrade(house)
        house.engine.dispose()
        fill(file, Sizes(rows, int(bounds(FIRST, FIRST)[0].timestamp())), UNIT)
        _add_users(house)
        _add_events(house, "kikker", UNIT, [uuid.UUID(int=1 + number % NEAR) for number in range(events)])
        _add_events(house, "fremmed", "kommune:0301", _far(min(FAR, events)))
        yield house
    finally:
        house.engine.dispose()


def _add_users(house: House) -> None:
    with house.session(write=True) as session:
        for user_id, name in ((WHO, "kikker"), (STRANGER, "fremmed")):
            session.add(AppUser(id=user_id, brukernavn=name, navn=name.capitalize(), passord="", sprak="nb"))
            session.flush()
            give_role(session, session.get_one(AppUser, user_id), "kommune_introbruker", UNIT)
        give_role(session, add_user(session, "leder", "Leder", "et godt passord"), "kommune_administrativ", UNIT)
        session.commit()


def _far(number: int) -> list[uuid.UUID]:
    return [uuid.UUID(int=NEAR + 1 + one % (PERSONS - NEAR)) for one in range(number)]


def _add_events(house: House, actor: str, unit: str, people: list[uuid.UUID]) -> None:
    with house.session(write=True) as session:
        session.info["actor"] = actor
        for first in range(0, len(people), BATCH):
            some = people[first : first + BATCH]
            record_many(session, [NewLine("person_oppdatert", "Person oppdatert", one, unit) for one in some])
        session.commit()


@dataclass(frozen=True)
class Took:
    """Milliseconds of a page: the first time, with nothing of the database in memory; then the median, and what it
    takes of the processor.
    """

    first: float
    median: float
    cpu: float


def page_times(house: House, rows: int) -> dict[str, Took]:
    """What each page of the logs takes, as a browser asks for it."""
    app = create_app(house.settings)
    client, other = Client(app).as_user("leder"), app.extensions["fotfeste"]
    client.get(SEEN)  # templates and texts are read once for all
    deep = uuid.UUID(int=rows // 2 // 250 * 250 + 2)
    found = {}
    for name, url in _pages(deep).items():
        forget(other)
        found[name] = _took(lambda url=url: _asked(client, url))  # type: ignore[misc]
    other.engine.dispose()
    return found


def forget(house: House) -> None:
    """Nothing of an SQLite database is in memory any more: neither in the connections nor, where one can ask, in the
    machine's.
    """
    house.engine.dispose()
    if not hasattr(os, "posix_fadvise"):
        return
    with open(str(house.engine.url.database), "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _pages(deep: uuid.UUID) -> dict[str, str]:
    return {name: url.format(deep=deep) for name, url in PAGES.items()}


def _asked(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")


def _took(do: Callable[[], None]) -> Took:
    first = milliseconds(do)
    do()
    cpu, times = time.process_time(), list[float]()
    while len(times) < TIMES and sum(times) < LONGEST * 1000:
        times.append(milliseconds(do))
    return Took(first, statistics.median(times), (time.process_time() - cpu) * 1000 / len(times))


def milliseconds(do: Callable[[], object]) -> float:
    """How long something takes, done once."""
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def spent(do: Callable[[], object]) -> float:
    """Milliseconds of the processor that something takes, done once."""
    started = time.process_time()
    do()
    return (time.process_time() - started) * 1000


def verify_time(house: House) -> tuple[int, float]:
    """Lines of the event log, and what it takes of the processor to verify them, in milliseconds."""
    with house.session() as session:
        lines = session.scalar(select(EventHead.number)) or 0
        return lines, spent(lambda: verify(session))


def day_time(house: House) -> tuple[int, float]:
    """Persons shown on a day, and what its digest takes of the processor, in milliseconds."""
    day = date(2025, 11, 2)
    with house.session() as session:
        shown = next(digests(session, day, day)).antall
        return shown, spent(lambda: list(digests(session, day, day)))


def drop_indexes(house: House) -> None:
    """Takes away the indexes that the pages stand on."""
    with house.engine.execution_options(write=True).begin() as connection:
        for name in INDEXES:
            connection.exec_driver_sql(f"DROP INDEX {name}")
