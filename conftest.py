"""What every test can use."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from tests.browser import launch_options

pytest_plugins = ["core.testing"]

gc.set_threshold(100_000, 50, 100)  # what tests leave is small: looking for it less often saves a twentieth of the time


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Playwright starts the browser of the machine."""
    return launch_options()
