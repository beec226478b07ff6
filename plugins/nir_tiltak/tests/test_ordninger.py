"""The six ordninger by their contract."""

from plugins.nir_tiltak.ordninger import ordninger
from plugins.nir_tiltak.rules import kvalifisering_i_mottak

INTRO, NORSK = ("kommune_introbruker",), ("kommune_norskbruker",)


def test_keys_law_and_who_edits() -> None:
    assert [(one.key, one.law, one.endre) for one in sorted(ordninger(), key=lambda one: one.order)] == [
        ("opplaering_i_mottak", "integreringsloven", NORSK),
        ("kvalifisering_i_mottak", "integreringsloven", INTRO),
        ("introduksjonsprogram", "integreringsloven", INTRO),
        ("norsk", "integreringsloven", NORSK),
        ("introduksjonsprogram_2003", "introduksjonsloven", INTRO),
        ("norsk_2003", "introduksjonsloven", NORSK),
    ]


def test_all_five_roles_see_all() -> None:
    for one in ordninger():
        assert len(set(one.se)) == 5
        assert set(one.endre) < set(one.se)
        assert one.endpoint == "nir_tiltak.ordning"


def test_one_rule_runs() -> None:
    assert [one.rule for one in ordninger() if one.rule] == [kvalifisering_i_mottak]
    assert [list(one.kategorier) for one in ordninger() if one.rule] == [["kvalifisering_i_mottak"]]
