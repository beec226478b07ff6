"""Ages with a lower and an upper limit, as one value."""

from __future__ import annotations

from typing import NamedTuple


class Ages(NamedTuple):
    """Whole years: `least` and `most` are both within; `most` None is without an upper limit."""

    least: int
    most: int | None = None
