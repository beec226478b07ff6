"""Worlds with plugins made for a test, as tests/plugins has them."""

from __future__ import annotations

from tests.plugins.conftest import world

__all__ = ["world"]
