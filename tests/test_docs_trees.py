"""Both languages have the same pages, with the same headings, and every page says what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from checker import load_rulebook
from scripts.markup import heading_ids, headings

DOCS = Path(__file__).parent.parent / "docs"
CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
SPACE_IN_CHINESE = re.compile(r"[\u3400-\u9fff，。；：！？）”] +[\u3400-\u9fff“（\d]")


def tree(locale: str) -> list[str]:
    """Return the pages of a language by their path."""
    folder = DOCS / locale
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def body(locale: str, page: str) -> str:
    """Return a page without its front matter."""
    return (DOCS / locale / page).read_text("utf-8").split("\n---\n", 1)[1]


def front_matter(locale: str, page: str) -> dict[str, object]:
    """Return what a page says about itself."""
    text = (DOCS / locale / page).read_text("utf-8")
    return yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))


def menu() -> list[str]:
    """Return the pages of the menu."""
    text = CONFIG.read_text("utf-8").replace("!ENV ", "")
    return [page for pages in yaml.safe_load(text)["extra"]["menu"].values() for page in pages]


def test_both_languages_have_the_same_pages():
    """The switch between languages stays on the page, so each page needs its twin."""
    assert tree("zh") == tree("en")


def test_every_page_is_in_the_menu_once():
    """A page that no menu names is found by nobody."""
    assert sorted(menu()) == tree("zh")


def test_every_scenario_has_its_page():
    """One scenario is one rulebook file and one page of the same name."""
    assert sorted(f"scenarios/{id}.md" for id in load_rulebook().scenarios) == [
        page for page in tree("zh") if page.startswith("scenarios/")
    ]


@pytest.mark.parametrize("page", tree("zh"))
def test_headings_have_the_same_ids_in_both_languages(page):
    """Links and the language switch keep their place on the page."""
    assert heading_ids(body("zh", page)) == heading_ids(body("en", page))


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("page", tree("zh"))
def test_a_page_has_one_first_heading_and_ids_everywhere(page, locale):
    """A heading without an id cannot be linked to; two first headings confuse screen readers."""
    text = body(locale, page)

    assert 1 == sum(line.startswith("# ") for _, line in headings(text))
    assert len(headings(text)) == len(heading_ids(text))


@pytest.mark.parametrize("page", tree("zh"))
def test_both_languages_say_the_same_things_about_a_page(page):
    """The same keys, the same template, the same day of the last check."""
    chinese, english = front_matter("zh", page), front_matter("en", page)

    assert chinese.keys() == english.keys()
    assert {"title", "description"} <= chinese.keys()
    for key in chinese.keys() - {"title", "description"}:
        assert chinese[key] == english[key], key


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("page", tree("zh"))
def test_a_description_fits_a_search_result(page, locale):
    """Longer ones are cut off, and an empty one is replaced by chance."""
    about = str(front_matter(locale, page)["description"])

    assert 10 <= len(about) <= (90 if locale == "zh" else 180)


@pytest.mark.parametrize("page", tree("zh"))
def test_chinese_text_has_no_spaces_between_words(page):
    """The browser puts the right distance between Han characters and figures.

    The space after bold punctuation stays in the source: Markdown needs it, the build drops it.
    """
    prose = [
        line for line in body("zh", page).splitlines() if "{{" not in line and "](" not in line
    ]

    assert [] == [line for line in prose if SPACE_IN_CHINESE.search(line)]
