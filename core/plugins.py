"""Finds plugins, checks that they fit, registers them, and calls them: the policies for errors live here.

A mistake at start stops the start with a sentence that names the plugin. While a request runs, a plugin that raises
loses its own part only. In a transaction that writes, an error undoes all.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from typing import Any

import pluggy
import structlog
from sqlalchemy.orm import Session

from core import hookspecs
from core.config import BUNDLED
from core.items import API_VERSION, PluginInfo
from core.ordninger.lists.registered import add_lists
from core.pace import Pace
from core.registry import REGISTERED, PluginError, Registry
from core.sound import check_value

hook = pluggy.HookimplMarker("fotfeste")
log = structlog.get_logger()


NAME = re.compile(r"[a-z][a-z0-9_]*")
PATH = re.compile(r"(/[a-z][a-z0-9-]*)+")


@dataclass(frozen=True)
class Loaded:
    """A plugin that runs: who it is, its hooks, and the package its code lies in."""

    info: PluginInfo
    hooks: Any
    package: str


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

    def __init__(self, core_hooks: Any, plugins: Iterable[Any], budget: float) -> None:
        """`plugins` are names, modules, or anything with PLUGIN and hooks. `budget`: seconds a part of a page may take.

        Raises PluginError where one does not fit.
        """
        self.pace = Pace(budget)
        self.manager = pluggy.PluginManager("fotfeste")
        self.manager.add_hookspecs(hookspecs)
        self.loaded: list[Loaded] = []
        self._register(core_hooks)
        for plugin in plugins:
            self._register(find(plugin) if isinstance(plugin, str) else plugin)
        self._check_pending()
        self.registry = Registry()
        for name in REGISTERED:
            for impl in self._impls(name):
                self.registry.add(name, impl.plugin_name, _at_start(impl, name))
        self.registry.add_ordning_permissions()
        add_lists(self.registry)

    def _register(self, plugin: Any) -> None:
        info = _info(plugin)
        for other in self.loaded:
            if other.info.name == info.name:
                raise PluginError(f"To utvidelser heter «{info.name}»: {other.package} og {_package(plugin)}.")
            if info.path and other.info.path == info.path:
                raise PluginError(f"«{info.name}» og «{other.info.name}» vil begge ha adressen {info.path}.")
        hooks = _hooks(plugin)
        try:
            self.manager.register(hooks, name=info.name)
        except pluggy.PluginValidationError as error:
            raise PluginError(f"Utvidelsen «{info.name}»: {' '.join(str(error).split())}.") from error
        self.loaded.append(Loaded(info, hooks, _package(plugin)))

    def _check_pending(self) -> None:
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError as error:
            name, callers = self.manager.get_name(error.plugin), self.manager.get_hookcallers(error.plugin) or ()
            unknown = ", ".join(caller.name for caller in callers if not caller.has_spec())
            raise PluginError(f"Utvidelsen «{name}» har en krok som ikke finnes: {unknown}.") from error

    def _impls(self, name: str) -> list[Any]:
        """Implementations in the order plugins were named (pluggy keeps the last registered first)."""
        impls = getattr(self.manager.hook, name).get_hookimpls()
        place = {loaded.info.name: i for i, loaded in enumerate(self.loaded)}
        return sorted(impls, key=lambda impl: place[impl.plugin_name])

    def blueprints(self) -> Iterator[tuple[PluginInfo, Any]]:
        """Each plugin's blueprints with who it is."""
        infos = {loaded.info.name: loaded.info for loaded in self.loaded}
        for impl in self._impls("register_blueprints"):
            for blueprint in _at_start(impl, "register_blueprints"):
                yield infos[impl.plugin_name], blueprint

    def strict(self, name: str, **arguments: Any) -> list[Any]:
        """Calls a hook in a transaction that writes: an error goes on, and everything is undone."""
        values: list[Any] = []
        for impl in self._impls(name):
            with _at_work(arguments["session"], impl.plugin_name):
                values += _call(impl, arguments) or ()
        return values

    def gather(
        self, name: str, session: Session, check: Callable[[Any], Any] | None = None, **arguments: Any
    ) -> list[Any]:
        """Calls a hook for a page: a plugin that raises is left out, logged, and named in `failed(session)`.

        So is one that gives a value that is none of the hook's, or for which `check` raises.
        """
        return [value for _plugin, value in self.gather_from(name, session, check, **arguments)]

    def gather_from(
        self, name: str, session: Session, check: Callable[[Any], Any] | None = None, **arguments: Any
    ) -> list[tuple[str, Any]]:
        """The same, each with the name of the plugin that gave it."""
        values: list[tuple[str, Any]] = []
        for impl in self._impls(name):
            part = partial(_part, impl, name, {"session": session, **arguments}, check)
            with self.pace.timed(impl.plugin_name, name):
                found = guarded(session, impl.plugin_name, part)
            values += [(impl.plugin_name, value) for value in found or ()]
        return sorted(values, key=lambda pair: pair[1].order)


