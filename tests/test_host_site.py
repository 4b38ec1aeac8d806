"""A host's copy as a site: its brand on every page, its own words, and the guide everywhere else."""

from __future__ import annotations

import io
import pickle
import re
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cases import WHOLE as CASE
from host_folders import SETTINGS, SHANGHAI, changed, hosted, in_chinese_alone
from playwright.sync_api import Browser
from site_build import ADDRESS, BASE, BelowPath, digests, hosted_by, site
from test_site import MOVED

import checker
from checker.printout import printout
from checker.wording import voice
from scripts.build import BuildError, build
from scripts.bundle import app_archive
from scripts.host_page import replaced

sys.path.append(str(Path(__file__).parent / "browser"))
from person import Person  # noqa: E402

pytestmark = pytest.mark.site

BOOK = checker.load_rulebook()
NAMES = {"zh": "浦江买家互助小组（样例）", "en": "Pujiang Buyers' Group (sample)"}
_ARTICLE = re.compile(r'<article class="text[^>]*>(.*?)</article>', re.DOTALL)
_DIGEST = re.compile(r"(?<=[./])[0-9a-f]{8,12}(?=[./])")


@pytest.fixture(scope="module")
def copy() -> Path:
    """Return the sample host's site, with the checker's files."""
    return site(bundled=True, host=SHANGHAI)


@pytest.fixture(scope="module")
def address(copy) -> Iterator[str]:
    """Serve the copy under a sub-path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    server.shutdown()


def pages(folder: Path) -> dict[str, str]:
    """Return the pages of the guide by path, without the review book and old addresses."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    return {
        name: path.read_text("utf-8")
        for name, path in found.items()
        if "review/" not in name and name not in {"404.html", *MOVED}
    }


def test_every_page_says_who_publishes_it(copy):
    """Name, disclaimer, contact, what it is based on, and the way to what differs."""
    for path, text in pages(copy).items():
        locale = "en" if path.startswith("en/") else "zh"
        host = hosted().host
        foot = text[text.index('<footer class="foot">') :]

        assert NAMES[locale].replace("'", "&#39;") in text[: text.index("<main")], path
        assert host.disclaimer[locale] in foot
        assert host.contact[locale] in foot
        assert "2026.11.2" in foot
        assert 'host/">' in foot or path.endswith("host/index.html")
        assert f">{host.filing}</a>" in foot
        assert "assets/tint." in text


def test_the_guide_keeps_its_own_statements(copy):
    """A copy is no office and no law firm either, whatever else it says."""
    said = BOOK.messages["zh"]["ui.site.footer.not_official"]

    assert all(said in text for path, text in pages(copy).items() if not path.startswith("en/"))


def test_pages_differ_only_where_the_host_may():
    """Below the frame, every page that says nothing of the host's is the guide's, word for word."""
    ours, theirs = (
        {path: _DIGEST.sub("X", "".join(_ARTICLE.findall(text))) for path, text in found.items()}
        for found in (pages(site(bundled=True)), pages(site(bundled=True, host=SHANGHAI)))
    )
    differing = {path.removeprefix("en/") for path in ours if ours[path] != theirs[path]}

    assert {
        "checker/index.html",  # who publishes; the letters' names; one sentence
        "evidence/index.html",
        "fingerprint/index.html",  # the version
        "letters/index.html",
        "scenarios/no-delivery/index.html",  # the host's evidence
        "scenarios/dead-key/index.html",
        "routes/consumer-council/index.html",  # two sentences
        "routes/identify-operator/index.html",  # switched off
        "letters/identity-request/index.html",
    } == differing
    assert {"host", "routes/shanghai-desk", "letters/shanghai-desk-note"} == {
        path.removeprefix("en/").removesuffix("/index.html") for path in set(theirs) - set(ours)
    }


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_public_page_lists_every_difference(copy, locale):
    """Each sentence with the original beside it, what was added, what is not offered."""
    start = copy / ("en" if locale == "en" else "")
    text = (start / "host" / "index.html").read_text("utf-8")
    words = re.sub(r"<[^>]+>", "", _ARTICLE.search(text)[1])
    book = hosted()
    changed_keys = replaced(BOOK, book, locale)

    assert 3 == len(changed_keys)
    for key in changed_keys:
        for one in (BOOK, book):
            plain = re.sub(r"\{\{ *(.*?) *\}\}", r"〔\1〕", one.messages[locale][key])
            assert " ".join(plain.split()) in " ".join(words.replace("&quot;", '"').split()), key
    for link in (
        "routes/shanghai-desk/",
        "letters/shanghai-desk-note/",
        "routes/identify-operator/",
    ):
        assert f'href="../{link}"' in text
    assert book.host.area[locale] in words


