"""What a host may say: which sentences are closed, and what may stand in its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker import wording
from checker.model import LOCALES, Rulebook, When
from checker.spelling import forbidden

SECTIONS = {
    # Open: how the ways, papers and pages are described to people.
    **dict.fromkeys(("route", "step", "evidence", "letter", "field", "scenario", "error"), ""),
    "ui.site": "",
    # The words of a question and its options say what a fact means; other words, another law.
    **dict.fromkeys(("question", "fact"), "answers"),
    # What the law gives and what it does not; days, sums and who owes.
    **dict.fromkeys(("ground", "bar", "claim", "party", "cost", "deadline"), "law"),
    **dict.fromkeys(("objection", "consequence", "condition", "glossary"), "law"),
    # How sure a result is, and why: a copy must not sound surer than the rules are.
    **dict.fromkeys(("headline", "flip", "rung", "reason", "gap"), "verdict"),
    # What keeps people from losing more: danger, second scams, words that turn a case away.
    **dict.fromkeys(("warning", "notice", "misrouting", "reply", "decoder", "followup"), "danger"),
    # Words by which the page keeps its promises on privacy, danger and certainty, button by button.
    **dict.fromkeys(("ui", "ui.checker", "ui.pack", "ui.review", "cli"), "page"),
    **dict.fromkeys(("ui.checker.group", "ui.checker.plain", "ui.checker.check"), ""),
    **dict.fromkeys(("ui.checker.wait", "ui.checker.today", "ui.checker.ways"), ""),
    "ui.checker.evidence": "",
    # What the site is and is not, when its law was checked, what is law and what is advice. The
    # guide keeps its name: the host's stands beside it.
    **dict.fromkeys(("ui.site.name", "ui.site.brand", "ui.site.tagline"), "standing"),
    **dict.fromkeys(("ui.site.footer", "ui.site.aged", "ui.site.checked_on"), "standing"),
    **dict.fromkeys(("ui.site.list", "ui.site.law", "ui.site.kind", "ui.site.host"), "standing"),
    **dict.fromkeys(("ui.site.picture", "ui.site.letter", "ui.site.change"), "standing"),
}
"""Section → why its sentences are closed to hosts; nothing when they are open.

