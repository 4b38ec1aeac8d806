"""The built site: complete, closed to other hosts, the same from build to build."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from site_build import ADDRESS, BASE, digests, site

from checker import load_rulebook
from scripts import check_site, moved, registers, review_book, search_index
from scripts.build import build, write_plain
from scripts.structured import structured

pytestmark = pytest.mark.site

MOVED = {
    f"{folder}{old.removesuffix('.md')}/index.html"
    for old in moved.moved()
    for folder in moved.FOLDERS.values()
}
BESIDE_THE_GUIDE = {"404.html", *MOVED, *review_book.PLACES.values()}
"""Pages that are no part of the tree."""

RUN = Path(__file__).parent / "search" / "run.mjs"

QUESTIONS = {
    "zh": {
        "卡密无效": "scenarios/dead-key/",
        "退款 手续费": "scenarios/refund-short/",
        "退款手续费": "mistakes/",
        "未到账": "scenarios/no-delivery/",
        "充值没到账": "scenarios/no-delivery/",
        "12315": "routes/samr-12315/",
        "平台跑路": "scenarios/platform-gone/",
        "卡密已使用": "scenarios/dead-key/",
        "先交钱才退款": "scenarios/danger-stop/",
        "被骗了怎么办": "scenarios/danger-stop/",
        "货不对板": "scenarios/not-as-described/",
        "三倍赔偿": "scenarios/not-as-described/",
        "改变主意": "scenarios/change-of-mind/",
        "不想要了": "scenarios/change-of-mind/",
        "小额诉讼": "process/5-escalate/",
        "消协": "routes/",
        "录屏": "process/3-evidence/",
        "投诉信": "letters/",
        "退到余额": "process/4-review/",
        "虚拟商品不退": "logic/",
        "隐私": "privacy/",
    },
    "en": {
        "invalid code": "en/scenarios/dead-key/",
        "refund fee": "en/scenarios/refund-short/",
        "not delivered": "en/scenarios/no-delivery/",
        "12315": "en/routes/samr-12315/",
        "platform gone": "en/scenarios/platform-gone/",
        "scam": "en/scenarios/danger-stop/",
        "not as described": "en/scenarios/not-as-described/",
        "changed my mind": "en/scenarios/change-of-mind/",
        "small claims court": "en/process/5-escalate/",
        "consumer association": "en/routes/",
        "screen recording": "en/evidence/",
        "letter template": "en/letters/",
        "privacy": "en/privacy/",
    },
}

ASKED = {
    "scenarios/no-delivery/": ("卡盟充钱没到账怎么办", "topped up but nothing arrived"),
    "scenarios/balance-withdrawal/": ("余额能不能提", "withdraw wallet balance"),
    "before-you-buy/": ("卡盟是不是骗局", "is this platform trustworthy"),
    "scenarios/danger-stop/": ("被骗500元能不能追", "scammed 500 yuan"),
    "routes/police/": ("报警有用吗", "does the police report help"),
    "logic/": ("虚拟商品不退款违法吗", "virtual goods no refund legal"),
    "scenarios/wrong-number/": ("话费充错了，对方不还", "topped up wrong number"),
    "scenarios/number-suspended/": ("慢充后手机号停了", "number suspended after slow top-up"),
    "scenarios/lost-after-delivery/": ("买的号被找回，谁来赔", "account taken back by seller"),
    "minors/": ("孩子充的钱退多少", "child paid refund"),
    "routes/samr-12315/": ("12315要多久", "how long does 12315 take"),
    "second-scams/": ("找人代退款靠谱不", "someone offers to get refunds for me"),
}
"""What consumers really ask, in other words than the index has, and the page that answers it."""

FIRST = {
    "zh": ("卡密无效", "退款 手续费", "未到账", "12315", "平台跑路"),
    "en": ("invalid code", "refund fee", "not delivered", "12315", "platform gone"),
}
"""What people look for most: nothing may stand before the page that answers it."""

for page, (chinese, english) in ASKED.items():
    QUESTIONS["zh"][chinese], QUESTIONS["en"][english] = page, f"en/{page}"
    FIRST["zh"] += (chinese,)
    FIRST["en"] += (english,)


def text(path: str) -> str:
    """Return a file of the built site."""
    return (site() / path).read_text("utf-8")


def test_nothing_is_wrong_with_the_built_site():
    """No leftover call, other host, inline script, dead link or anchor, lone page, heavy file."""
    assert [] == check_site.check(site(), registers.hosts(load_rulebook()), BASE)


def test_two_builds_give_the_same_bytes(tmp_path):
    """Anybody can check that a published copy comes from this source."""
    build(tmp_path, ADDRESS, bundled=False)

    assert digests(site()) == digests(tmp_path)


_KINDS = {
    *(".html", ".css", ".svg", ".js", ".json", ".xml", "_headers"),
    *(".png", ".pack", ".webmanifest", ".txt"),
}


def test_nothing_of_the_theme_is_published():
    """The theme's script would load more, and catch single keys."""
    kinds = {path.suffix or path.name for path in site().rglob("*") if path.is_file()}
    scripts = [path.name for path in site().rglob("*.js")]

    assert _KINDS == kinds
    assert [
        "embed.js",
        "finder.js",
        "large.js",
        "minisearch.js",
        "offline.js",
        "remove.js",
        "search.js",
        "sw.js",
    ] == sorted(scripts)


