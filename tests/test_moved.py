"""Old addresses: every one there ever was is a page or leads to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_build import site

import checker
from checker.model import LOCALES
from scripts import generated, moved

DOCS = Path(__file__).parent.parent / "docs"
KNOWN = Path(__file__).parent / "addresses.txt"


def pages() -> set[str]:
    """Return the pages of today, within a language."""
    by_hand = {one.relative_to(DOCS / "zh").as_posix() for one in (DOCS / "zh").rglob("*.md")}
    return by_hand | {path for path, _ in generated.pages(checker.load_rulebook(), "zh")}


def test_every_address_there_ever_was_still_leads_somewhere():
    """Who renames a page adds its old address to scripts/moved.toml."""
    known = KNOWN.read_text("utf-8").split()

    assert [] == sorted(set(known) - pages() - set(moved.moved()))
    assert sorted(known) == known


def test_every_page_is_in_the_list_of_addresses():
    """Who adds a page adds it to tests/addresses.txt, so that its address is kept from then on."""
    assert [] == sorted(pages() - set(KNOWN.read_text("utf-8").split()))


@pytest.mark.site
@pytest.mark.parametrize("locale", LOCALES)
def test_an_old_address_goes_on_by_itself_and_has_a_link(locale):
    page = (site() / moved.FOLDERS[locale] / "routes/seller/index.html").read_text("utf-8")

    assert '<meta http-equiv="refresh" content="0; url=../#ask">' in page
    assert '<a href="../#ask">' in page


def test_a_line_that_leads_nowhere_is_refused(tmp_path):
    """The old address shown twice, or a new one that is no page, stops the build."""
    book, data = checker.load_rulebook(), tmp_path / "moved.toml"
    for locale in LOCALES:
        page = tmp_path / "site" / moved.FOLDERS[locale] / "new" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("", "utf-8")

    data.write_text('[moved]\n"old.md" = "nwe.md#top"\n', "utf-8")
    with pytest.raises(moved.MovedError, match="leads to 'nwe.md', which is no page"):
        moved.write(book, tmp_path / "site", data)
    data.write_text('[moved]\n"new.md" = "new.md"\n', "utf-8")
    with pytest.raises(moved.MovedError, match="'new.md' is a page again; remove its line"):
        moved.write(book, tmp_path / "site", data)
    data.write_text('[moved]\n"old.md" = "new.md"\n', "utf-8")
    moved.write(book, tmp_path / "site", data)
    assert 'url=../new/"' in (tmp_path / "site/old/index.html").read_text("utf-8")
