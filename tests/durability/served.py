"""Fotfeste as it runs in production, in processes of its own: `fotfeste serve` to kill, and a desk to sit at.

`python -m tests.durability.served FAULT serve --port N` is `fotfeste serve --port N` with a planted fault, or none.
"""

from __future__ import annotations

import gc
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

from flask import Flask

from core import create_app
from core.cli import cli
from core.config import Settings
from core.testing.client import fields_of
from core.testing.quick import Compiled
from tests.durability import faults

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret for tests only, never for use"
PASSWORD = "et godt passord"
START_SECONDS = 60
Gone = (OSError, http.client.HTTPException)
"""What a desk raises when the server is gone."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    location: str


class Desk:
    """One who sits at a browser and asks the server for pages over HTTP."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        """`cookies` are those of another desk: a second tab."""
        self.port, self.cookies = port, {} if cookies is None else cookies

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Sends a form; follows no redirect."""
        return self._ask("POST", path, urllib.parse.urlencode(form))

    def form(self, path: str) -> dict[str, str]:
        """The fields of the page's form to its own address."""
        return fields_of(self.get(path).text, path, path)

    def sign_in(self, name: str) -> Desk:
        """Signs in by the form."""
        answer = self.post("/logg-inn", {**self.form("/logg-inn"), "brukernavn": name, "passord": PASSWORD})
        assert answer.status == 303, answer.status
        return self

    def tab(self) -> Desk:
        """Another tab of the same browser."""
        return Desk(self.port, self.cookies)

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # A connection of its own each time: one kept open may be closed by the server just as it is used.
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, {**headers, "Connection": "close"})
            answer = connection.getresponse()
            text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        return Answer(answer.status, text, answer.headers.get("Location", ""))


class Server:
    """`fotfeste serve` on a database, with two workers, on a free port of this machine.

    It is started by a process that has read the code once, so that it comes again quickly when it has been killed.
    """

    def __init__(self, url: str, folder: Path, fault: str = "") -> None:
        """`folder` takes its log."""
        self.log, self.port, self.pid = folder / "server.log", _free_port(), 0
        command = [sys.executable, "-m", "tests.durability.served", fault, "serve", "--port", str(self.port)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FOTFESTE_")}
        env = {"FOTFESTE_DATABASE_URL": url, "FOTFESTE_SECRET_KEY": SECRET, "FOTFESTE_HTTPS": "0"}
        with self.log.open("ab") as log:
            self.starter = subprocess.Popen(
                [*command, "--workers", "2"],
                env={**kept, **env, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Starts it."""
        asked, told = self.starter.stdin, self.starter.stdout
        assert asked and told
        asked.write("start\n")
        asked.flush()
        self.pid = int(told.readline() or 0)

    def wait(self) -> None:
        """Until it answers. Raises RuntimeError with its log when it does not come."""
        deadline = time.monotonic() + START_SECONDS
        while self._lives() and time.monotonic() < deadline:
            try:
                if Desk(self.port).get("/helse").status == 200:
                    return
            except Gone:
                time.sleep(0.02)
        raise RuntimeError(self.log.read_text(encoding="utf-8"))

    def _lives(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return self.pid != 0

    def kill(self) -> None:
        """Kills it (SIGKILL), workers too, in the middle of whatever they do."""
        if self.pid:
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(self.pid, signal.SIGKILL)
            while self._lives():
                time.sleep(0.005)
            self.pid = 0

    def close(self) -> None:
        """Kills it for good."""
        self.kill()
        self.starter.communicate()


@contextmanager
def serving(url: str, folder: Path, fault: str = "") -> Iterator[Server]:
    """A running server, gone at the end."""
    server = Server(url, folder, fault)
    try:
        server.start()
        yield server
    finally:
        server.close()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for databases and logs, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="fotfeste-") as folder:
        yield Path(folder)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _read_all() -> None:
    """Reads the code and the templates, once for all the servers that are begun from here."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
    app = create_app(Settings("sqlite://", SECRET))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    app.extensions["fotfeste"].engine.dispose()
    gc.freeze()  # a new process does not copy all of it to count what is in use


def main(arguments: list[str]) -> None:
    """Plants the fault and reads the code; then, each time it is asked, starts `fotfeste` in a process of its own."""
    faults.plant(arguments[0])
    _read_all()
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(2, 1)
            cli(arguments[1:], prog_name="fotfeste")
        print(child, flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