def guarded(session: Session, plugin: str, call: Callable[[], Any]) -> Any:
    """Runs a plugin's part of a page inside a savepoint and a try; None when it raised."""
    try:
        with session.begin_nested(), _at_work(session, plugin):
            return call()
    except Exception:
        log.exception("plugin_failed", plugin=plugin)
        session.info.setdefault("failed", set()).add(plugin)
        return None


@contextmanager
def _at_work(session: Session, plugin: str) -> Iterator[None]:
    """Within it a plugin has the session, and cannot end its transaction."""
    before, session.info["plugin"] = session.info.get("plugin"), plugin
    try:
        yield
    finally:
        session.info["plugin"] = before


def failed(session: Session) -> list[str]:
    """Names of plugins that failed while this page was made."""
    return sorted(session.info.get("failed", ()))


def _part(impl: Any, hook: str, arguments: dict[str, Any], check: Callable[[Any], Any] | None) -> list[Any]:
    """One plugin's values, checked here so that what cannot be is its own failure."""
    values = list(_call(impl, arguments) or ())
    for value in values:
        check_value(hook, value)
        if check:
            check(value)
    return values


def _at_start(impl: Any, name: str) -> list[Any]:
    try:
        return list(impl.function() or ())
    except Exception as error:
        raise PluginError(
            f"Utvidelsen «{impl.plugin_name}» stoppet i {name}: {type(error).__name__}: {error}."
        ) from error


def _call(impl: Any, arguments: dict[str, Any]) -> Any:
    return impl.function(**{name: arguments[name] for name in impl.argnames})


def _info(plugin: Any) -> PluginInfo:
    """Who a plugin is. Raises PluginError where it does not say so, or is not of this api."""
    info = getattr(plugin, "PLUGIN", None)
    if not isinstance(info, PluginInfo):
        raise PluginError(f"«{getattr(plugin, '__name__', plugin)}» er ingen utvidelse: pakken mangler PLUGIN.")
    if info.api != API_VERSION:
        raise PluginError(
            f"Utvidelsen «{info.name}» er skrevet for api {info.api}; denne Fotfeste har api {API_VERSION}."
        )
    if not NAME.fullmatch(info.name):
        raise PluginError(f"Utvidelsen «{info.name}» må ha et navn av små bokstaver, tall og _; tabellene får det.")
    if info.name != "core" and not PATH.fullmatch(info.path):
        raise PluginError(f"Utvidelsen «{info.name}» kan ikke ha adressen «{info.path}»; skriv for eksempel /nir.")
    return info


def _hooks(plugin: Any) -> Any:
    """A plugin's hooks: its module `hooks`; core's are where its PLUGIN stands."""
    if hasattr(plugin, "hooks"):
        return plugin.hooks
    return plugin if plugin.PLUGIN.name == "core" else importlib.import_module(f"{plugin.__name__}.hooks")


def _package(plugin: Any) -> str:
    name = str(getattr(plugin, "__name__", None) or plugin.PLUGIN.name)
    return "core" if name == "core.hooks" else name
