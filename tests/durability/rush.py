"""Many at once at one server: two who edit the same tiltak, a form sent again and again, and all who write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from core.testing.client import fields_of
from tests.durability.register import FIRST, Found, Place, Promised, added, compare, hours, new_tiltak, wordings
from tests.durability.served import Answer, Desk, Server


class Rush:
    """Caseworkers of one kommune, each signed in at a desk."""

    def __init__(self, server: Server, url: str, places: Sequence[Place]) -> None:
        """Everyone works at an own place; the first person is the one two edit."""
        self.url, self.places = url, places
        self.desks = [Desk(server.port).sign_in(place.user) for place in places]
        self.promised = Promised()

    def pairs(self, number: int) -> tuple[int, int]:
        """So many times two open the same tiltak and save at once: conflicts shown with both, and wordings lost."""
        shown = 0
        typed: list[tuple[str, str]] = []
        for turn in range(number):
            til = f"{FIRST + timedelta(days=turn):%d.%m.%Y}"
            both = [{"til": til, "timer_per_uke": hours(2 * turn + one)} for one in range(2)]
            shown += self._pair(both)
            typed += [(til, one["timer_per_uke"]) for one in both]
        told = wordings(self.url)
        return shown, sum(one not in told for one in typed)

    def _pair(self, typed: list[dict[str, str]]) -> bool:
        path, desks = self.places[0].editing, self.desks[:2]
        forms = [{**desk.form(path), **values} for desk, values in zip(desks, typed, strict=True)]
        answers = at_once([_sending(desk, path, form) for desk, form in zip(desks, forms, strict=True)])
        if sorted(answer.status for answer in answers) != [303, 409]:
            return False
        late = 0 if answers[0].status == 409 else 1
        page = answers[late].text
        again = fields_of(page, path, path)
        both = all(one["timer_per_uke"] in page for one in typed)
        kept = all(again[name] == value for name, value in typed[late].items())
        return desks[late].post(path, again).status == 303 and both and kept

    def forms(self, number: int, times: int) -> tuple[int, int]:
        """Opens so many forms, and sends each so many times at once: rows there are, and answers that were no 303."""
        place, desk, strange = self.places[2], self.desks[2], 0
        tabs = [desk.tab() for _time in range(times)]
        for turn in range(number):
            form = {**desk.form(place.adding), **new_tiltak(turn)}
            answers = at_once([_sending(tab, place.adding, form) for tab in tabs])
            strange += sum(answer.status != 303 for answer in answers)
            self.promised.added[place.person, form["fra"], form["timer_per_uke"]] += 1
        return added(self.url, place.person), strange

    def writers(self, number: int, each: int) -> tuple[int, Found]:
        """So many write so much at once: answers that were no 303, and what the database lacks."""
        answers = at_once([self._writer(one, each) for one in range(number)])
        return sum(status != 303 for many in answers for status in many), compare(self.url, self.promised)

    def _writer(self, one: int, each: int) -> Callable[[], list[int]]:
        place, desk = self.places[one], self.desks[one]

        def write() -> list[int]:
            statuses = []
            for number in range(1000, 1000 + each):
                typed, page = new_tiltak(number), desk.get(place.adding)
                if page.status != 200:
                    statuses.append(page.status)
                    continue
                answer = desk.post(place.adding, {**fields_of(page.text, place.adding), **typed})
                statuses.append(answer.status)
                if answer.status == 303:
                    self.promised.added[place.person, typed["fra"], typed["timer_per_uke"]] += 1
            return statuses

        return write


def _sending(desk: Desk, path: str, form: dict[str, str]) -> Callable[[], Answer]:
    return lambda: desk.post(path, form)


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Does all the jobs, each in a thread, beginning at the same moment; gives what they give.

    Raises RuntimeError when one of them raised.
    """
    start, given = Barrier(len(jobs)), dict[int, Any]()

    def do(number: int) -> None:
        start.wait()
        given[number] = jobs[number]()

    threads = [Thread(target=do, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(given) < len(jobs):
        raise RuntimeError("one of them did not come to an end")
    return [given[number] for number in range(len(jobs))]
