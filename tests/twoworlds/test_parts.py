"""What the comparison is made of: where two answers part, what a page leads to, and what an exception takes out."""

from __future__ import annotations

import pytest

from tests.twoworlds.answer import Answer
from tests.twoworlds.exceptions import without_holder_tasks
from tests.twoworlds.links import read

ONE = Answer(200, (("Vary", "Cookie"),), "<p>3 personer</p>", ('{"event": "request"}',))
ROW = '<tr><th scope="row"><a class="ds-link" href="{}">x</a>\n</th></tr>\n'
GROUP = (
    '<tbody id="i_dag"><tr><th scope="rowgroup" colspan="3">'
    'I dag <span class="ds-tag" data-color="warning">{}</span></th></tr>\n'
    "{}</tbody>\n"
)
HOLDER, OTHER = ROW.format("/brukere/?enhet=kommune:0301"), ROW.format("/personer/1/")


@pytest.mark.parametrize(
    ("other", "tells"),
    [
        (Answer(404, ONE.headers, ONE.body, ONE.lines), "status 200 | 404"),
        (Answer(200, (*ONE.headers, ("ETag", "x")), ONE.body, ONE.lines), "('ETag', 'x')"),
        (Answer(200, (*ONE.headers, *ONE.headers), ONE.body, ONE.lines), "hode"),
        (Answer(200, ONE.headers, "<p>4 personer</p>", ONE.lines), "«<p>3 personer</p>» | «<p>4 personer</p>»"),
        (Answer(200, ONE.headers, ONE.body + " ", ONE.lines), "tekst"),
        (Answer(200, ONE.headers, ONE.body, (*ONE.lines, "3")), "logg [] | ['3']"),
    ],
)
def test_two_answers_part(other: Answer, tells: str) -> None:
    assert tells in ONE.differs(other)
    assert ONE.differs(ONE) == ""


def test_a_page_leads_to_its_links_and_forms() -> None:
    page = read(
        '<a href="/logg/?side=2">2</a><a href="?etter=x#rad">mer</a><a href="https://ute.no/">ut</a>'
        '<form method="get" action="/liste/"><input type="search" name="q" hx-post="/forslag/">'
        '<select name="land"><option value="SYR">'
        '<option value="AFG" selected></select><input type="checkbox" name="barn" value="ja"></form>'
        '<form method="post" action="/send/"><input type="hidden" name="versjon" value="2"><textarea name="t">',
        "/her/?side=1",
    )
    assert page.links == ["/logg/?side=2", "/her/?etter=x", "https://ute.no/"]
    asks, sends = page.forms
    assert list(asks.addresses(("Ada",))) == [
        ("", "/liste/?q=&land=AFG"),
        ("land", "/liste/?q=&land=SYR"),
        ("land", "/liste/?q=&land=finnes-ikke"),
        ("barn", "/liste/?q=&land=AFG&barn=ja"),
        ("barn", "/liste/?q=&land=AFG&barn=finnes-ikke"),
        ("q", "/liste/?q=Ada&land=AFG"),
    ]
    assert list(sends.bodies(("Ada",))) == [{"versjon": "2", "t": ""}, {"versjon": "2", "t": "Ada"}]
    (suggests,) = page.beside
    assert (suggests.action, suggests.method, suggests.typed) == ("/forslag/", "post", ["q"]) and suggests.searches
    assert sends.searches and not asks.searches


def test_the_exception_takes_out_no_more_than_its_own_tasks() -> None:
    assert without_holder_tasks(GROUP.format(2, HOLDER + OTHER)) == without_holder_tasks(GROUP.format(1, OTHER))
    assert without_holder_tasks(GROUP.format(1, HOLDER)) == ""
    assert without_holder_tasks(GROUP.format(3, HOLDER + OTHER)) != without_holder_tasks(GROUP.format(1, OTHER))
    assert without_holder_tasks(GROUP.format(2, OTHER + OTHER)) != without_holder_tasks(GROUP.format(1, OTHER))
