"""Guide pages never type a number or an article that the rulebook knows: they call for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
ALLOWED = Path(__file__).parent / "allowed_numbers.txt"

HAN = "一二三四五六七八九十百千万两半零〇"
FORBIDDEN = {
    "zh": re.compile(
        rf"第[{HAN}\d]+条"
        r"|\d[\d,.]*\s*(?:日|天|元|倍|个工作日|工作日|%|％|年|个月|小时|分钟)"
        rf"|[{HAN}]+(?:个工作日|工作日|日内|天内|元|倍|年内|个月内)"
    ),
    "en": re.compile(
        r"\b[Aa]rt(?:icle|\.)s?\s*\d+"
        r"|\d[\d,.]*(?:\s|-)*(?:working\s+)?(?:days?|years?|months?|hours?|minutes?|yuan|times|%|per cent)"
        r"|(?:CNY|RMB|¥)\s*\d+"
        r"|\b(?:three|five|seven|ten|fifteen|thirty|sixty)(?:\s|-)+(?:working\s+)?(?:days?|years?|times)\b"
    ),
}
CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
ADDRESS = re.compile(r"\]\([^)]*\)|\{[#.:][^}]*\}")


def pages() -> list[Path]:
    """Return the guide pages of both languages."""
    return sorted([*DOCS.glob("zh/**/*.md"), *DOCS.glob("en/**/*.md")])


def name(page: Path) -> str:
    """Return a page's path below docs/."""
    return page.relative_to(DOCS).as_posix()


def allowed() -> list[tuple[str, str, str]]:
    """Return the exceptions: page, exact words, reason."""
    lines = ALLOWED.read_text("utf-8").splitlines()
    entries = [line.split("|") for line in lines if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in entry) for entry in entries]


def typed_numbers(page: Path) -> Iterator[str]:
    """Return the lines of a page that type what they should call for."""
    excused = [words for path, words, _ in allowed() if path == name(page)]
    text = page.read_text("utf-8")
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    for line in body.splitlines():
        rest = ADDRESS.sub("]", CALL.sub("", line))
        for words in excused:
            rest = rest.replace(words, "")
        if found := FORBIDDEN[name(page)[:2]].search(rest):
            yield f"'{found[0]}' in: {line.strip()}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_types_no_number_the_law_fixes(page):
    """A number typed in a page goes stale in silence when the law changes."""
    assert [] == list(typed_numbers(page))


def test_every_exception_gives_a_reason_and_is_still_needed():
    """An excuse that nothing uses hides the next mistake."""
    for path, words, reason in allowed():
        assert reason, f"{path}: '{words}' has no reason"
        assert words in (DOCS / path).read_text("utf-8"), f"{path}: '{words}' is not there any more"
