"""The forms of a page in the browser: finding them, typing into all their fields, mending, and what they say back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.text.served import UUID

ON_ITS_WAY = ".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling"
FIELDS = "input:not([type=hidden],[type=checkbox],[type=radio],[type=submit],[type=button]),textarea"
FIND = f"""() => [...document.forms].map((form, index) => ({{
  index, method: form.method, action: new URL(form.getAttribute('action') ?? '', location).pathname,
  aside: !form.closest('main'), htmx: form.matches('[hx-post],[hx-get]'),
  names: [...form.querySelectorAll('{FIELDS}')].map((field) => field.name),
}})).filter((form) => form.names.length)"""
TYPE = f"""([index, text]) => {{
  const form = document.forms[index];
  return Object.fromEntries([...form.querySelectorAll('{FIELDS}')].map((field) => {{
    field.value = text;
    field.dispatchEvent(new Event('input', {{bubbles: true}}));
    return [field.name, field.value];
  }}));
}}"""
MEND = """([index, round, known]) => {
  for (const field of document.forms[index].querySelectorAll('[aria-invalid=true]')) {
    const choices = field.tagName === 'SELECT' ? [...field.options].filter((one) => one.value) : [];
    if (choices.length) field.value = choices[0].value;
    else if (field.type === 'radio' || field.type === 'checkbox') field.checked = true;
    else if (field.inputMode === 'numeric') field.value = '02.04.2021';
    else if (field.inputMode === 'decimal') field.value = '3';
    else if (field.tagName !== 'SELECT') field.value = round % 2 ? known : 'ord' + Math.floor(Math.random() * 1e9);
  }
}"""
SAID = f"""(index) => [...document.forms[index].querySelectorAll('{FIELDS},select,fieldset')].map((field) => {{
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  const faults = ids.map((id) => document.getElementById(id)).filter((one) => one?.matches('.ds-validation-message'));
  const place = field.closest('.ds-field, fieldset') ?? field.parentElement;
  const seen = (one) => one.innerText.trim() && one.checkVisibility() && place.contains(one);
  const {{name, type, value}} = field;
  return {{name, type, value, invalid: field.matches('[aria-invalid=true]'), beside: faults.some(seen)}};
}})"""
SEND = "(index) => document.forms[index].requestSubmit()"


@dataclass(frozen=True)
class OddForm:
    """A form with fields to type into, where it stands among the page's."""

    index: int
    method: str
    action: str
    aside: bool
    htmx: bool
    names: list[str] = field(hash=False)

    @property
    def key(self) -> tuple[str, ...]:
        """The same for this form on all pages, about whomever."""
        return self.method, UUID.sub("*", self.action), *self.names, *(("aside",) if self.aside else ())

    def type(self, page: Page, text: str) -> dict[str, str]:
        """The text in every field; gives what each holds then: a line has no line breaks."""
        typed: dict[str, str] = page.evaluate(TYPE, [self.index, text])
        return typed

    def mend(self, page: Page, number: int, known: str) -> None:
        """Something right in every field that was wrong: a new word the first time, the next time a known one."""
        page.evaluate(MEND, [self.index, number, known])

    def send(self, page: Page) -> int:
        """Sends it and waits for what comes; gives the status of the answer."""
        if self.htmx:
            with page.expect_response(lambda answer: urlsplit(answer.url).path == self.action) as waited:
                page.evaluate(SEND, self.index)
            page.wait_for_function(f"() => !document.querySelector('{ON_ITS_WAY}')")
            return waited.value.status
        with page.expect_navigation() as moved:
            page.evaluate(SEND, self.index)
        return moved.value.status

    def said(self, page: Page) -> list[dict[str, Any]]:
        """Each field as the answer shows it: its value, whether it is wrong, and whether a text beside it says so."""
        fields: list[dict[str, Any]] = page.evaluate(SAID, self.index)
        return fields


def forms_of(page: Page) -> list[OddForm]:
    """The page's forms that have a field to type into."""
    return [OddForm(**one) for one in page.evaluate(FIND)]
