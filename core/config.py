"""Settings: read once from the environment, then a value that is passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

BUNDLED = ("nir_tiltak",)
"""Plugins that come with Fotfeste and run where FOTFESTE_PLUGINS is unset."""
PLUGIN_MS = 300


@dataclass(frozen=True)
class Settings:
    """How one Fotfeste runs. `today` is a fixed day (demo and tests only); None is the real day."""

    database_url: str
    secret_key: str
    plugins: tuple[str, ...] = BUNDLED
    today: date | None = None
    demo: bool = False
    https: bool = False
    proxies: int = 0
    """Servers in front of this one whose word on the caller's address is trusted."""
    log_anchor: str = ""
    """A file outside the database that keeps the end of the event log; empty: none."""
    plugin_ms: int = PLUGIN_MS
    """Milliseconds a plugin's part of a page may take before it is told to the operator."""


class SettingsError(Exception):
    """A setting that is missing or wrong, said so that the operator can mend it."""


def default_database_url() -> str:
    """SQLite under `var/` of the folder Fotfeste is started in."""
    return f"sqlite:///{Path.cwd() / 'var' / 'fotfeste.sqlite'}"


def from_environment(env: Mapping[str, str] = os.environ, *, demo: bool = False) -> Settings:
    """Settings from environment variables. FOTFESTE_TODAY is honoured only when `demo`.

    Raises SettingsError for a FOTFESTE_TODAY that is no date, and for a number that is none.
    """
    return Settings(
        database_url=env.get("FOTFESTE_DATABASE_URL") or default_database_url(),
        secret_key=env.get("FOTFESTE_SECRET_KEY", ""),
        plugins=plugin_names(env.get("FOTFESTE_PLUGINS")),
        today=_today(env.get("FOTFESTE_TODAY", "")) if demo else None,
        demo=demo,
        https=env.get("FOTFESTE_HTTPS", "1") != "0" and not demo,
        proxies=0 if demo else _number(env, "FOTFESTE_PROXIES", 0),
        log_anchor=env.get("FOTFESTE_LOG_ANCHOR", ""),
        plugin_ms=_number(env, "FOTFESTE_PLUGIN_MS", PLUGIN_MS),
    )


def plugin_names(text: str | None) -> tuple[str, ...]:
    """The names in FOTFESTE_PLUGINS: unset is every bundled plugin, empty is none."""
    if text is None:
        return BUNDLED
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _today(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"FOTFESTE_TODAY må være en dato som 2026-11-01, ikke «{text}».") from error


def _number(env: Mapping[str, str], name: str, absent: int) -> int:
    text = env.get(name, str(absent))
    if not (text.isascii() and text.isdigit()):
        raise SettingsError(f"{name} må være et tall, ikke «{text}».")
    return int(text)
