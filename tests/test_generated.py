"""Pages made whole from the rulebook: complete, linked, the same shape in both languages."""

from __future__ import annotations

import re

import pytest
import yaml
from markdown import Markdown

from checker import load_rulebook
from scripts import generated, markup, pages, registers

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.details"]
BOOK = load_rulebook()
PAGES = {locale: dict(generated.pages(BOOK, locale)) for locale in ("zh", "en")}
EACH = pytest.mark.parametrize("path", list(PAGES["zh"]))
BOTH = pytest.mark.parametrize("locale", ["zh", "en"])


def parts(locale: str, path: str) -> tuple[dict, str]:
    """Return front matter and HTML of a page."""
    _, head, body = PAGES[locale][path].split("---\n", 2)
    answered = pages.render(body, BOOK, locale, path)
    made = Markdown(extensions=[*EXTENSIONS, markup.LabelledTables()]).convert(answered)
    return yaml.safe_load(head), made


def test_every_route_law_and_letter_has_its_page():
    """Nobody has to hunt through a long page for one office."""
    wanted = {f"routes/{id}.md" for id in BOOK.routes} | {f"law/{id}.md" for id in BOOK.laws}
    wanted |= {f"letters/{id}.md" for id in BOOK.letters}

    assert wanted == set(PAGES["zh"]) == set(PAGES["en"])


@BOTH
@EACH
def test_a_page_becomes_sound_html(path, locale):
    """One first heading, nothing of Markdown or of a call left over."""
    head, made = parts(locale, path)
    words = re.sub(r"<[^>]*>", "", made)

    assert 1 == made.count("<h1")
    assert not re.search(r"\*\*|\]\(|\{ \.|\{\{|\{#|^\s*[-|]\s", words, re.MULTILINE), words[:400]
    assert "style=" not in made
    assert head["title"] and head["checked"] == BOOK.law_checked


@BOTH
@EACH
def test_a_description_fits_a_search_result(path, locale):
    """Whole sentences, as many as are shown."""
    about = parts(locale, path)[0]["description"]

    assert 10 <= len(about) <= generated.LONGEST[locale]
    assert about[-1] in "。."


@EACH
def test_both_languages_have_the_same_headings(path):
    """The language switch keeps its place on the page."""
    ids = [re.findall(r'<h\d id="([^"]*)"', parts(locale, path)[1]) for locale in ("zh", "en")]

    assert ids[0] == ids[1]


@BOTH
def test_every_provision_has_its_place_and_says_where_it_is_used(locale):
    """A citation anywhere leads to the gist, its days and what rests on it."""
    used = 0
    for law in BOOK.laws.values():
        made = parts(locale, f"law/{law.id}.md")[1]
        for article in law.provision:
            assert f'id="{registers.anchor(f"{law.id}.{article}")}"' in made
        used += made.count("../scenarios/")
    assert used > 100


@BOTH
def test_a_route_shows_all_that_the_rulebook_knows(locale):
    """What is asked, how it ends and where to then, why it is refused, beside what it may run."""
    messages = BOOK.messages[locale]
    for route in BOOK.routes.values():
        made = parts(locale, f"routes/{route.id}.md")[1]
        assert len(route.step) <= made.count("<li>")
        for end in route.outcome:
            assert f"route.{route.id}.outcome.{end.id}" in messages
            assert all(f'href="{next}.md"' in made for next in end.next)
        assert all(f'href="{other}.md"' in made for other in (*route.excludes, *route.parallel))
