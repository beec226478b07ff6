"""Serves a database as in production while something is measured: `fotfeste serve` in processes of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from core.bench.fill import SECRET

FOTFESTE = (sys.executable, "-c", "from core.cli import cli; cli(prog_name='fotfeste')")
START_SECONDS = 60


@contextmanager
def served(url: str) -> Iterator[str]:
    """The address of a server on this machine for the database at `url`; it ends with the block.

    Raises RuntimeError, with what it wrote, where it does not start.
    """
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOTFESTE_")}
    own = {"FOTFESTE_DATABASE_URL": url, "FOTFESTE_SECRET_KEY": SECRET, "FOTFESTE_HTTPS": "0"}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*FOTFESTE, "serve", "--port", str(port)], env={**kept, **own}, stdout=log, stderr=log
        )
        try:
            yield _wait(process, f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: IO[bytes]) -> str:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/helse", timeout=10).close()  # noqa: S310  an address of our own
            return address
        except OSError:
            time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(log.read().decode(errors="replace"))