def test_what_is_not_offered_says_so_on_its_page(copy):
    """The way is still explained, because the law is still there."""
    for path in ("routes/identify-operator", "letters/identity-request"):
        text = (copy / path / "index.html").read_text("utf-8")

        assert (
            voice(BOOK, "zh", BOOK.law_checked)("ui.site.host.off_note", name=NAMES["zh"]) in text
        )


def test_colour_and_picture_are_files_of_the_site(copy):
    """No inline style, which the policy of the pages forbids."""
    [style] = (copy / "assets").glob("tint.*.css")
    [picture] = (copy / "assets").glob("host-logo.*.svg")

    assert "--brand: #8a1c2b;" in style.read_text("utf-8")
    assert (SHANGHAI / "logo.svg").read_bytes() == picture.read_bytes()
    assert f'src="assets/{picture.name}"' in (copy / "index.html").read_text("utf-8")


def test_the_page_loads_the_hosts_rulebook(copy):
    """Merged and checked beforehand; what merges stays at the desk."""
    [archive] = (copy / "assets" / "python").rglob("python.zip")
    with zipfile.ZipFile(archive) as held:
        book = pickle.loads(held.read("checker/rulebook.pickle"))
        names = held.namelist()

    assert "2026.11.2+shanghai.1" == book.version
    assert hosted().messages == book.messages
    assert [] == [name for name in names if name.startswith("checker/host") and "hosts" not in name]


def test_a_copy_is_built_the_same_twice(copy, tmp_path):
    """Anybody can check that a published copy comes from this source and that folder."""
    with hosted_by(SHANGHAI):
        build(tmp_path / "again", ADDRESS)

    assert digests(copy) == digests(tmp_path / "again")


def test_without_a_host_nothing_of_one_is_published():
    """The guide itself has no such page, file or line."""
    with zipfile.ZipFile(io.BytesIO(app_archive())) as held:
        assert not any("pickle" in name for name in held.namelist())
    assert not [path for path in digests(site(bundled=True)) if "host/" in path or "tint" in path]
    assert not [path for path, text in pages(site(bundled=True)).items() if "host-by" in text]


def test_a_folder_with_mistakes_stops_the_build_in_words(tmp_path):
    """In both languages, because nobody knows who builds."""
    folder = changed(tmp_path, SETTINGS, '"identify-operator", ', '"police", ')
    with hosted_by(folder), pytest.raises(BuildError) as error:
        build(tmp_path / "site", ADDRESS, bundled=False)

    assert "“police”不能关" in str(error.value)
    assert "“police” cannot be switched off" in str(error.value)


def test_a_copy_in_chinese_alone_has_no_english_page(tmp_path):
    """Nor a link, a feed or an entry for one; the build finds nothing missing."""
    folder = tmp_path / "site"
    with hosted_by(in_chinese_alone(tmp_path)):
        build(folder, ADDRESS, bundled=False)

    assert not (folder / "en").exists()
    assert not [path for path, text in pages(folder).items() if 'hreflang="en"' in text]
    assert "/en/" not in (folder / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_printed_report_names_the_host(locale):
    """With its version and what it says of itself."""
    today = BOOK.law_checked
    report = checker.assess(CASE, today=today, locale=locale, rulebook=hosted())
    printed = printout(report, voice(hosted(), locale, today))

    assert NAMES[locale] in printed and hosted().host.disclaimer[locale] in printed
    assert "2026.11.2+shanghai.1" in printed


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_somebody_uses_the_copy(browser: Browser, address, scheme):
    """The host's way is offered, its letter can be read, and print says who publishes it."""
    visitor = Person(browser, address, color_scheme=scheme, viewport={"width": 320, "height": 640})
    visitor.bring(CASE)
    visitor.result()
    page = visitor.page

    assert "来活动室：志愿者帮您看材料" in page.inner_text("#checker-result")
    assert "给活动室的说明" in visitor.letter("shanghai-desk-note")
    line = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--foot-line')"
    )
    assert NAMES["zh"] in line and "2026.11.2+shanghai.1" in line
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    brand = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')")
    assert {"light": "#8a1c2b", "dark": "#d0a4aa"}[scheme] == brand.strip()
    visitor.leave()
