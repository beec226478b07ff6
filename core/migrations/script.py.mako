"""${message[:1].upper()}${message[1:]}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Makes the tables what the models say."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Goes back to what stood before."""
    ${downgrades if downgrades else "pass"}
