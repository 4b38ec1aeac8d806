"""What guide pages may call, and how calls are read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown

from checker import load_rulebook
from scripts import markup, pages
from scripts.speaker import PageError, Speaker, link_to, plain

DOCS = Path(__file__).parent.parent / "docs"
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.details"]


def render(text: str, locale: str = "zh", page: str = "scenarios/no-delivery.md") -> str:
    """Return a page's text with its calls answered."""
    return pages.render(text, load_rulebook(), locale, page)


def html(markdown: str) -> str:
    """Return Markdown as the site turns it into HTML."""
    return Markdown(extensions=[*EXTENSIONS, markup.LabelledTables()]).convert(markdown)


# Reading calls


def test_a_call_is_a_name_with_literal_strings():
    """Nothing on a page is ever executed."""
    assert ("cite", ["civil-code.563"]) == pages.parse('cite("civil-code.563")')
    assert ("law_date", []) == pages.parse("law_date()")


@pytest.mark.parametrize(
    "source",
    [
        "cite",
        "1 + 1",
        "cite(provision)",
        'cite("a" + "b")',
        'cite(id="a")',
        "cite(*['a'])",
        'pages.cite("a")',
        '__import__("os").system("true")',
        'cite(f"{1}")',
        "cite(",
        "",
    ],
)
def test_anything_but_a_plain_call_is_refused(source):
    """A page cannot compute, look around or reach into Python."""
    with pytest.raises(PageError):
        pages.parse(source)


def test_an_unknown_call_names_the_page_the_line_and_the_likely_name():
    """The author sees at once where the mistake is."""
    with pytest.raises(PageError, match=r"zh/index\.md, line 3: unknown call 'cites'.*'cite'"):
        render('# A\n\n{{ cites("civil-code.563") }}', page="index.md")


def test_an_unknown_id_is_refused_with_a_suggestion():
    """A page never cites what the register has not."""
    with pytest.raises(PageError, match="unknown provision 'civil-code.9999'"):
        render('{{ cite("civil-code.9999") }}')
    with pytest.raises(PageError, match="'limitation-years'"):
        render('{{ number("limitation-year") }}')


def test_a_wrong_number_of_arguments_is_refused():
    """The mistake is reported as the page's, not as a crash."""
    with pytest.raises(PageError, match="route_card"):
        render("{{ route_card() }}")


def test_a_call_left_open_is_refused():
    """No reader ever sees braces."""
    with pytest.raises(PageError, match="line 2.*not closed"):
        render('text\n{{ cite("civil-code.563")')


def test_text_without_calls_stays_as_it_is():
    """Rendering changes calls only."""
    assert "**a** {#b} [c](d.md)\n" == render("**a** {#b} [c](d.md)\n")


# Numbers, law, contacts


def test_a_citation_is_a_label_that_leads_to_its_gist():
    """From any page one step leads to what the article says and where it was read."""
    assert "[《民法典》第五百六十三条](../law/civil-code.md#civil-code-563){ .cite }" == render(
        '{{ cite("civil-code.563") }}'
    )
    assert "[Civil Code, art. 563](law/civil-code.md" in render(
        '{{ cite("civil-code.563") }}', "en", "index.md"
    )


def test_numbers_come_with_and_without_their_unit():
    """One register serves the prose of both languages."""
    assert "3" == render('{{ number("limitation-years") }}')
    assert "7个工作日" == render('{{ period("complaint-acceptance-days") }}')
    assert "7 working days" == render('{{ period("complaint-acceptance-days") }}', "en")


def test_the_day_of_the_law_is_in_words():
    """Dates read as people write them."""
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", render("{{ law_date() }}"))


def test_a_hotline_can_be_tapped_and_a_site_opened():
    """On a phone the number is one tap away."""
    assert "[110](tel:110){ .contact }" == render('{{ contact("police") }}')
    assert "](https://www.12315.cn){ .contact }" in render('{{ contact("samr-site") }}')


