"""The joined front-end files: right order, one request each, names that follow the content, small enough."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from core.web import assets


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files made anew, in a folder of the test's own."""
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    assets._manifest.cache_clear()
    yield tmp_path
    assets._manifest.cache_clear()


def test_css_is_one_file_with_the_theme_first_and_our_own_rules_last(vendor: Path) -> None:
    css = (vendor / assets.build()["app.css"]).read_text(encoding="utf-8")
    own = "--ds-font-family:system-ui"
    places = [css.index(text) for text in ("@layer ds.theme.", "@layer ds.theme, ds.base, ds.components", own)]
    assert places == sorted(places)
    assert "@import" not in css
    assert not re.search(r"url\(\s*['\"]?(?!['\"]?data:)", css), "only what the page's CSP lets in"


def test_the_design_system_is_served_as_published(vendor: Path) -> None:
    css = (vendor / assets.build()["app.css"]).read_text(encoding="utf-8")
    for source in assets.SOURCES["app.css"][:-1]:
        assert source.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";').strip() in css


def test_a_name_follows_the_content_and_old_files_go(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = vendor / "app.js"
    monkeypatch.setitem(assets.SOURCES, "app.js", (own,))
    own.write_text("one();", encoding="utf-8")
    first = assets.build()["app.js"]
    assert assets.build()["app.js"] == first == assets.asset("app.js")
    own.write_text("two();", encoding="utf-8")
    second = assets.build()["app.js"]
    assert second != first
    assert assets.asset("app.js") == second
    assert not (vendor / first).exists()


def test_the_script_a_page_names_asks_for_the_rest(vendor: Path) -> None:
    names = assets.build()
    start = (vendor / names["start.js"]).read_text(encoding="utf-8")
    assert start == f'import "./{Path(names["app.js"]).name}";\n'


def test_what_only_readers_need_stays_at_home(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = vendor / "app.js"
    own.write_text("// Why.\none('https://x'); // so\n  // And this.\n  two();\n", encoding="utf-8")
    monkeypatch.setitem(assets.SOURCES, "app.js", (own,))
    assert (vendor / assets.build()["app.js"]).read_text(encoding="utf-8") == "one('https://x');\ntwo();\n"
    style = vendor / "app.css"
    style.write_text("/* 1\n  2 */\n.a {top:0} /* why */\n\n@media x {\n .b i {top:0}\n}\n", encoding="utf-8")
    monkeypatch.setitem(assets.SOURCES, "app.css", (style,))
    assert (vendor / assets.build()["app.css"]).read_text(encoding="utf-8") == ".a{top:0}@media x{.b i{top:0}}\n"


def test_packed_files_hold_the_same(vendor: Path) -> None:
    for path in assets.build().values():
        content = (vendor / path).read_bytes()
        assert brotli.decompress((vendor / f"{path}.br").read_bytes()) == content
        assert gzip.decompress((vendor / f"{path}.gz").read_bytes()) == content


def test_all_of_it_leaves_room_for_a_page_within_45_kilobytes(vendor: Path) -> None:
    assert sum((vendor / f"{path}.br").stat().st_size for path in assets.build().values()) <= 41_000


@pytest.mark.parametrize(
    ("header", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip;q=1.0, br;q=0", "gzip"), ("identity", None), ("", None)],
)
def test_the_browser_gets_what_it_takes(vendor: Path, header: str, encoding: str | None) -> None:
    path = assets.build()["app.css"]
    found, found_encoding = assets.packed(path, parse_accept_header(header, Accept))
    assert found_encoding == encoding
    assert (vendor / found).is_file()


def test_an_unknown_name_and_a_missing_source_say_what_to_do(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets.build()
    with pytest.raises(assets.AssetError, match=r"\./run"):
        assets.asset("other.css")
    monkeypatch.setitem(assets.SOURCES, "app.js", (vendor / "none.js",))
    with pytest.raises(assets.AssetError, match=r"none\.js"):
        assets.build()


def test_an_import_in_css_is_refused(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = vendor / "own.css"
    own.write_text('@import "more.css";', encoding="utf-8")
    monkeypatch.setitem(assets.SOURCES, "app.css", (own,))
    with pytest.raises(assets.AssetError, match="@import"):
        assets.build()


def test_what_a_page_uses_of_the_design_system_has_its_rules() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in assets.SOURCES["app.css"][:-1])
    root = assets.MODULES.parent
    pages = [path for top in ("templates", "plugins") for path in (root / top).rglob("*.html")]
    used = {name for path in pages for name in re.findall(r"(?<![-\w])ds-[a-z]+(?:-[a-z]+)*", path.read_text("utf-8"))}
    assert len(used) > 10
    assert {name for name in used if f".{name}" not in css} == set()
