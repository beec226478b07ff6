"""What every test can use."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import launch_options

pytest_plugins = ["core.testing"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Playwright starts the browser of the machine."""
    return launch_options()
