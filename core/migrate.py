"""Migrations: one environment, one version table per owner, core first; removing a plugin leaves core migrating."""

from __future__ import annotations

import importlib
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect

from core.access.policies import lower_wall, raise_wall, stands
from core.access.shielding import cover_rows, uncovered
from core.db import Base, as_owner, is_sqlite
from core.house import House
from core.plugins import Loaded

VERSION = "alembic_version_"


@dataclass(frozen=True)
class Owner:
    """Someone who owns tables: core, or a plugin whose tables begin with its name."""

    name: str
    folder: Path

    @property
    def version_table(self) -> str:
        """Where this owner's place in its migrations stands."""
        return f"{VERSION}{self.name}"

    def owns(self, table: str) -> bool:
        """True for this owner's tables: core's are those its models map, a plugin's begin with its name."""
        return table in core_tables() if self.name == "core" else table.startswith(f"{self.name}_")


def owners(house: House) -> list[Owner]:
    """Core, then each running plugin that has migrations."""
    found = [_owner(loaded) for loaded in house.plugins.loaded]
    return [owner for owner in found if owner is not None]


def _owner(loaded: Loaded) -> Owner | None:
    try:
        module = importlib.import_module(loaded.package)
    except ImportError:
        return None
    if not module.__file__:
        return None
    folder = Path(module.__file__).parent / "migrations" / "versions"
    return Owner(loaded.info.name, folder) if folder.is_dir() else None


def _config(house: House, owner: Owner, connection: Connection | None = None) -> Config:
    config = Config(cmd_opts=Namespace(quiet=True))
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(owner.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=connection, owner=owner)
    return config


ROWS = "radtilgang"
"""What is behind when the tables are not, but the third wall (core.access.policies) is not as it should be."""


COPIES = "skjerming"
"""What is behind when rows of a plugin that was off do not say that their person has been shielded since."""


def pending(house: House) -> list[str]:
    """Owners whose tables are behind their migrations; `radtilgang` where a table lacks its policies."""
    with house.engine.connect() as connection:
        behind = [owner.name for owner in owners(house) if _version(connection, owner) != _head(house, owner)]
        return behind if stands(connection) else [*behind, ROWS]


def uncovered_rows(house: House) -> list[str]:
    """`skjerming` where rows about shielded persons would be seen. For the start: it reads more than `pending` does."""
    with house.session() as session:
        return [COPIES] if uncovered(session) else []


def _version(connection: Connection, owner: Owner) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": owner.version_table})
    return context.get_current_revision()


def _head(house: House, owner: Owner) -> str | None:
    return ScriptDirectory.from_config(_config(house, owner)).get_current_head()


def unknown_versions(house: House) -> list[str] | None:
    """Owners whose tables stand at a migration that is not among ours; None for a database without core's tables."""
    with house.engine.connect() as connection:
        stands = {owner: _version(connection, owner) for owner in owners(house)}
    if not any(owner.name == "core" and version for owner, version in stands.items()):
        return None
    return [owner.name for owner, version in stands.items() if version and version not in _ours(house, owner)]


def _ours(house: House, owner: Owner) -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config(house, owner)).walk_revisions()}


def upgrade(house: House, with_core: Callable[[Connection], None] | None = None) -> list[str]:
    """Brings every owner's tables to their newest migration; gives the owners that were behind.

    `with_core` is done in the transaction that brings core's, so that neither is there without the other.
    """
    behind = pending(house)
    for owner in owners(house):
        if owner.name in behind:
            with as_owner(house.engine) as connection:
                lower_wall(connection)
                command.upgrade(_config(house, owner, connection), "head")
                if with_core is not None and owner.name == "core":
                    with_core(connection)
                raise_wall(connection)  # a table never stands without it
    if ROWS in behind:
        with as_owner(house.engine) as connection:
            raise_wall(connection)
    if behind and not is_sqlite(house.engine):
        house.engine.dispose()  # connections from before there was a role
    with house.session(write=True) as session:
        if cover_rows(session):
            behind.append(COPIES)
        session.commit()
    return behind


def differences(house: House) -> dict[str, list[Any]]:
    """By owner, how the models differ from the migrated tables; empty when a migration exists for every change."""
    with house.engine.connect() as connection:
        return {owner.name: found for owner in owners(house) if (found := _differences(house, owner, connection))}


def _differences(house: House, owner: Owner, connection: Connection) -> list[Any]:
    options = {"include_object": included(owner), "compare_type": True, "version_table": owner.version_table}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, Base.metadata))


def included(owner: Owner) -> Any:
    """Alembic's filter: only this owner's tables are compared."""

    def include(obj: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
        table = name if kind == "table" else getattr(getattr(obj, "table", None), "name", None)
        return table is None or owner.owns(table)

    return include


def core_tables() -> frozenset[str]:
    """Names of the tables that core's models map."""
    mappers = (mapper for mapper in Base.registry.mappers if mapper.class_.__module__.startswith("core."))
    return frozenset(str(getattr(mapper.local_table, "name", "")) for mapper in mappers)


def new(house: House, name: str, message: str) -> Path:
    """Writes a new migration for an owner from the difference between its models and its tables. Raises KeyError.

    Migrations are numbered: 0001_grunnlag.py. The database must be on the newest of them.
    """
    owner = {owner.name: owner for owner in owners(house)}[name]
    number = f"{len(list(owner.folder.glob('[0-9]*.py'))) + 1:04d}"
    with house.engine.connect() as connection:
        script: Any = command.revision(
            _config(house, owner, connection), message, autogenerate=True, rev_id=number, version_path=str(owner.folder)
        )
    return Path(script.path)


def drop(house: House, name: str) -> list[str]:
    """Takes away the tables of an owner that no longer runs, and its version table. Gives the tables' names.

    Raises ValueError for core, and for a plugin that still runs.
    """
    if name == "core":
        raise ValueError("Tabellene til kjernen kan ikke slettes.")
    if any(loaded.info.name == name for loaded in house.plugins.loaded):
        raise ValueError(f"«{name}» er i bruk. Ta den ut av FOTFESTE_PLUGINS først.")
    with as_owner(house.engine) as connection:
        names = _tables_of(connection, name)
        tables = MetaData()
        tables.reflect(connection)
        tables.drop_all(connection, tables=[tables.tables[table] for table in names])
    return names


def _tables_of(connection: Connection, name: str) -> list[str]:
    """An owner's tables as they stand: a table is the owner's whose name is the longest its own begins with."""
    tables = set(inspect(connection).get_table_names()) - core_tables()
    known = {table.removeprefix(VERSION) for table in tables if table.startswith(VERSION)}
    if name not in known:
        return []
    theirs = {
        table: max((one for one in known if table.startswith(f"{one}_")), key=len, default="") for table in tables
    }
    return sorted([table for table, owner in theirs.items() if owner == name] + [f"{VERSION}{name}"])
