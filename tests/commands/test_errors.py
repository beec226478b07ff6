"""What cannot be done is said in one sentence, without a traceback, and the exit code is 1."""

from __future__ import annotations

from typing import Any

import pytest

SECRET = "a secret for tests only, never for use"


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"FOTFESTE_DATABASE_URL": "tull"}, "FOTFESTE_DATABASE_URL er ikke en databaseadresse"),
        ({"FOTFESTE_DATABASE_URL": "postgresql://a@127.0.0.1:1/b"}, "Databasen svarte ikke som den skulle: connection"),
        ({"FOTFESTE_DATABASE_URL": "sqlite:////proc/nei/b.sqlite"}, "Kom ikke til /proc/nei"),
        ({"FOTFESTE_PLUGINS": "finnes_ikke"}, "Utvidelsen «finnes_ikke» finnes ikke. Rett FOTFESTE_PLUGINS"),
        ({"FOTFESTE_PROXIES": "en"}, "FOTFESTE_PROXIES må være et tall, ikke «en»."),
        ({"FOTFESTE_PLUGIN_MS": "-1"}, "FOTFESTE_PLUGIN_MS må være et tall, ikke «-1»."),
    ],
)
def test_a_wrong_setting_names_itself(run: Any, env: dict[str, str], sentence: str) -> None:
    told = run("db", "check", **env)
    assert told.exit_code == 1
    assert told.stderr.startswith(f"Feil: {sentence}")
    assert told.stderr.count("\n") == 1


def test_a_wrong_day_is_told(run: Any) -> None:
    told = run("demo", FOTFESTE_TODAY="i dag")
    assert (told.exit_code, told.stderr) == (1, "Feil: FOTFESTE_TODAY må være en dato som 2026-11-01, ikke «i dag».\n")


@pytest.mark.parametrize(
    "command",
    [("log", "verify"), ("rules", "run"), ("user", "disable", "kari"), ("serve",), ("db", "check")],
    ids=" ".join,
)
def test_an_unmigrated_database_is_told_and_what_to_do(run: Any, command: tuple[str, ...]) -> None:
    told = run(*command, FOTFESTE_SECRET_KEY=SECRET)
    assert told.exit_code == 1
    assert told.stderr == "Feil: Databasen er ikke migrert (core, nir_tiltak). Kjør: fotfeste db upgrade\n"


@pytest.mark.parametrize("key", ["", "x" * 31])
def test_serve_refuses_without_a_key_that_is_long_enough(migrated: Any, key: str) -> None:
    told = migrated("serve", FOTFESTE_SECRET_KEY=key)
    assert told.exit_code == 1
    assert told.stderr.startswith("Feil: FOTFESTE_SECRET_KEY må være satt, med minst 32 tegn.")


def test_demo_refuses_a_database_it_has_not_made(migrated: Any) -> None:
    for option in ("--no-data", "--fresh"):
        told = migrated("demo", option)
        assert told.exit_code == 1
        assert told.stderr.startswith("Feil: Databasen er ikke en demobase, og demo rører den ikke.")
    assert migrated("db", "check").exit_code == 0


def test_an_error_nobody_foresaw_keeps_its_traceback(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.migrate.upgrade", fails)
    assert isinstance(run("db", "upgrade").exception, ZeroDivisionError)
