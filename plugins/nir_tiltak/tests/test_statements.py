"""The pages ask the database the same number of times, however much there is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.testing.statements import counted

MOST = {"grunndata": 12, "ordning": 12, "maned": 9}


def some_tiltak(number: int) -> list[dict[str, Any]]:
    """So many tiltak, a month apart."""
    first = date(2021, 2, 1)
    return [
        {
            "ordning": "kvalifisering_i_mottak",
            "gruppe": "Opplæring i norsk og samfunnskunnskap",
            "type": "Norskopplæring",
            "fra": (first + timedelta(days=30 * i)).isoformat(),
            "til": (first + timedelta(days=30 * i + 20)).isoformat(),
            "timer_per_uke": 10,
        }
        for i in range(number)
    ]


@pytest.mark.parametrize("page", list(MOST))
def test_as_many_statements_for_forty_tiltak_as_for_one(
    client: Any, house: Any, make_person: Any, make_user: Any, page: str
) -> None:
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204"))

    def asked(tiltak: int) -> int:
        base = f"/personer/{make_person(tiltak=some_tiltak(tiltak)).id}/"
        ordning = f"{base}nir/kvalifisering_i_mottak/"
        with counted(house.engine) as statements:
            if page == "maned":
                assert "Norskopplæring" in http.fragment(f"{ordning}2021-02/", "maned--2021-02").text
            else:
                assert http.get(base if page == "grunndata" else ordning).status_code == 200
        return len(statements)

    one = asked(1)
    assert asked(40) == one
    assert one <= MOST[page]
