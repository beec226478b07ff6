"""The six ordninger by their contract."""

from plugins.nir_tiltak.ordninger import ordninger

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


def test_the_names_of_the_table() -> None:
    """kategori -> ordning, as the domain facts write them (section 0)."""
    named = [
        (str(kategori), str(one.titles.get(key, one.title)))
        for one in ordninger()
        for key, kategori in one.kategorier.items()
    ]
    assert named == [
        ("Opplæring i mottak", "Norsk og samfunnskunnskap for asylsøkere"),
        ("Kvalifisering i mottak", "Kvalifisering for mottaksbeboere"),
        ("Rett og plikt introduksjonsprogram", "Introduksjonsprogram"),
        ("Kan tilbys introduksjonsprogram", "Introduksjonsprogram"),
        ("Rett og plikt norsk og samfunnskunnskap", "Norsk rett og plikt/norskmål"),
        ("Plikt norsk og samfunnskunnskap", "Norsk plikt"),
        ("Rett til norsk", "Norsk rett/norskmål"),
        ("Rett og plikt introduksjonsprogram (2003)", "Introduksjonsprogram (2003)"),
        ("Kan tilbys introduksjonsprogram (2003)", "Introduksjonsprogram (2003)"),
        ("Norsk og samfunnskunnskap (2003)", "Norsk og samfunnskunnskap (2003)"),
    ]


def test_each_has_a_rule_of_its_own() -> None:
    assert [one.rule.__name__ for one in ordninger() if one.rule] == [one.key for one in ordninger()]


def test_no_kategori_stands_under_two_ordninger() -> None:
    keys = [key for one in ordninger() for key in one.kategorier]
    assert len(keys) == len(set(keys))
    assert {key for one in ordninger() for key in one.titles} <= set(keys)
