"""Odd names and odd texts in a real browser: nothing runs, nothing breaks a page, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.text.samples import QUICK_CALLED, QUICK_TYPED
from tests.text.served import serving
from tests.text.trial import Trial, Tried

pytestmark = pytest.mark.e2e


def test_every_form_and_every_page(browser: Browser, tmp_path: Path) -> None:
    tried = Tried()
    with serving(tmp_path) as served:
        trial = Trial(browser, served, tried)
        trial.type_in_all(QUICK_TYPED, refused=["long"])
        trial.look_at_all([QUICK_CALLED], tmp_path)
        trial.close()
    assert tried.faults == []
    assert tried.pages > 60 and len(tried.forms) >= 10 and len(tried.stored) >= 9, tried
