"""The log holds what an operator needs and nothing about anyone."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from core.logs import configure

NAME, NUMBER = "Kari Nordmann", "15839040188"


@pytest.fixture(autouse=True)
def _quiet_after() -> Iterator[None]:
    """Leaves logging as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    configure("info")
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = handlers, level


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was written on stderr, each line read as JSON."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_one_json_object_with_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().info("request", endpoint="persons.person", status=200, navn=NAME, fnr=NUMBER, name=NAME)
    (line,) = lines(capsys)
    assert line.pop("at").endswith("Z")
    assert line == {"event": "request", "level": "info", "endpoint": "persons.person", "status": 200}


def test_an_exception_is_told_by_kind_and_place_not_by_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(f"{NAME} {NUMBER}")
    except ValueError:
        structlog.get_logger().exception("unforeseen", request_id="r1")
    (line,) = lines(capsys)
    assert (line["kind"], line["request_id"]) == ("ValueError", "r1")
    assert line["trace"][0].endswith("test_an_exception_is_told_by_kind_and_place_not_by_its_text")
    assert NAME not in str(line)


def test_other_packages_lines_lose_what_was_put_into_them(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("waitress").warning("Task queue depth is %s for %s", NUMBER, NAME)
    logging.getLogger("waitress").info("below the level of other packages")
    (line,) = lines(capsys)
    assert line["event"] == "Task queue depth is %s for %s"
    assert (line["logger"], line["level"]) == ("waitress", "warning")


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().debug("system_scope", scope="import")
    assert lines(capsys) == []
