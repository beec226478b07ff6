"""Front-end files: joined, named by their content and packed at set-up; looked up by name when a page is made.

`python -m core.web.assets` makes core/static/vendor from node_modules and core/static. Nothing of it is committed.
A file's name changes with its content, so a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path

from werkzeug.datastructures import Accept

STATIC = Path(__file__).resolve().parents[1] / "static"
VENDOR = STATIC / "vendor"
MODULES = STATIC.parents[1] / "node_modules"
HASH_LENGTH = 10
FOR_READERS = {
    ".js": re.compile(r"^ *(?://.*\n)?| // .*", re.MULTILINE),
    ".css": re.compile(r"\s*/\*.*?\*/\s*|\s*\n\s*| (?=\{)", re.DOTALL),
}
"""What stands in our own files for those who read them: comments, indents, and in style sheets the ends of lines."""

DESIGN = MODULES / "@digdir/designsystemet-css/dist/src"
LAYERS = "@layer ds.theme, ds.base, ds.components;"
"""The order of the layers, as the design system's own index.css says it; its parts do not say which they stand in."""
BASE = ("base", "heading", "label", "paragraph", "validation-message")
COMPONENTS = (
    *("link", "data-size-workaround", "button", "input", "field", "fieldset", "alert", "skip-link", "list", "card"),
    *("chip", "pagination", "tag", "error-summary", "table"),
)
"""The parts our pages use, in the order of index.css: half of it. A browser fetches and reads them before it paints."""

# The design system is served as published: minifying it again breaks it. The theme comes first, and our own
# rules, which stand in no layer, win over both.
SOURCES = {
    "app.css": (
        MODULES / "@digdir/designsystemet-theme/src/themes/designsystemet.css",
        *(DESIGN / f"{name}.css" for name in (*BASE, *COMPONENTS)),
        STATIC / "app.css",
    ),
    "app.js": (MODULES / "htmx.org/dist/htmx.min.js", STATIC / "app.js", STATIC / "lock.js"),
}
START = "start.js"
"""The script a page names: it asks for app.js, so that a slow net carries the style sheet first and alone."""


class AssetError(Exception):
    """A front-end file that is missing or cannot be joined, said so that it can be mended."""


def asset(name: str) -> str:
    """The path under core/static of `app.css`, `app.js` or `start.js`, e.g. `vendor/app.1a2b3c4d5e.css`.

    Raises AssetError when the files are not made yet or the name is not one of them.
    """
    try:
        return _manifest()[name]
    except (FileNotFoundError, KeyError):
        raise AssetError(f"{name} finnes ikke i {VENDOR}: start Fotfeste med ./run, som lager filene.") from None


def packed(path: str, accepted: Accept) -> tuple[str, str | None]:
    """The packed twin of `path` (under core/static) `request.accept_encodings` takes: path and "br", "gzip" or None.

    Whoever serves it sets Content-Encoding, keeps the type of the unpacked file and adds Accept-Encoding to Vary.
    """
    for ending, encoding in ((".br", "br"), (".gz", "gzip")):
        if accepted.quality(encoding) > 0 and (STATIC / (path + ending)).is_file():
            return path + ending, encoding
    return path, None


def build() -> dict[str, str]:
    """Make core/static/vendor; gives what `asset` answers by name. Raises AssetError for a source that is missing."""
    made = {name: _join(name, parts) for name, parts in SOURCES.items()}
    VENDOR.mkdir(parents=True, exist_ok=True)
    names = {name: _write(name, content) for name, content in made.items()}
    names[START] = _write(START, f'import "./{Path(names["app.js"]).name}";\n'.encode())
    (VENDOR / "licenses.txt").write_text(_licenses(), encoding="utf-8")
    (VENDOR / "manifest.json").write_text(json.dumps(names, indent=1), encoding="utf-8")
    _remove_old(names)
    _manifest.cache_clear()
    return names


@cache
def _manifest() -> dict[str, str]:
    return json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def _join(name: str, parts: tuple[Path, ...]) -> bytes:
    texts = [_read(part) for part in parts]
    if any("@import" in text for text in texts):
        raise AssetError(f"{name}: @import gir en forespørsel til og må skrives ut i fila.")
    # @charset counts only as the very first thing in a file; the server says utf-8 anyway.
    texts = [text.removeprefix('@charset "UTF-8";').strip() for text in texts]
    return "\n".join([*texts, ""]).encode()


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        own = FOR_READERS.get(path.suffix) if MODULES not in path.parents else None
        return own.sub("", text) if own else _in_layer(path, text)
    except FileNotFoundError:
        raise AssetError(f"{path} mangler: kjør ./run, som henter den.") from None


def _in_layer(path: Path, text: str) -> str:
    """A part of the design system in the layer that index.css puts it in; the first one says the layers' order."""
    if path.parent != DESIGN:
        return text
    layer = "ds.base" if path.stem in BASE else "ds.components"
    return f"{LAYERS if path.stem == BASE[0] else ''}@layer {layer}{{{text.strip()}}}"


def _write(name: str, content: bytes) -> str:
    import brotli  # needed at set-up only

    digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
    target = VENDOR / f"{Path(name).stem}.{digest}{Path(name).suffix}"
    target.write_bytes(content)
    Path(f"{target}.br").write_bytes(brotli.compress(content, quality=11))
    Path(f"{target}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return target.relative_to(STATIC).as_posix()


def _remove_old(names: dict[str, str]) -> None:
    keep = {"licenses.txt", "manifest.json"}
    keep |= {Path(path).name + ending for path in names.values() for ending in ("", ".br", ".gz")}
    for path in VENDOR.iterdir():
        if path.name not in keep:
            path.unlink()


def _licenses() -> str:
    packages = ("@digdir/designsystemet-theme", "@digdir/designsystemet-css", "htmx.org")
    return "\n\n".join(f"{package}\n\n{_read(MODULES / package / 'LICENSE')}" for package in packages)


if __name__ == "__main__":
    build()