The longest section that fits a message decides. A section that is not listed is closed too.
"""

_WARNS = re.compile("不要|别再|先别|骗|诈|犯罪|报警|止付|冻结|验证码|仿冒|违法")
"""Chinese words with which a sentence of any section warns; such a sentence is closed as well."""

_HAN = "一二三四五六七八九十百千万两半零〇"
_LAW_FIGURES = {
    "zh": re.compile(
        rf"第[{_HAN}\d]+条"
        r"|\d[\d,.]*\s*(?:日|天|元|倍|个工作日|工作日|%|％|年|个月|小时|分钟)"
        rf"|[{_HAN}]+(?:个工作日|工作日|日内|天内|元|倍|年内|个月内)"
    ),
    "en": re.compile(
        r"\b[Aa]rt(?:icle|\.)s?\s*\d+"
        r"|\d[\d,.]*(?:\s|-)*(?:working\s+)?(?:days?|years?|months?|hours?|minutes?|yuan|times|%)"
        r"|(?:CNY|RMB|¥)\s*\d+"
        r"|\b(?:two|three|five|seven|ten|fifteen|thirty|sixty)(?:\s|-)+(?:working\s+)?"
        r"(?:days?|months?|years?|times)\b"
    ),
}
_PIECE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_VARIABLE = re.compile(r" *(\w+) *(?:\| *(?:day|money|money_full) *)?", re.ASCII)
_CALL = re.compile(r""" *(contact|number|period|cite)\((["'])([\w.-]+)\2\) *""", re.ASCII)


def closed(book: Rulebook, key: str) -> str:
    """Return why a host may not replace the message *key*; nothing when it may."""
    parts = key.split(".")
    sections = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
    section = next((one for one in sections if one in SECTIONS), "")
    if reason := SECTIONS[section] if section else "page":
        return reason
    if parts[0] in ("route", "step", "letter") and parts[1] in kept(book):
        return "danger"
    return "danger" if _WARNS.search(book.messages[LOCALES[0]][key]) else ""


@lru_cache(maxsize=8)
def kept(book: Rulebook) -> frozenset[str]:
    """Return the routes, their steps and the letters that people need whatever the result is.

    Those are the ones with a row that asks for no outcome: the money has just left, an account is
    frozen, an office is already at work. Those for unlawful things are kept as well.
    """
    found: set[str] = set()
    for route in book.routes.values():
        if _whatever(route.when):
            found |= {route.id, *(step.id for step in route.step)}
    return frozenset(found | {one.id for one in book.letters.values() if _whatever(one.when)})


def _whatever(when: When) -> bool:
    return not when or any("outcome" not in row or "unlawful" in row["outcome"] for row in when)


def flaws(locale: str, text: str, known: set[str], original: str = "") -> Iterator[tuple[str, str]]:
    """Yield code and value of what is wrong with a host's sentence.

    *known* are the variables it may use. What it takes the place of is *original*, whose law,
    days and numbers it must go on naming.
    """
    pieces = _PIECE.findall(text)
    bare = _PIECE.sub("", text)
    if letters := [one for one in bare if forbidden(one) and one != "\n"]:
        yield "bad-letters", letters[0]
    for piece in pieces:
        variable = _VARIABLE.fullmatch(piece)
        if not _CALL.fullmatch(piece) and not (variable and variable[1] in known):
            yield "bad-piece", "{{" + piece + "}}"
    said = set(_calls(text))
    for call in _calls(original):
        if call not in said:
            yield "lost-call", "{{ " + call + " }}"
    yield from typed(locale, bare, _PIECE.sub("", original))


def typed(locale: str, text: str, original: str = "") -> Iterator[tuple[str, str]]:
    """Yield the days, sums and articles that are written in by hand."""
    before = set(_LAW_FIGURES[locale].findall(original))
    for found in _LAW_FIGURES[locale].findall(text):
        if found not in before:
            yield "typed-figure", found


def _calls(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if found := _CALL.fullmatch(piece):
            yield f'{found[1]}("{found[3]}")'


def variables(text: str) -> set[str]:
    """Return the variables of a sentence."""
    return {found[1] for piece in _PIECE.findall(text) if (found := _VARIABLE.fullmatch(piece))}


# Letters

_PARTS = {"part": "_parts.txt.j2", "paper": "_papers.txt.j2"}
_HOUSE_ONLY = frozenset(("said", "main", "told"))  # say any sentence by its key
_PLAIN = frozenset(
    ("Template", "Output", "TemplateData", "Const", "If", "CondExpr", "Compare", "Operand")
    + ("And", "Or", "Not", "Concat", "List", "Keyword", "CallBlock")
)
_FILTERS = frozenset(("blank", "day", "money", "money_full", "trim"))
_TESTS = frozenset(("known",))
_ASKED = frozenset(("contact", "number", "period"))
_DEEPEST, _MOST = 30, 2_000
"""Levels and pieces of a letter's tree."""


def letter_flaws(book: Rulebook, locale: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield code and value of what is wrong with the template of a host's letter.

    A letter may state facts, ask whether they are known, and call the paragraphs that the guide's
    own letters call. There are no loops, assignments or macros of its own, and no filter that
    makes a text longer, so it takes no longer to write than to read.
    """
    try:
        tree = wording.parsed(book, locale, text)
    except ValueError as error:
        yield "bad-template", str(error)
        return
    pieces = [*_walk(tree, 0)]
    if len(pieces) > _MOST or max(depth for _, depth in pieces) > _DEEPEST:
        yield "long-template", str(_MOST)
        return
    allowed = _Allowed(book, locale)
    for value in dict.fromkeys(allowed.refused(node) for node, _ in pieces):
        if value:
            yield "bad-piece", value
    words = "".join(_words(node) for node, _ in pieces)
    if letters := [one for one in words if forbidden(one) and one != "\n"]:
        yield "bad-letters", letters[0]
    yield from typed(locale, words)


def _walk(node, depth: int) -> Iterator[tuple[object, int]]:
    yield node, depth
    if depth <= _DEEPEST:  # one level more is enough to know that it is too deep
        for below in node.iter_child_nodes():
            yield from _walk(below, depth + 1)


def _words(node) -> str:
    kind = type(node).__name__
    if kind == "TemplateData":
        return node.data
    return node.value if kind == "Const" and isinstance(node.value, str) else ""


class _Allowed:
    """What a letter of a host may be made of, in one language."""

    def __init__(self, book: Rulebook, locale: str) -> None:
        self.paragraphs = paragraphs(book, locale)

    def refused(self, node) -> str:
        """Return a piece that may not stand in a letter, as its author wrote it or nearly so."""
        kind = type(node).__name__
        if kind in _PLAIN or kind == "Name":
            return ""
        if kind == "Filter":
            fine = node.name in _FILTERS and node.node is not None
            return "" if fine else f"|{node.name}"
        if kind == "Test":
            return "" if node.name in _TESTS else f"is {node.name}"
        if kind == "Import":
            return "" if self._imports(node) else "{% import %}"
        if kind == "Getattr":
            return "" if self._paragraph(node) else f".{node.attr}"
        if kind == "Call":
            return self._called(node)
        return "{% " + kind.lower() + " %}"

    def _imports(self, node) -> bool:
        name = getattr(node.template, "value", "")
        return node.target in _PARTS and name == _PARTS[node.target] and node.with_context

    def _paragraph(self, node) -> bool:
        name = getattr(node.node, "name", "")
        return type(node.node).__name__ == "Name" and (name, node.attr) in self.paragraphs

    def _called(self, node) -> str:
        """A call goes to a shared paragraph or to the register, and is given plain words."""
        words = [*node.args, *(one.value for one in node.kwargs)]
        plain = all(type(one).__name__ == "Const" for one in words)
        fine = plain and node.dyn_args is None and node.dyn_kwargs is None
        name = getattr(node.node, "name", "")
        if type(node.node).__name__ == "Getattr":
            return "" if fine else f".{node.node.attr}(…)"
        return "" if fine and name in _ASKED else f"{name}(…)"


@lru_cache(maxsize=8)
def paragraphs(book: Rulebook, locale: str) -> frozenset[tuple[str, str]]:
    """Return the shared paragraphs that the guide's own letters use, each with its file's name."""
    found = set()
    for name, text in book.letter_texts[locale].items():
        if name.startswith("_"):
            continue
        for node, _ in _walk(wording.parsed(book, locale, text), 0):
            owner = getattr(getattr(node, "node", None), "name", "")
            if type(node).__name__ == "Getattr" and owner in _PARTS:
                found.add((owner, node.attr))
    return frozenset(one for one in found if one[1] not in _HOUSE_ONLY)
