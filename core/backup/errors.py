"""Why a copy could not be taken or put back."""

from __future__ import annotations

from core.commands.errors import CommandError


class BackupError(CommandError):
    """A sentence for the operator. The database is as it was."""
