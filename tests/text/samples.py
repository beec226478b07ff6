"""Texts that would be code, formulas or disorder elsewhere, to be typed and to be called."""

from __future__ import annotations

from tests.matrix.odd import MARKUP, RTL

FORMULA = "=cmd|' /C calc'!A0"
CONTROLS = "\x01\x08\x0b\x1b[31m\x1f\x7f\x85\u2028\ufeff\ufffe"
ATTRIBUTE = "' onmouseover='alert(2)' x=\"y\" autofocus onfocus=alert(3) --><!--</textarea><svg onload=alert(4)>"
ENTITIES = "&lt;script&gt;alert(5)&lt;/script&gt; &#60;b&#62; {{7*7}}{% raw %}${7*7}"
LONG = 10_000

TYPED = {
    "long": "Å" * LONG,
    "markup": f"Ada{MARKUP}{ATTRIBUTE}",
    "a formula": f"{FORMULA}{ENTITIES}",
    "controls": f"Ada{CONTROLS}",
    "right to left": f"Ada{RTL} \u0639\u0631\u0628\u064a ::1",
    "marks": "A" + "\u0301" * 400,
    "a name": "Ada",
}
"""What is typed into every field. The long one comes first: what a form takes once, it may not ask for again."""

ALL_IN_ONE = f"Ada{MARKUP}{RTL}{FORMULA}"
CALLED = {
    "markup": f"Ada{MARKUP}",
    "an attribute": f"Ada{ATTRIBUTE}",
    "a formula": FORMULA,
    "right to left": f"Ada{RTL}",
    "entities": f"Ada {ENTITIES}",
    "long": "W" * 200,
    "marks": "A" + "\u0301" * 100,
    "emoji": "😀" * 100,
}
"""What persons, a mottak and paragraphs are called; the import takes no controls, and at most 200 signs."""

QUICK_TYPED = {"long": TYPED["long"], "all in one": ALL_IN_ONE + CONTROLS}
QUICK_CALLED = (ALL_IN_ONE + "W" * 200)[:200]
