"""The values that hooks return, and the facts that rules are given. Frozen, plain, without behaviour.

A plugin builds these and hands them to core; core never asks a plugin for anything else. Titles are lazy texts, so
that each is shown in the reader's own language.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

API_VERSION = 1
"""The number a plugin states in its PluginInfo; raised when something here or in `core.api` changes meaning."""


@dataclass(frozen=True)
class PluginInfo:
    """Who a plugin is: `name` prefixes its tables and names its templates; `path` is where its pages stand."""

    name: str
    title: Any
    path: str
    api: int


@dataclass(frozen=True)
class Permission:
    """One thing a user may do, `<subject>.<verb>`, and the keys of the roles that may do it."""

    key: str
    title: Any
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """What a user is in a unit. `unit_kind` is kommune, mottak, fylke, imdi, `any`, or empty for no unit.

    `gives` names the roles an administrator with this role may give in the own unit.
    """

    key: str
    title: Any
    unit_kind: str
    order: int
    permissions: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuItem:
    """A page in a menu. `parent` names the item it stands under; an item with children unfolds.

    Without `parent` it is a tab of the main menu, or a line of the person's; `needs` is a permission.
    """

    key: str
    title: Any
    endpoint: str
    parent: str = ""
    order: int = 100
    needs: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None


@dataclass(frozen=True)
class Panel:
    """A piece of a page. `render()` gives safe HTML; core calls it inside a savepoint and a try.

    `lazy`: the page does not wait for it, and fetches it afterwards (without JavaScript: by a link). Core does the same
    with one that has been slow.
    """

    key: str
    title: Any
    place: str
    render: Callable[[], str]
    order: int = 100
    needs: str = ""
    lazy: bool = False


@dataclass(frozen=True)
class Tag:
    """A state of a person in a list: one or two words. `color` is a colour of the design system."""

    person_id: uuid.UUID
    title: Any
    color: str = "neutral"
    order: int = 100


@dataclass(frozen=True)
class Task:
    """Something that is due, computed from state. `why` is one short line; `due` decides its group."""

    key: str
    title: Any
    why: Any
    due: date
    endpoint: str
    args: Mapping[str, Any] = field(default_factory=dict)
    person_id: uuid.UUID | None = None
    order: int = 100


@dataclass(frozen=True)
class FactType:
    """A kind of thing plugins tell each other about a person, e.g. `utdanning.videregaende`."""

    key: str
    title: Any


@dataclass(frozen=True)
class Fact:
    """One thing known about a person from a day on, and who says so."""

    person_id: uuid.UUID
    key: str
    value: Any
    fra: date | None
    source: str


@dataclass(frozen=True)
class ReachGrant:
    """A plugin's reason for a unit to see a person: `kind` is `hel` or `egne`; `til` None is without end."""

    person_id: uuid.UUID
    unit_id: str
    kind: str
    fra: date
    til: date | None
    why: str


@dataclass(frozen=True)
class EventType:
    """A kind of line in the event log. The log keeps its own text in bokmål, so it reads when the plugin is gone.

    Readers of another language get the title, and `names` as the words for the keys of the line's data.
    """

    key: str
    title: Any
    names: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportSection:
    """One key of an import line that a plugin reads.

    `check(value, line, today)` gives the parsed value (absent and null come as None), or raises `ImportErrors` with
    every fault in it. `apply(session, rows)` writes many at once: each row is (person_id, parsed value, the whole line
    as parsed JSON); it gives an `ImportResult`. `remarks(session, person_ids)` is asked about everyone read, after
    rules have run, and gives (person id, text) for the report.
    """

    key: str
    check: Callable[[Any, Mapping[str, Any], date], Any]
    apply: Callable[[Any, list[tuple[uuid.UUID, Any, Mapping[str, Any]]]], ImportResult]
    remarks: Callable[[Any, list[uuid.UUID]], list[tuple[uuid.UUID, str]]] | None = None


@dataclass(frozen=True)
class ImportResult:
    """What a section did: what it changed of each person (JSON with old and new values, for the event log), and remarks
    (person id, text) for the report. A person not in `changed` was as the line says."""

    changed: Mapping[uuid.UUID, Any] = field(default_factory=dict)
    remarks: tuple[tuple[uuid.UUID, str], ...] = ()


@dataclass(frozen=True)
class Permit:
    """A tillatelse as rules see it; `trukket` is the first day it no longer holds."""

    type: str
    vedtaksdato: date
    hjemmel: str = ""
    gyldig_til: date | None = None
    trukket: date | None = None
    referanse_duf: str = ""


@dataclass(frozen=True)
class Residence:
    """Where she lived: `fra` and `til` are both days there. `mottak_type` is set for `type` mottak."""

    type: str
    fra: date
    til: date | None = None
    mottak: str = ""
    mottak_type: str = ""
    kommune: str = ""
    avtale: bool = True


@dataclass(frozen=True)
class Relative:
    """Another in the same household, or the person a familie permit points at, with the permits that count."""

    duf: str
    permits: tuple[Permit, ...]
    household: bool


@dataclass(frozen=True)
class PersonFacts:
    """Everything a rule is told about a person. A rule asks no database and no clock."""

    fodselsdato: date
    ankommet: date
    statsborgerskap: str = ""
    soknad_avslag: date | None = None
    permits: tuple[Permit, ...] = ()
    residences: tuple[Residence, ...] = ()
    relatives: tuple[Relative, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why a period is as it is: the fact used, its value as text or ISO date, where it came from, and the paragraph.

    `parameter` is the key of the dated parameter that decided with the fact, so that its doubt can be told.
    """

    fact: str
    value: str
    source: str
    paragraph: str
    parameter: str = ""


@dataclass(frozen=True)
class Change:
    """What would change a period: a key with a sentence in `Ordning.reasons`, and the sentence's `%(verdi)s`."""

    key: str
    value: str = ""


@dataclass(frozen=True)
class Period:
    """One stretch of an ordning in a person's life. `til` None: open; both ends are days in it.

    `status` is `beregnet`, or `mangler_opplysning` with the lacking fact's name in `mangler`. `changes` tells what
    would close or move it, where the rule knows. `frist_grunn` is the fact among the reasons that gave the frist: its
    words in `Ordning.reasons` tell what falls due.
    """

    kategori: str
    ordning: str
    fra: date
    til: date | None
    reasons: tuple[Reason, ...]
    rule_version: str
    frist: date | None = None
    frist_grunn: str = ""
    status: str = "beregnet"
    mangler: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Ordning:
    """An arrangement by law. `rule` gives all periods of a person's life; None where tiltak are only read in and shown.

    Registering it creates `<key>.se` and `<key>.endre` for the roles named; `kategorier` and `titles` give the words
    for the keys that periods carry: the kategori's, and the ordning's under it where that is another name. `reasons`
    are the words for facts and changes. `endpoint` is the person's page of it, with `ordning` as its argument.
    """

    key: str
    title: Any
    law: str
    rule: Callable[[PersonFacts], tuple[Period, ...]] | None
    endpoint: str
    order: int = 100
    kategorier: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, Any] = field(default_factory=dict)
    se: tuple[str, ...] = ()
    endre: tuple[str, ...] = ()