def test_a_guide_page_loads_a_style_sheet_a_picture_and_what_keeps_it():
    """A slow line gets the text at once."""
    page = check_site.read(site())["scenarios/no-delivery/index.html"]

    assert ["app", "large", "mark", "offline", "site"] == sorted(
        Path(load).name.split(".")[0] for load in page.loads
    )
    weight = sum(
        len(gzip.compress((site() / path).read_bytes()))
        for path in (
            page.path,
            *(posixpath.normpath(f"{page.path}/../{load}") for load in page.loads),
        )
    )
    assert weight < 25_000


def test_languages_are_declared_and_linked_both_ways():
    """The switch keeps the reader on the page, and search engines know the twins."""
    chinese, english = text("process/2-apply/index.html"), text("en/process/2-apply/index.html")

    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english
    assert 'href="../../en/process/2-apply/" hreflang="en"' in chinese
    assert 'href="../../../process/2-apply/" hreflang="zh-CN"' in english
    for page in (chinese, english):
        assert f'hreflang="en" href="{ADDRESS}en/process/2-apply/"' in page
    assert f'<link rel="canonical" href="{ADDRESS}process/2-apply/">' in chinese


@pytest.mark.parametrize(
    ("path", "tag"), [("scenarios/dead-key/", "zh-CN"), ("en/scenarios/dead-key/", "en")]
)
def test_a_scenario_says_to_machines_what_it_says_to_people(path, tag):
    """A question with the answer on the page, and what a shared link shows."""
    page = text(f"{path}index.html")
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    [question] = said["mainEntity"]

    assert ("FAQPage", tag, ADDRESS + path) == (said["@type"], said["inLanguage"], said["url"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["lastReviewed"])
    assert f'<meta property="og:title" content="{question["name"]}">' in page
    answer = question["acceptedAnswer"]["text"]
    box = re.search(r'<div class="answer">(.*?)</div>', page, re.S)[1]
    assert len(answer) > 20 and "<" not in answer
    assert answer[:12] in " ".join(re.sub("<[^>]+>", "", box).split())


def test_what_is_said_to_machines_cannot_end_its_element():
    """A sign in a title stays a sign."""
    page = SimpleNamespace(
        meta={"title": "</script><b>&"}, title="", content="", canonical_url=None
    )
    said = structured(page, "en", "x")

    assert not set("<&") & set(said)
    assert "</script><b>&" == json.loads(said)["name"]


def test_the_map_of_the_site_names_every_page_with_its_twin():
    """Search engines find both languages from either."""
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    urls = ElementTree.fromstring(text("sitemap.xml")).findall("s:url", space)
    found = {url.findtext("s:loc", namespaces=space) for url in urls}
    pages = {path for path in check_site.read(site()) if path not in BESIDE_THE_GUIDE}

    assert {ADDRESS + path.removesuffix("index.html") for path in pages} == found
    assert all(3 == len(url.findall("x:link", space)) for url in urls)


def test_titles_and_descriptions_are_unique_and_escaped():
    """Quotes in a description once ended the tag it stands in."""
    pages = [path for path in check_site.read(site()) if path not in {"404.html", *MOVED}]
    titles = [re.search(r"<title>(.*?)</title>", text(path))[1] for path in pages]
    about = [
        re.search(r'<meta name="description" content="([^"<>]*)">', text(path)) for path in pages
    ]

    assert len(pages) == len(set(titles))
    assert all(about)
    assert len(pages) == len({found[1] for found in about})


@pytest.mark.parametrize("path", ["index.html", "en/index.html", "mistakes/index.html"])
def test_the_header_can_be_walked_without_script(path):
    """Skip link first, then brand, checker, search, language, and a menu that opens by itself."""
    page = text(path)
    places = [
        page.index(part)
        for part in (
            'class="skip" href="#content"',
            'class="brand"',
            "tool-check",
            "tool-search",
            "tool-language",
            "<summary>",
            '<main id="content"',
        )
    ]

    assert sorted(places) == places
    assert '<details class="menu">' in page
    assert 'tabindex="0"' not in page


def test_the_footer_says_what_this_is_not():
    """Everybody can see who stands behind the text, and as of which day."""
    book = load_rulebook()

    for path in ("index.html", "routes/index.html"):
        assert "这里不是律师事务所，也不是政府网站。" in text(path)
        assert f"规则版本{book.version}" in text(path)
        assert "法律核对到" in text(path)
    assert "not a law firm and not a government website" in text("en/index.html")


def test_the_lost_page_speaks_both_languages_and_leads_on():
    """It is the one page with absolute addresses, so a sub-path shows mistakes at once."""
    page = text("404.html")

    assert f'href="{BASE}checker/"' in page
    assert f'href="{BASE}en/search/"' in page
    assert "没有找到这一页" in page and "This page was not found" in page


def test_without_an_address_nothing_absolute_is_written(tmp_path):
    """A copy built for nowhere in particular points nowhere in particular."""
    build(tmp_path, "", bundled=False)
    home = (tmp_path / "index.html").read_text("utf-8")

    assert "canonical" not in home
    assert not (tmp_path / "sitemap.xml").exists()
    assert [] == check_site.check(tmp_path, registers.hosts(load_rulebook()), "/")


def test_plain_folders_work_too(tmp_path, monkeypatch):
    """Object storage has no index documents: every link names its file."""
    monkeypatch.setenv("DIRECTORY_URLS", "false")
    build(tmp_path, ADDRESS, bundled=False)

    assert (tmp_path / "en" / "routes.html").is_file()
    moved = (tmp_path / "en" / "routes" / "seller.html").read_text("utf-8")
    assert 'url=../routes.html#ask"' in moved


def test_the_pages_can_be_written_for_another_generator(tmp_path):
    """The day MkDocs has to go, only its hook goes."""
    assert write_plain(tmp_path) == len(check_site.read(site()).keys() - BESIDE_THE_GUIDE)
    assert "{{" not in (tmp_path / "zh" / "routes.md").read_text("utf-8")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_search_finds_the_right_page_among_the_first_three(locale, tmp_path):
    """People type what they see on the screen, not our titles."""
    for script in site().glob("assets/search/*/*.js"):
        shutil.copy(script, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    index = site() / "assets" / "search" / f"{locale}.json"
    answer = subprocess.run(
        ["node", RUN, tmp_path / "finder.js", index, *QUESTIONS[locale]],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(answer.stdout)
    missed = {
        question: found[question][:3]
        for question, page in QUESTIONS[locale].items()
        if page not in found[question][: 1 if question in FIRST[locale] else 3]
    }

    assert {} == missed


def test_what_people_ask_names_pages_that_are_there():
    for lang, folder in (("zh", ""), ("en", "en/")):
        for page in search_index.asks(lang):
            assert (site() / folder / page.removesuffix(".md") / "index.html").is_file(), page


def test_search_cuts_han_text_in_pairs_and_keeps_words():
    """Looking for two characters finds them inside any longer run."""
    index = json.loads(text("assets/search/zh.json"))

    assert {"url", "title", "about", "heads", "asks", "text"} == set(index["pages"][0])
    assert not any("search" in page["url"] for page in index["pages"])


def test_the_review_book_is_there_and_nobody_is_sent_to_it():
    """It is for one reader; search engines, the map and our own search leave it out."""
    for lang, path in review_book.PLACES.items():
        assert '<meta name="robots" content="noindex">' in text(path)
        address = path.removesuffix("index.html")
        assert ADDRESS + address not in text("sitemap.xml")
        index = json.loads(text(f"assets/search/{lang}.json"))
        assert address not in [page["url"] for page in index["pages"]]


# The checks themselves


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ("<p>{{ cite() }}</p>", "leftover"),
        ('<img src="https://cdn.example/a.png">', "from another host"),
        ('<a href="https://shop.example/">a</a>', "not among the sources"),
        ('<p style="color:red">a</p>', "inline p style"),
        ("<script>1</script>", "inline <script>"),
        ('<button onclick="x()">a</button>', "inline button onclick"),
        ('<a href="nowhere/">a</a>', "dead link"),
        ('<a href="#nowhere">a</a>', "dead anchor"),
        ('<a href="#begin=trouble.nowhere">a</a>', "dead anchor"),
        ('<a href="/elsewhere/">a</a>', "lies outside"),
        ('<i id="a"></i><i id="a"></i>', "used twice"),
    ],
)
def test_a_planted_fault_is_found(planted, complaint, tmp_path):
    """A check that finds nothing may be looking nowhere."""
    for path in ("index.html", "en/index.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("<html><body></body></html>")
    (tmp_path / "index.html").write_text(f"<html><body>{planted}</body></html>")

    [problem] = check_site.check(tmp_path, ["www.12315.cn"], BASE)
    assert complaint in problem


def test_a_page_in_one_language_only_is_found(tmp_path):
    """The two trees are twins."""
    (tmp_path / "index.html").write_text("<html></html>")

    assert ["index.html: there is no such page in 'en'"] == check_site.check(tmp_path)


def test_a_shared_link_has_a_picture():
    """Messengers show a picture of three hundred pixels or more, by its whole address."""
    for path in ("index.html", "en/scenarios/dead-key/index.html", "checker/index.html"):
        [address] = re.findall('<meta property="og:image" content="([^"]+)">', text(path))
        picture = site() / address.removeprefix(ADDRESS)
        assert address.startswith("https://") and picture.stat().st_size < 50_000
