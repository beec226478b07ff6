"""Finds plugins, checks that they fit, registers them, and calls them: the policies for errors live here.

A mistake at start stops the start with a sentence that names the plugin. While a request runs, a plugin that raises
loses its own part only. In a transaction that writes, an error undoes all.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import entry_points
from typing import Any

import pluggy
import structlog
from sqlalchemy.orm import Session

from core import hookspecs
from core.config import BUNDLED
from core.items import API_VERSION, ImportSection, MenuItem, Ordning, Permission, PluginInfo, Role

hook = pluggy.HookimplMarker("fotfeste")
log = structlog.get_logger()


class PluginError(Exception):
    """A plugin that does not fit; the sentence names it and says what to mend."""


@dataclass(frozen=True)
class Loaded:
    """A plugin that runs: who it is, its hooks, and the package its code lies in."""

    info: PluginInfo
    hooks: Any
    package: str


@dataclass
class Registry:
    """Everything the plugins registered at start, by key."""

    permissions: dict[str, Permission] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    menu: dict[str, MenuItem] = field(default_factory=dict)
    ordninger: dict[str, Ordning] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    event_types: dict[str, Any] = field(default_factory=dict)
    code_lists: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, ImportSection] = field(default_factory=dict)

    def role_permissions(self, role: str) -> frozenset[str]:
        """Every permission a role holds: its own and those that name it."""
        own = self.roles[role].permissions if role in self.roles else ()
        return frozenset(own) | {p.key for p in self.permissions.values() if role in p.roles}


REGISTERED: dict[str, str] = {
    "register_permissions": "permissions",
    "register_roles": "roles",
    "register_menu_items": "menu",
    "register_ordninger": "ordninger",
    "register_facts": "facts",
    "register_event_types": "event_types",
    "register_code_lists": "code_lists",
    "register_import_sections": "sections",
}


def find(name: str) -> Any:
    """The plugin module of a bundled name, or of an entry point in the group `fotfeste.plugins`.

    Raises PluginError when there is none: an installed package never runs merely by being present.
    """
    if name in BUNDLED:
        return importlib.import_module(f"plugins.{name}")
    for entry in entry_points(group="fotfeste.plugins", name=name):
        return entry.load()
    raise PluginError(f"Utvidelsen «{name}» finnes ikke. Rett FOTFESTE_PLUGINS, eller installer pakken som har den.")


class Plugins:
    """The plugins of one app, their registry, and the ways to call them."""

    def __init__(self, core_hooks: Any, plugins: Iterable[Any]) -> None:
        """`plugins` are names, modules, or anything with PLUGIN and hooks.

        Raises PluginError where one does not fit.
        """
        self.manager = pluggy.PluginManager("fotfeste")
        self.manager.add_hookspecs(hookspecs)
        self.loaded: list[Loaded] = []
        self._register(core_hooks)
        for plugin in plugins:
            self._register(find(plugin) if isinstance(plugin, str) else plugin)
        self._check_pending()
        self.registry = Registry()
        for name, part in REGISTERED.items():
            self._collect(name, getattr(self.registry, part))
        self._ordning_permissions()

    def _register(self, plugin: Any) -> None:
        info: PluginInfo = plugin.PLUGIN
        if info.api != API_VERSION:
            raise PluginError(
                f"Utvidelsen «{info.name}» er skrevet for api {info.api}; denne Fotfeste har api {API_VERSION}."
            )
        for other in self.loaded:
            if other.info.name == info.name:
                raise PluginError(f"To utvidelser heter «{info.name}»: {other.package} og {_package(plugin)}.")
            if info.path and other.info.path == info.path:
                raise PluginError(f"«{info.name}» og «{other.info.name}» vil begge ha adressen {info.path}.")
        hooks = _hooks(plugin)
        try:
            self.manager.register(hooks, name=info.name)
        except pluggy.PluginValidationError as error:
            raise PluginError(f"Utvidelsen «{info.name}»: {error}") from error
        self.loaded.append(Loaded(info, hooks, _package(plugin)))

    def _check_pending(self) -> None:
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"En krok er stavet feil: {error}") from error

    def _collect(self, name: str, into: dict[str, Any]) -> None:
        owner: dict[str, str] = {}
        for impl in self._impls(name):
            for value in impl.function() or ():
                if value.key in into:
                    raise PluginError(
                        f"«{value.key}» er registrert to ganger i {name}: "
                        f"av «{owner[value.key]}» og av «{impl.plugin_name}»."
                    )
                into[value.key] = value
                owner[value.key] = impl.plugin_name

    def _ordning_permissions(self) -> None:
        for ordning in self.registry.ordninger.values():
            for verb, roles in (("se", ordning.se), ("endre", ordning.endre)):
                key = f"{ordning.key}.{verb}"
                if key in self.registry.permissions:
                    raise PluginError(
                        f"Tillatelsen «{key}» lages av ordningen «{ordning.key}» og er også registrert av en utvidelse."
                    )
                self.registry.permissions[key] = Permission(key, ordning.title, roles)

    def _impls(self, name: str) -> list[Any]:
        """Implementations in the order plugins were named (pluggy keeps the last registered first)."""
        impls = getattr(self.manager.hook, name).get_hookimpls()
        place = {loaded.info.name: i for i, loaded in enumerate(self.loaded)}
        return sorted(impls, key=lambda impl: place[impl.plugin_name])

    def blueprints(self) -> Iterator[tuple[PluginInfo, Any]]:
        """Each plugin's blueprints with who it is."""
        infos = {loaded.info.name: loaded.info for loaded in self.loaded}
        for impl in self._impls("register_blueprints"):
            for blueprint in impl.function() or ():
                yield infos[impl.plugin_name], blueprint

    def strict(self, name: str, **arguments: Any) -> list[Any]:
        """Calls a hook in a transaction that writes: an error goes on, and everything is undone."""
        values: list[Any] = []
        for impl in self._impls(name):
            values += _call(impl, arguments) or ()
        return values

    def gather(self, name: str, session: Session, **arguments: Any) -> list[Any]:
        """Calls a hook for a page: a plugin that raises is left out, logged, and named in `failed(session)`."""
        values: list[Any] = []
        for impl in self._impls(name):
            part = guarded(session, impl.plugin_name, partial(_call, impl, {"session": session, **arguments}))
            values += part or ()
        return sorted(values, key=lambda value: value.order)


def guarded(session: Session, plugin: str, call: Callable[[], Any]) -> Any:
    """Runs a plugin's part of a page inside a savepoint and a try; None when it raised."""
    try:
        with session.begin_nested():
            return call()
    except Exception:
        log.exception("plugin_failed", plugin=plugin)
        session.info.setdefault("failed", set()).add(plugin)
        return None


def failed(session: Session) -> list[str]:
    """Names of plugins that failed while this page was made."""
    return sorted(session.info.get("failed", ()))


def _call(impl: Any, arguments: dict[str, Any]) -> Any:
    return impl.function(**{name: arguments[name] for name in impl.argnames})


def _hooks(plugin: Any) -> Any:
    """A plugin's hooks: its module `hooks`; core's are where its PLUGIN stands."""
    if hasattr(plugin, "hooks"):
        return plugin.hooks
    return plugin if plugin.PLUGIN.name == "core" else importlib.import_module(f"{plugin.__name__}.hooks")


def _package(plugin: Any) -> str:
    name = str(getattr(plugin, "__name__", None) or plugin.PLUGIN.name)
    return "core" if plugin.PLUGIN.name == "core" else name
