"""What one language says the other says too: citations, calls, links, figures, and how strongly.

How strongly is looked at sentence by sentence of the rulebook and section by section of the
guide: what is a duty in Chinese is one in English, and what is only likely stays so in both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import load_rulebook

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path.relative_to(DOCS / "zh").as_posix() for path in (DOCS / "zh").rglob("*.md"))

CALL = re.compile(r"\{\{\s*(\w+)\(([^)]*)\)\s*\}\}")
LINK = re.compile(r"\]\(([^)]*)\)")
FIGURE = re.compile(r"\d[\d.,]*\d|\d")
NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)|`[^`]*`|^\d+\.", re.MULTILINE)

LIKELY = re.compile(
    r"(?<!不)可能|一般|通常|说不准|不一定|(?<!没)有争议(?!，请)|没有定论|不确定|多半|往往|大多|未必|"
    r"也许|难说(?!清)|看情况|有时(?!间)"
)
"""Chinese words that leave something open."""

OPEN = re.compile(
    r"\b(may|might|can|could|would|usual|usually|unlikely|mean|if it applies|need not|generally|"
    r"often|probably|contested|disputed?|likely|mostly|normally|as a rule|sometimes|uncertain|"
    r"not certain|not settled|nobody can say|typically|depends|ordinar(y|ily)|possibl[ey]|most|"
    r"rarely|seldom|perhaps|cannot tell|not sure)\b",
    re.IGNORECASE,
)
"""English words that leave something open."""

DUTY = re.compile(r"应当|必须|有义务|务必")
BOUND = re.compile(
    r"\b(must|shall|ha(s|ve|d) to|is to|are to|due|required?|requires|oblig\w*|duty|duties|should|"
    r"ought|needs? to|owes?|liable|bound|bear|responsible|fair)\b",
    re.IGNORECASE,
)
BAN = re.compile(r"不得|禁止|不准|不许")
BARRED = re.compile(
    r"\b(not|cannot|no|nor|never|neither|prohibit\w*|forbid\w*|bans?|banned|unlawful|illegal)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(r"\b(guaranteed?|certainly|definitely|surely|for sure|without doubt)\b", re.I)
FIRM = re.compile(r"保证|担保|一定|肯定|承诺|确定|包|稳")


def sections(locale: str, page: str) -> dict[str, str]:
    """Return the text below each heading of a page, by the heading's id."""
    found: dict[str, list[str]] = {}
    at = ""
    for line in (DOCS / locale / page).read_text("utf-8").split("\n---\n", 1)[1].splitlines():
        if heading := re.match(r"#+ .*\{#([\w-]+)", line):
            at = heading[1]
        found.setdefault(at, []).append(line)
    return {id: "\n".join(lines) for id, lines in found.items()}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Yield a place and what stands there in Chinese and in English."""
    for page in PAGES:
        chinese, english = sections("zh", page), sections("en", page)
        yield from ((f"{page}#{id}", text, english[id]) for id, text in chinese.items())
    book = load_rulebook()
    for kind in (book.messages, book.letter_texts):
        yield from ((id, text, kind["en"][id]) for id, text in kind["zh"].items())


def missing(found: re.Pattern[str], wanted: re.Pattern[str]) -> list[str]:
    """Return the places where Chinese has the one and English has not the other."""
    return [id for id, zh, en in pairs() if found.search(zh) and not wanted.search(en)]


@pytest.mark.parametrize("page", PAGES)
def test_sections_call_cite_link_and_count_the_same(page):
    """An article, a period, a hotline, a link or a figure of one language stands in the other."""
    chinese, english = sections("zh", page), sections("en", page)

    for id, text in chinese.items():
        for pattern in (CALL, LINK):
            assert Counter(pattern.findall(text)) == Counter(pattern.findall(english[id])), id
        figures = [Counter(FIGURE.findall(NOT_PROSE.sub("", one))) for one in (text, english[id])]
        assert figures[0] == figures[1], id


def test_what_is_left_open_in_chinese_is_left_open_in_english():
    assert [] == missing(LIKELY, OPEN)


def test_a_duty_in_chinese_is_a_duty_in_english():
    assert [] == missing(DUTY, BOUND)


def test_what_is_forbidden_in_chinese_is_forbidden_in_english():
    assert [] == missing(BAN, BARRED)


def test_english_promises_nothing_that_chinese_does_not():
    assert [] == [id for id, zh, en in pairs() if PROMISE.search(en) and not FIRM.search(zh)]


def test_the_words_looked_for_are_there_to_be_found():
    """A pattern that matches nowhere would make every test above pass."""
    texts = list(pairs())

    for chinese in (LIKELY, DUTY, BAN):
        assert any(chinese.search(zh) for _, zh, _ in texts)
    for english in (OPEN, BOUND, BARRED, PROMISE):
        assert any(english.search(en) for _, _, en in texts)
    assert not LIKELY.search("不可能是您用的，要有时间") and LIKELY.search("可能要分担")
