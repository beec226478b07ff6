"""What the two worlds have found, one test each."""

from __future__ import annotations

import re
from typing import Any

from core.access.changes import find_user
from core.events.record import record
from core.house import House
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"


def test_the_way_to_older_events_does_not_tell_how_many_lines_the_log_has(
    client: Client, make_person: MakePerson, make_user: MakeUser, all_seen: Any, house: House
) -> None:
    """A line's number grows with all that is done about everyone, also those the reader does not see."""
    person = make_person()
    name = make_user("kommune_administrativ", UNIT)
    with all_seen(write=True, actor=name) as session:
        for number in range(130):
            record(session, "person_oppdatert", f"Linje {number:03}", person_id=person.id, unit_id=UNIT)
    with house.session() as session:
        user_id = find_user(session, name).id
    client.as_user(name)
    for url in (f"/personer/{person.id}/hendelser/", f"/logg/{user_id}/hendelser/"):
        seen, here = [], url
        while here:
            page = client.get(here).text
            seen += re.findall(r"Linje \d{3}", page)
            older = re.search(rf'href="({url}\?for=[^"]+)"', page)
            assert older is None or re.search(r"=[0-9a-f]{64}$", older[1])
            here = older[1] if older else ""
        assert seen == [f"Linje {number:03}" for number in reversed(range(130))], "each line once"
