"""Two records of one person become one: the same tiltak in both is one tiltak."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from plugins.nir_tiltak.models import Tiltak
from plugins.nir_tiltak.tests.tiltak import TILTAK


@pytest.fixture
def merge(client: Client, make_user: MakeUser) -> Callable[..., None]:
    """Merges the second into the first."""

    def merged(kept: Any, dropped: Any) -> None:
        imdi = client.as_user(make_user("imdi_saksbehandler", "imdi"))
        page = f"/personer/{kept.id}/sla-sammen/"
        compare = imdi.submit(page, {"q": dropped.duf}).location
        confirm = imdi.submit(compare, {"behold": "denne"}, action=f"{page}sammenlign/").location
        assert imdi.submit(confirm, action=f"{page}bekreft/").status_code == 303

    return merged


def test_the_same_stands_once_and_the_rest_moves(
    merge: Callable[..., None], make_person: MakePerson, all_seen: Callable[..., Any], logged: Any
) -> None:
    kept = make_person(tiltak=[TILTAK])
    merge(kept, make_person(tiltak=[{**TILTAK, "timer_per_uke": 15}, {**TILTAK, "fra": "2021-04-05"}]))
    with all_seen() as session:
        rows = session.scalars(select(Tiltak).where(Tiltak.person_id == kept.id).order_by(Tiltak.fra)).all()
    assert len(rows) == 3
    live = [row for row in rows if row.slettet is None]
    assert [(str(row.fra), row.timer_per_uke) for row in live] == [("2021-04-02", 20), ("2021-04-05", 20)]
    (hidden,) = [row for row in rows if row.slettet is not None]
    assert hidden.timer_per_uke == 15 and hidden.slettet_av == live[1].endret_av != ""
    deleted = [data for type, data in logged() if type == "nir_tiltak_slettet"]
    assert len(deleted) == 1 and deleted[0]["for"]["Timer per uke"] == "15"


def test_one_that_was_deleted_there_does_not_hide_the_other(
    merge: Callable[..., None], make_person: MakePerson, read_lines: Any, all_seen: Callable[..., Any]
) -> None:
    from core.testing.people import standard_line

    kept = make_person(tiltak=[TILTAK])
    read_lines({**standard_line(1), "tiltak": []})
    dropped = make_person(tiltak=[TILTAK])
    merge(kept, dropped)
    with all_seen() as session:
        rows = session.scalars(select(Tiltak).where(Tiltak.person_id == kept.id)).all()
    assert sorted(row.slettet is None for row in rows) == [False, True]
