"""Code lists: keys that are stored, titles that are read, and the days each may be chosen.

A plugin keeps its list in a csv file and gives it to core in `register_code_lists`. A code that goes out of use is
never removed, only ended: old rows keep their title, new ones cannot choose it.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

FALLBACK = "nb"
"""The language every code has a title in."""
TITLE = "title_"
PERIOD_AND_PLACE = ("key", "valid_from", "valid_to", "order")


@dataclass(frozen=True)
class Code:
    """One choice. `titles` is by language and has "nb"; `valid_from` and `valid_to` are both days it may be chosen.

    `more` holds what else the list says of it, by column: the gruppe a type belongs to, say. It is text.
    """

    key: str
    titles: Mapping[str, str] = field(hash=False)
    valid_from: date | None = None
    valid_to: date | None = None
    order: int = 0
    more: Mapping[str, str] = field(default_factory=dict, hash=False)

    def title(self, lang: str = FALLBACK) -> str:
        """The title in a language; in bokmål where the list has none."""
        return self.titles.get(lang) or self.titles[FALLBACK]

    def valid_on(self, day: date) -> bool:
        """True on every day it may be chosen."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class CodeList:
    """Codes in order. `key` names the list in the whole system, prefixed by its plugin: `nir_tiltak.gruppe`.

    Raises ValueError for a key that stands twice, a code without a title in bokmål, or one that ends before it begins.
    """

    key: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.codes, key=lambda code: code.order))
        object.__setattr__(self, "codes", ordered)
        if len({code.key for code in ordered}) < len(ordered):
            raise ValueError(f"{self.key}: a key stands twice")
        for code in ordered:
            _check(self.key, code)

    def get(self, key: str) -> Code | None:
        """The code with this key, in use or not."""
        return self._by_key.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def title(self, key: str, lang: str = FALLBACK) -> str:
        """The title of a code, in use or not. A key the list lacks is given back as it is."""
        code = self.get(key)
        return code.title(lang) if code else key

    def valid_on(self, day: date) -> tuple[Code, ...]:
        """The codes that may be chosen on a day, in order."""
        return tuple(code for code in self.codes if code.valid_on(day))

    def where(self, **more: str) -> CodeList:
        """The part of the list whose other columns have these values: `types.where(gruppe="norsk")`."""
        kept = (code for code in self.codes if all(code.more.get(name) == value for name, value in more.items()))
        return CodeList(self.key, tuple(kept))

    def choices(self, day: date, lang: str = FALLBACK, keep: Collection[str] = ()) -> list[tuple[str, str]]:
        """Pairs (key, title) for a select field: what is valid on the day, and what the row already has (`keep`)."""
        return [(code.key, code.title(lang)) for code in self.codes if code.valid_on(day) or code.key in keep]

    @cached_property
    def _by_key(self) -> Mapping[str, Code]:
        return {code.key: code for code in self.codes}


def read_code_list(key: str, path: Path) -> CodeList:
    """The list in a csv file (UTF-8, comma) with columns `key` and `title_nb`, `title_nn`, ...

    `valid_from`, `valid_to` (ISO dates) and `order` may be left out or empty; the order is then that of the file. Every
    other column is kept in `Code.more`. Raises ValueError, naming file and line, for what cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return CodeList(key, tuple(_codes(csv.DictReader(lines, strict=True), path)))


def _codes(rows: Iterable[dict[str, str]], path: Path) -> Iterable[Code]:
    for line, row in enumerate(rows, start=2):
        try:
            yield _code(row, line)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}, line {line}: {error}") from error


def _code(row: dict[str, str], line: int) -> Code:
    if None in row or None in row.values():
        raise ValueError("another number of columns than the heading")
    titles = {name.removeprefix(TITLE): text for name, text in row.items() if name.startswith(TITLE) and text}
    more = {name: text for name, text in row.items() if name not in PERIOD_AND_PLACE and not name.startswith(TITLE)}
    return Code(
        key=row["key"],
        titles=MappingProxyType(titles),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        order=int(row.get("order") or line),
        more=MappingProxyType(more),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _check(name: str, code: Code) -> None:
    if not code.key:
        raise ValueError(f"{name}: a code has no key")
    if not code.titles.get(FALLBACK):
        raise ValueError(f"{name}: {code.key} has no title in {FALLBACK}")
    if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
        raise ValueError(f"{name}: {code.key} ends before it begins")
