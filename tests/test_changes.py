"""Changes in law and advice: one list for the page and the feeds, known by ids that stay."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from site_build import ADDRESS, site

import checker
from checker.errors import RulebookError
from scripts import changes

NAMES = {"atom": changes.ATOM}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_feed_tells_every_change_with_links_that_lead_somewhere(locale):
    feed = ElementTree.fromstring(changes.feed(checker.load_rulebook(), locale, ADDRESS))
    entries = feed.findall("atom:entry", NAMES)

    assert len(changes.changes()) == len(entries)
    assert len({one.findtext("atom:id", "", NAMES) for one in entries}) == len(entries)
    for one, change in zip(entries, changes.changes(), strict=True):
        assert change.text[locale] in one.findtext("atom:title", "", NAMES)
        address = one.find("atom:link", NAMES).get("href")
        path, anchor = address.removeprefix(ADDRESS).split("#")
        assert f'id="{anchor}"' in (site() / path / "index.html").read_text("utf-8")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_site_publishes_the_feed_and_every_page_names_it(locale):
    path = changes.PATHS[locale]
    assert changes.feed(checker.load_rulebook(), locale, ADDRESS) == (site() / path).read_text(
        "utf-8"
    )
    page = (site() / path).parent / "routes" / "index.html"
    assert 'type="application/atom+xml" href="../feed.xml"' in page.read_text("utf-8")
    changed = (site() / path).parent / "changes" / "index.html"
    assert 'class="button quiet" href="../feed.xml"' in changed.read_text("utf-8")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_entries_keep_their_ids_wherever_the_site_moves(locale):
    """A reader who follows the feed does not see everything again as new."""
    book, at = checker.load_rulebook(), "atom:entry/atom:id"
    feeds = [
        ElementTree.fromstring(changes.feed(book, locale, address))
        for address in (ADDRESS, "https://elsewhere.example/", "")
    ]
    ids = [[one.text for one in feed.findall(at, NAMES)] for feed in feeds]

    assert ids[0] == ids[1] == ids[2]
    link = feeds[2].find("atom:entry/atom:link", NAMES).get("href")
    assert link.startswith("changes/#d")


def test_every_change_leads_to_a_page_and_a_provision_that_exist():
    provisions = {
        f"{law.id}.{article}"
        for law in checker.load_rulebook().laws.values()
        for article in law.provision
    }
    for one in changes.changes():
        assert (site() / one.page.removesuffix(".md") / "index.html").is_file()
        assert one.provision in {"", *provisions}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'id="a"\nday=2026-01-01\nkind="x"\npage="p.md"\ntext.zh="甲"\ntext.en="A"',
            "needs a kind",
        ),
        ('id="a"\nday=2026-01-01\nkind="law"\npage="p.md"\ntext.zh="甲"', "both languages"),
    ],
)
def test_a_bad_entry_is_refused_by_name(tmp_path, text, said):
    file = tmp_path / "changes.toml"
    file.write_text(f"[[change]]\n{text}\n", "utf-8")
    with pytest.raises(RulebookError, match=said):
        changes.changes(file)
