"""Caseworkers who write as fast as the server lets them, and keep what it promised them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.durability.register import Place, Promised, hours, new_tiltak
from tests.durability.served import Desk, Gone, Server

MOST_SECONDS = 30


class Load:
    """A thread for each place: adds a tiltak, edits the one that was there, and so on, until told to stop."""

    def __init__(self, server: Server, places: list[Place]) -> None:
        """Signs everyone in; the server must run."""
        self.server, self.promised, self.faults = server, Promised(), list[int]()
        self.lock, self.ends = threading.Lock(), threading.Event()
        self.turns = {place: (Desk(server.port).sign_in(place.user), 0) for place in places}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Writes as long as this lasts, or until the server is gone."""
        self.ends.clear()
        threads = [threading.Thread(target=self._work, args=(place,)) for place in self.turns]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.ends.set()
            for thread in threads:
                thread.join()

    def wait_for_more(self) -> None:
        """Until the server has promised something more: a new one is slow at first."""
        before, deadline = len(self.so_far()), time.monotonic() + MOST_SECONDS
        while len(self.so_far()) == before and time.monotonic() < deadline:
            time.sleep(0.01)

    def so_far(self) -> Promised:
        """What has been promised until now."""
        with self.lock:
            return self.promised.copy()

    def _work(self, place: Place) -> None:
        try:
            while not self.ends.is_set():
                desk, turn = self.turns[place]
                self.turns[place] = (desk, turn + 1)
                if turn % 2:
                    self._edit(place, desk, turn)
                else:
                    self._add(place, desk, turn // 2)
        except Gone:
            return

    def _add(self, place: Place, desk: Desk, number: int) -> None:
        typed = new_tiltak(number)
        answer = desk.post(place.adding, {**desk.form(place.adding), **typed})
        if self._took(answer.status):
            with self.lock:
                self.promised.added[place.person, typed["fra"], typed["timer_per_uke"]] += 1

    def _edit(self, place: Place, desk: Desk, turn: int) -> None:
        form = desk.form(place.editing)
        other = hours(turn) if form["timer_per_uke"] != hours(turn) else hours(turn + 1)
        answer = desk.post(place.editing, {**form, "timer_per_uke": other})
        if self._took(answer.status):
            with self.lock:
                self.promised.versions[place.tiltak] = int(form["versjon"]) + 1

    def _took(self, status: int) -> bool:
        if status != 303:
            self.faults.append(status)
        return status == 303
