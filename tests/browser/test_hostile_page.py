"""Hostile input at every door of the page: nothing runs, nothing is lost, every message is a sentence."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from conftest import told
from test_saving import _CASE, TODAY, open_file, result_of, to_start

sys.path.append(str(Path(__file__).parent.parent))
from hostile import FILES, READ, TEXTS  # noqa: E402

LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
NEVER = ("undefined", "[object", "NaN", "Error", "null", "Traceback", " at ")
_GO = """([form, text]) => {
  location.hash = form.replace("%s", () => encodeURIComponent(text.toWellFormed()));
}"""
SHORT = {name: text for name, text in TEXTS.items() if len(text) <= 2_000}


def clean(visitor, where: str) -> None:
    """Fail when something ran, or a message is none."""
    assert visitor.page.evaluate("window.__hit") is None, where
    assert visitor.page.evaluate("({}).polluted") is None, where
    assert visitor.page.evaluate("document.querySelector('main img[src=x], main iframe')") is None


def readable(text: str, where: str) -> None:
    """Fail when a message is not a sentence for people."""
    assert text.strip(), where
    assert not [word for word in NEVER if word in text], (where, text)


def test_files_that_are_no_cases_change_nothing(person):
    """One after the other, by somebody who has answered something."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.fill("buyer", "own_use")
    visitor.go_on()
    to_start(visitor)
    before = visitor.page.evaluate(f"{_CASE}.answers")
    # A case saved by an editor as UTF-16 is read here, so it is none of these.
    for name, content in (one for one in FILES.items() if one[0] != "utf-16"):
        visitor.page.evaluate("document.getElementById('checker-file-wrong').textContent = ''")
        open_file(visitor, content)
        visitor.until("document.getElementById('checker-file-wrong').textContent !== ''")
        readable(visitor.text("#checker-file-wrong"), name)
        assert "start" == visitor.where()[0], name
        assert before == visitor.page.evaluate(f"{_CASE}.answers"), name
        clean(visitor, name)


def test_files_with_strange_contents_are_shown_before_anything_changes(person):
    """A file that can be read in part is asked about, or refused; the case that was there stays."""
    visitor, _ = result_of(person)
    to_start(visitor)
    for name, text in READ.items():
        visitor.page.evaluate("document.getElementById('checker-file-wrong').textContent = ''")
        open_file(visitor, text)
        visitor.until(
            "history.state.screen === 'opening'"
            " || document.getElementById('checker-file-wrong').textContent !== ''"
        )
        clean(visitor, name)
        assert LATE == visitor.page.evaluate(f"{_CASE}.answers"), name
        to_start(visitor)


def test_links_with_anything_behind_the_sign_open_the_checker(person):
    """A fragment is a code, a situation, or nothing; the page is there in every case."""
    visitor = person(today=TODAY)
    forms = cycle(("#code=%s", "#%s", "#scenario=%s"))
    for (name, text), form in zip(SHORT.items(), forms, strict=False):
        visitor.page.evaluate(_GO, [form, text])
        visitor.page.reload()
        visitor.page.wait_for_selector("body.checker-ready")
        clean(visitor, f"{form} {name}")
        assert "start" == visitor.where()[0], (form, name)
        wrong = visitor.page.locator("#checker-file-wrong:visible, #checker-code-wrong:visible")
        for message in wrong.all_inner_texts():
            readable(message, f"{form} {name}")


def test_what_is_typed_into_a_letter_stands_there_as_text(person):
    """Markup, templates and formulas are letters and signs like any other, or refused in words."""
    visitor, _ = result_of(person)
    field = visitor.page.locator("#my_name")
    for name, text in SHORT.items():
        if "surrogate" in name:
            continue  # cannot be typed
        field.fill(text)
        field.blur()
        clean(visitor, name)
    field.fill("王小明")
    field.blur()
    visitor.until("document.getElementById('letters').textContent.includes('王小明')")
