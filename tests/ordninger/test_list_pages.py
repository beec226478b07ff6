"""Pages of a list: numbered as far as 100, beyond that by the last row; counts that stop."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import inspect, select

from core.access.scope import system_scope
from core.db import insert_rows
from core.ordninger.models import OrdningLinje
from tests.ordninger.list_world import LIST, TODAY, Lists, Shown

DAY = timedelta(days=1)


def more_lines(lists: Lists, number: int, already: int = 1) -> None:
    """So many lines in all: copies of the first, each with a DUF-nummer of its own, seven with each day."""
    with lists.here.house.session(write=True) as session, system_scope(session, "test"):
        first = session.scalars(select(OrdningLinje).order_by(OrdningLinje.duf)).first()
        assert first is not None
        names = [column.key for column in inspect(OrdningLinje).columns]
        values = {name: getattr(first, name) for name in names}
        rows = [
            {**values, "id": uuid.uuid4(), "duf": f"2099{place:08d}", "fra": TODAY - place // 7 * DAY}
            for place in range(already, number)
        ]
        first.duf, first.fra = "209900000000", TODAY
        session.flush()
        insert_rows(session, OrdningLinje, rows)
        session.commit()


def duf(shown: Shown) -> list[int]:
    """The places of the lines shown."""
    return [int(row[0].replace(" ", "")[4:]) for row in shown.rows]


def steps(shown: Shown) -> dict[str, str]:
    """The links to other pages, by their words."""
    part = shown.text.partition('class="ds-pagination"')[2].partition("</nav>")[0]
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]*)</a>', part)
    return {title: html.unescape(href).removeprefix(LIST) for href, title in found}


def walk(lists: Lists, query: str, word: str = "Neste") -> Iterator[Shown]:
    """Page after page, by the link."""
    shown = lists.see(query)
    while True:
        yield shown
        if word not in steps(shown):
            return
        shown = lists.see(steps(shown)[word])


@pytest.fixture
def full(lists: Lists) -> Lists:
    """A list of 2,612 lines: 104 pages and 12 lines."""
    lists.person("Amina")
    more_lines(lists, 2612)
    return lists


@pytest.mark.parametrize("sort", ["duf", "-fra", "navn"])
def test_every_line_once_over_the_hundredth_page(sort: str, full: Lists) -> None:
    """Forwards by number and then by row, and all the way back; the days and names are the same for many."""
    pages = list(walk(full, f"?sorter={sort}&side=98"))
    found = [place for page in pages for place in duf(page)]
    assert len(found) == len(set(found)) == 2612 - 97 * 25
    assert sort != "duf" or found == list(range(97 * 25, 2612))
    assert [page.count for page in pages[2:4]] == [
        "Viser 2\xa0476 – 2\xa0500 av 2\xa0612 linjer",
        "Viser 25 av 2\xa0612 linjer",
    ]
    last = f"?sorter={sort}&siste=1"
    back = [place for page in islice(walk(full, last, "Forrige"), 8) for place in reversed(duf(page))]
    assert back[: len(found)] == found[::-1]


def test_numbers_as_far_as_a_hundred_and_the_last(full: Lists) -> None:
    shown = full.see("?sorter=duf&side=50")
    assert [one for one in steps(shown) if one.isdigit()] == ["1", "48", "49", "50", "51", "52"]
    assert steps(shown)["Siste"] == "?sorter=duf&siste=1"
    last = full.see("?sorter=duf&siste=1")
    assert duf(last) == list(range(2600, 2612)) and last.count == "Viser 2\xa0601 – 2\xa0612 av 2\xa0612 linjer"
    assert "Neste" not in steps(last) and "Siste" not in steps(last)
    before = full.see(steps(last)["Forrige"])
    assert duf(before) == list(range(2575, 2600))
    assert duf(full.see(steps(before)["Neste"])) == list(range(2600, 2612))
    assert duf(full.see("?sorter=duf&side=101")) == list(range(2475, 2500)), "the nearest there is"
    assert duf(full.see("?sorter=duf&side=10000")) == list(range(2475, 2500))


def test_a_row_that_is_gone_gives_the_first_page(full: Lists) -> None:
    shown = full.see(f"?sorter=duf&etter={uuid.uuid4()}")
    assert duf(shown) == list(range(25))


def test_a_filter_begins_at_the_first_page(full: Lists) -> None:
    shown = full.see("?sorter=duf&side=50")
    assert "side" not in re.search(r'aria-sort="ascending"><a href="([^"]*)"', shown.text)[1]  # type: ignore[index]


def test_in_all_the_country_the_count_stops(lists: Lists) -> None:
    lists.person("Amina")
    more_lines(lists, 10_030)
    assert lists.see().count == "Viser 1 – 25 av 10\xa0030 linjer"
    lists.here.caseworker("imdi_saksbehandler", "imdi")
    shown = lists.see("?sorter=duf")
    assert shown.count == "Viser 1 – 25 av mer enn 10 000 linjer"
    assert lists.see("?kommune=4204").count == "Viser 1 – 25 av 10\xa0030 linjer"
    last = lists.see(steps(shown)["Siste"])
    assert duf(last) == list(range(10_005, 10_030)) and last.count == "Viser 25 av mer enn 10 000 linjer"
    assert duf(lists.see(steps(last)["Forrige"])) == list(range(9_980, 10_005))


def test_so_many_lines_sort_by_what_has_an_index_alone(lists: Lists) -> None:
    lists.person("Amina")
    more_lines(lists, 10_030)
    lists.here.caseworker("imdi_saksbehandler", "imdi")
    shown = lists.see("?sorter=kategori")
    assert "Velg en kommune eller et fylke først" in shown.remarks[0]
    sorts: Any = dict(re.findall(r'<th scope="col"( aria-sort)?[^>]*>(?:<a [^>]*>)?([^<]*)', shown.text))
    heads = re.findall(r"<th scope=\"col\"[^>]*>(<a [^>]*>)?([^<]*)", shown.text)
    assert sorts and {title for link, title in heads if link} == {
        "DUF-nummer",
        "Fornavn, etternavn",
        "Kategori fra",
        "Frist",
    }
    assert lists.see("?sorter=kategori&kommune=4204").remarks == []
