"""What makes many small apps and users cheap to make in a test run, and changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Templates compiled once, whichever app asks for them; a changed template is compiled anew."""

    def __init__(self) -> None:
        """Nothing is compiled yet."""
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket when the template is known."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Within it passwords are hashed at the least cost: argon2 is slow on purpose, and no test is about that."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.access.signin.HASHER", quick)
        patch.setattr("core.access.changes.HASHER", quick)
        yield
