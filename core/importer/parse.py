"""One line of bytes as a JSON object, or the reason why it is none."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from core.importer.errors import ImportErrors
from core.importer.lines import BOM, MAX_LINE, Line

MOST_NUMBER_DIGITS = 15


def parse(line: Line) -> dict[str, Any]:
    """The object of a line. Raises ImportErrors."""
    if line.overlong:
        raise ImportErrors(
            f"Linjen er på {line.length} byte; grensen er {MAX_LINE}. Del den, eller sett inn linjeskift."
        )
    try:
        return _object(_text(line.raw))
    except RecursionError as error:
        raise ImportErrors("Linjen har for mange nivåer av lister og objekter inni hverandre.") from error
    except json.JSONDecodeError as error:
        raise ImportErrors(_broken(line, error)) from error


def _text(raw: bytes) -> str:
    if b"\0" in raw:
        raise ImportErrors(
            f"Linjen har et NUL-tegn i byte {raw.index(0) + 1}. Filen er trolig skadet; hent den på nytt."
        )
    try:
        return raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportErrors(
            f"Linjen er ikke UTF-8: byte {error.start + 1} kan ikke leses. Lagre filen som UTF-8."
        ) from error


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_int, parse_float=_float)
    if not isinstance(found, dict):
        raise ImportErrors("Linjen er ikke et objekt. Den skal begynne med { og slutte med }.")
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ImportErrors(f"Nøkkelen «{double[:40]}» står to ganger i samme objekt. Ta bort den ene.")
    return found


def _constant(name: str) -> NoReturn:
    raise ImportErrors(f"{name} er ikke et tall i JSON.")


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= MOST_NUMBER_DIGITS else _too_long()


def _float(digits: str) -> float:
    number = float(digits)
    return number if abs(number) < 10**MOST_NUMBER_DIGITS else _too_long()


def _too_long() -> NoReturn:
    raise ImportErrors("Linjen har et tall som er for stort til å være riktig.")


def _broken(line: Line, error: json.JSONDecodeError) -> str:
    if line.cut:
        return "Linjen er kuttet: filen slutter midt i den. Hent filen på nytt."
    return f"Linjen er ikke gyldig JSON: feil ved tegn {error.pos + 1}."
