import json
from tests.codebase.walk import Walk
from tests.codebase.test_languages import texts
import pytest
pytest_plugins = []
@pytest.mark.parametrize("language", ["nb","nn","en"])
def test_x(make_app, make_user, make_person, language):
    w = Walk(make_app(), language, make_user, make_person)
    pages = w.all()
    out = {}
    for n,h in pages.items():
        for t in texts(h): out.setdefault(t, n)
    json.dump(out, open(f"/tmp/fot/lang/{language}.json","w"), ensure_ascii=False, indent=0)
    json.dump(pages, open(f"/tmp/fot/lang/pages-{language}.json","w"), ensure_ascii=False)
