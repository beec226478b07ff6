"""`demo` and `serve` really run: they answer, keep to their own databases, and end when asked to."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECRET = "a secret for tests only, never for use"
FOTFESTE = (sys.executable, "-c", "from core.cli import cli; cli(prog_name='fotfeste')")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """This process's environment without settings of Fotfeste's, and these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOTFESTE_")}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@contextmanager
def running(folder: Path, *arguments: str, **env: str) -> Iterator[tuple[str, Path]]:
    """The command with a port of its own, ended at the end; gives its address and where its log lies."""
    port = free_port()
    log = folder / "log"
    with log.open("wb") as stderr, (folder / "out").open("wb") as stdout:
        command = [*FOTFESTE, *arguments, "--port", str(port)]
        process = subprocess.Popen(command, cwd=folder, env=environment(**env), stdout=stdout, stderr=stderr)
        try:
            yield wait(process, f"http://127.0.0.1:{port}", log), log
        finally:
            process.terminate()
            process.wait(20)


def wait(process: subprocess.Popen[bytes], address: str, log: Path) -> str:
    """Waits until the server answers; gives its address."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if get(f"{address}/helse")[0] == 200:
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def get(url: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def command(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [*FOTFESTE, *arguments], cwd=folder, env=environment(**env), capture_output=True, text=True, check=False
    )


def test_demo_answers_and_comes_again_with_the_same_data(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--persons", "20") as (address, _log):
        assert get(f"{address}/helse/klar") == (200, "klar\n")
        taken = command(tmp_path, "demo", "--port", address.rsplit(":", 1)[1])
        assert (taken.returncode, taken.stderr.startswith("Feil: Port ")) == (1, True)
    with running(tmp_path, "demo") as (address, log):
        assert get(f"{address}/logg-inn")[0] == 200
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["endpoint"] for line in lines if line["event"] == "request"] == ["access.sign_in"]
    out = (tmp_path / "out").read_text(encoding="utf-8")
    assert "nir.kristiansand" in out
    assert "Bruker demobasen som finnes." in out
    assert stat.S_IMODE((tmp_path / "var" / "demo.key").stat().st_mode) == 0o600
    refused = command(tmp_path, "serve", FOTFESTE_SECRET_KEY=SECRET)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Feil: Databasen er en demobase og kan ikke brukes i drift.")


def test_serve_answers_and_logs_in_json(tmp_path: Path) -> None:
    assert command(tmp_path, "db", "upgrade").returncode == 0
    with running(tmp_path, "serve", "--workers", "1", FOTFESTE_SECRET_KEY=SECRET) as (address, log):
        assert get(f"{address}/helse/klar") == (200, "klar\n")
        assert get(f"{address}/finnes-ikke/209900000103")[0] == 404
    text = log.read_text(encoding="utf-8")
    assert "209900000103" not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [404]
    assert any(line.get("logger") == "gunicorn.error" for line in lines)


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "10.0.0.7")])
def test_the_callers_address_is_taken_from_as_many_proxies_as_are_said(proxies: int, seen: str) -> None:
    from flask import request

    from core.commands.gunicorn import production_app
    from core.config import Settings

    app = production_app(Settings("sqlite://", SECRET, (), proxies=proxies))
    told = []
    app.before_request(lambda: told.append(request.remote_addr))
    app.test_client().get("/helse", headers={"X-Forwarded-For": "10.0.0.6, 10.0.0.7"})
    assert told == [seen]
