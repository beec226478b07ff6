"""Every address of the app, kept in routes.txt so that none is lost unnoticed.

`python -m tests.codebase.routes` writes the list anew.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from core import create_app
from core.config import Settings

LIST = Path(__file__).with_name("routes.txt")


def whole_app() -> Flask:
    """The app with every bundled plugin; its database is never asked."""
    return create_app(Settings("sqlite://", "no secret"))


def routes(app: Flask) -> list[str]:
    """A line for each method of each address: method, address, endpoint, and what it needs."""
    lines = []
    for rule in app.url_map.iter_rules():
        need = app.view_functions[rule.endpoint].need  # type: ignore[attr-defined]
        needs = f"<ordning>.{need.ordning}" if need.ordning else need.permission or "signed-in"
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            lines.append(f"{method:5}{rule.rule}  {rule.endpoint}  {needs}")
    return sorted(lines, key=lambda line: (line.split()[1], line))


if __name__ == "__main__":
    LIST.write_text("\n".join([*routes(whole_app()), ""]), encoding="utf-8")