def test_a_number_seen_in_reprints_asks_to_be_verified():
    """We do not vouch for what we could not read at the source."""
    secondary = [one.id for one in load_rulebook().contacts.values() if one.secondary]

    assert secondary
    for id in secondary:
        assert 'class="verify"' in render(f'{{{{ contact("{id}") }}}}')


# Lists


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    "call",
    [
        "scenario_list()",
        "evidence_table()",
        "letter_list()",
        "sources_table()",
        "contacts_table()",
        "glossary_table()",
        'ground_list("dead-key")',
        'evidence_list("dead-key")',
        'checker_link("dead-key")',
        "checker_link()",
    ],
)
def test_every_list_becomes_sound_html(call, locale):
    """No Markdown is left over, no call, no inline style."""
    made = html(render(f"{{{{ {call} }}}}", locale))
    words = re.sub(r"<[^>]*>", "", made)

    assert made
    assert not re.search(r"\*\*|\]\(|\{ \.|\{\{|^\s*[-|]\s", words, re.MULTILINE), words[:400]
    assert "style=" not in made
    assert not re.search(r"<[^>]*\bmarkdown\b[^>]*>", made)


def test_evidence_keeps_the_order_in_which_it_vanishes():
    """What is gone first is asked for first."""
    book = load_rulebook()
    made = render('{{ evidence_list("no-delivery") }}')
    places = [
        made.index(f'id="evidence-{id}"')
        for id in book.evidence
        if id in book.scenarios["no-delivery"].evidence
    ]

    assert sorted(places) == places


def test_a_contested_ground_is_marked():
    """A page shows as little certainty as the checker."""
    book = load_rulebook()
    made = render('{{ ground_list("no-delivery") }}')
    contested = [one for one in book.scenarios["no-delivery"].ground if one.contested]

    assert contested
    assert len(contested) == made.count(Speaker(book, "zh", "").say("list.contested"))


# Small parts


def test_markdown_in_a_sentence_is_shown_letter_by_letter():
    """Wording is text, whatever marks it contains."""
    text = "a*b* _c_ [d](e) <f> `g` {h} | i & j"

    assert f"<p>{text}</p>" == unescape(html(plain(text)))


def test_links_go_from_page_to_page():
    """Pages in folders reach those beside and above."""
    assert "../evidence.md" == link_to("scenarios/dead-key.md", "evidence.md")
    assert "dead-key.md" == link_to("scenarios/no-delivery.md", "scenarios/dead-key.md")
    assert "evidence.md" == link_to("index.md", "evidence.md")


def test_table_cells_know_their_column():
    """On a phone each row is a card, and the label replaces the head."""
    made = html("| A | B |\n| --- | --- |\n| one | **two** |\n")

    assert '<th scope="col">A</th>' in made
    assert '<td data-label="B"><strong>two</strong></td>' in made


def test_a_heading_without_an_id_is_refused():
    """The default ids of Chinese headings are numbers, which change with every edit."""
    markup.check_headings("# 一 {#one}\n```\n# not a heading\n```\n## 二 {#two .wide}", "zh/a.md")
    with pytest.raises(markup.MarkupError, match="zh/a.md, line 2"):
        markup.check_headings("# 一 {#one}\n## 二", "zh/a.md")


def test_chinese_loses_the_space_after_bold_punctuation():
    """Markdown wants the space, readers do not."""
    assert "<strong>先停。</strong>再看" == markup.close_up("<strong>先停。</strong> 再看")
    assert "<strong>Stop.</strong> Then" == markup.close_up("<strong>Stop.</strong> Then")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*/**/*.md")), ids=lambda page: page.stem)
def test_every_page_renders(page):
    """A mistake in a call is found without building the site."""
    locale, _, path = page.relative_to(DOCS).as_posix().partition("/")
    if locale in ("zh", "en"):
        assert "{{" not in render(page.read_text("utf-8"), locale, path)
