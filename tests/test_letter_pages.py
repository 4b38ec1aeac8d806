"""Each letter's page shows what the checker writes for a made-up case, filled in and with blanks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker import load_rulebook
from scripts import generated
from scripts.letter_pages import letter_page, sample
from scripts.speaker import PageError, Speaker, plain

BOOK = load_rulebook()
PAGES = {locale: dict(generated.pages(BOOK, locale)) for locale in ("zh", "en")}


@pytest.mark.parametrize("form", list(BOOK.letters))
def test_a_sample_has_no_blank_and_a_blank_one_has_no_detail(form):
    """Names, numbers and places of the sample are marked as made up, and stay out of the other."""
    filled = sample(BOOK, form, "zh", full=True)
    blank = sample(BOOK, form, "zh", full=False)

    assert () == filled.blanks
    assert "【" not in filled.text
    assert all(f"【{name}】" in blank.text for name in blank.blanks)
    assert "样例" not in blank.text
    # What has a name or number to fill in says in the text itself that it is a sample.
    assert blank.blanks == () or filled.text != blank.text


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("form", list(BOOK.letters))
def test_a_page_shows_every_paragraph(form, locale):
    """As sent; in English each with its reading below it."""
    page = PAGES[locale][f"letters/{form}.md"]
    for full in (True, False):
        for one in sample(BOOK, form, locale, full=full).parts:
            for line in one.text.split("\n"):
                assert plain(line) in page
            if locale == "en":
                assert all(plain(line) in page for line in one.reading.split("\n"))
    assert re.search(r"\]\(\.\./checker\.md\)", page)


def test_a_letter_without_a_sample_is_refused():
    """A new letter comes with its sample."""
    form = replace(BOOK.letters["refund-demand"], id="new-letter")
    messages = {
        locale: {
            **words,
            **{
                f"letter.new-letter.{slot}": words[f"letter.refund-demand.{slot}"]
                for slot in ("title", "where")
            },
        }
        for locale, words in BOOK.messages.items()
    }
    book = replace(BOOK, letters={**BOOK.letters, form.id: form}, messages=messages)

    with pytest.raises(PageError, match="no sample for the letter 'new-letter'"):
        letter_page(Speaker(book, "zh", "letters/new-letter.md"), form)
