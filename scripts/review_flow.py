"""The flow of questions as a chart in SVG, drawn from the conditions of the questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from checker.model import UNSURE, Question, Row, Rulebook
from scripts.review_words import Words

COLUMN, GAP, COLUMNS = 172, 20, 4
LINE, PAD, BETWEEN = 16, 8, 10
TALLEST = 880
"""How tall a chart may be, so that it fits on a printed page."""
_ROOM = {"name": 12.4, "asked": 13.8}  # Han characters on a line, by the size of the letters
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A question where it is asked: on the main line, or after an answer to another."""

    id: str
    number: int
    asked: str  # the answers that lead here, in words; empty on the main line
    more: bool = False  # other conditions apply as well
    again: bool = False  # drawn in full elsewhere
    later: bool = False  # asked after the verdict
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart, small enough for a page."""

    title: str
    svg: str


def asked_in_order(rulebook: Rulebook) -> list[Question]:
    """Return the questions of the form; those that only fill letters are not asked there."""
    return [one for one in rulebook.questions.values() if not one.for_letters]


def tree(words: Words) -> list[Node]:
    """Return the questions of the main line, each with those that its answers ask."""
    places = _places(words.rulebook)
    numbers = {one.id: number for number, one in enumerate(asked_in_order(words.rulebook), 1)}
    homes = _homes(places)

    def node(id: str, rows: list[Row], parent: str) -> Node:
        question = words.rulebook.questions[id]
        again = homes[id][0] != parent
        return Node(
            id=id,
            number=numbers[id],
            asked=_asked(words, parent, rows),
            more=any(set(row) - {parent} for row in rows),
            again=again,
            later=question.after_verdict,
            children=() if again else tuple(under(id)),
        )

    def under(parent: str) -> Iterator[Node]:
        for id in numbers:
            if parent in places[id] and parent:
                yield node(id, places[id][parent], parent)

    return [
        replace(node(id, [], ""), more=bool(words.rulebook.questions[id].ask_when))
        for id in numbers
        if "" in places[id]
    ]


def _places(rulebook: Rulebook) -> dict[str, dict[str, list[Row]]]:
    """Return under which questions each question is drawn, and for which of its rows."""
    order = list(rulebook.questions)
    places: dict[str, dict[str, list[Row]]] = {}
    for question in asked_in_order(rulebook):
        found: dict[str, list[Row]] = {}
        narrow = [_narrow(rulebook, row) for row in question.ask_when]
        main = [fact for row in question.ask_when for fact in row if "" not in places[fact]]
        if not any(narrow) and not main:
            found[""] = []
        else:
            for row, facts in zip(question.ask_when, narrow, strict=True):
                parent = max(facts or row, key=order.index)
                found.setdefault(parent, []).append(row)
        places[question.id] = found
    return places


def _homes(places: dict[str, dict[str, list[Row]]]) -> dict[str, tuple[str, int]]:
    """Return under which question each is drawn in full, and in which column: the leftmost."""
    homes = {"": ("", -1)}
    for id, parents in places.items():
        home = min(parents, key=lambda parent: homes[parent][1])
        column = homes[home][1] + 1
        homes[id] = (home, column)
    return homes


def _narrow(rulebook: Rulebook, row: Row) -> list[str]:
    """Return the facts of a row that single out half of the answers or fewer."""
    return [
        fact
        for fact, allowed in row.items()
        if 2 * len(set(allowed) - {UNSURE}) <= len(rulebook.questions[fact].options)
    ]


def _asked(words: Words, parent: str, rows: list[Row]) -> str:
    """Return the answers that lead here; the few others when they are most of them."""
    if not parent:
        return ""
    options = words.rulebook.questions[parent].options
    allowed = {value for row in rows for value in row[parent]}
    others = [one for one in options if one not in allowed]
    join = words.say("or_short")
    if 2 * len(others) < len(options) and len(options) > 3:
        named = join.join(words.option(parent, one) for one in others)
        return words.say("all_but", options=named) if others else words.say("any_answer")
    return join.join(words.option(parent, one) for one in options if one in allowed)


def charts(words: Words) -> list[Figure]:
    """Return the flow as charts that follow one another, each with whole branches."""
    figures: list[list[Node]] = [[]]
    height = 0.0
    for root in tree(words):
        pieces = root.children or (None,)
        for place, child in enumerate(pieces):
            tall = _height(child, words, 1) if child else _box_height(root, words)
            if height and height + tall > TALLEST:
                figures.append([])
                height = 0
            if not place or not figures[-1]:
                figures[-1].append(replace(root, children=(), again=bool(place)))
            if child:
                last = figures[-1][-1]
                figures[-1][-1] = replace(last, children=(*last.children, child))
            height += tall + BETWEEN
    drawn = [roots for roots in figures if roots]
    return [
        _figure(roots, words, words.say("chart_title", number=number, all=len(drawn)))
        for number, roots in enumerate(drawn, start=1)
    ]


def _figure(roots: list[Node], words: Words, title: str) -> Figure:
    y, parts = 1.0, []
    for place, root in enumerate(roots):
        parts += _draw(root, words, 0, y)
        below = y + _height(root, words, 0)
        if place + 1 < len(roots):
            x = 16
            top = y + _box_height(root, words)
            parts.append(f'<path class="main" d="M{x} {top:g}V{below + BETWEEN:g}"/>')
        y = below + BETWEEN
    wide = max(COLUMNS, *map(_columns, roots)) * (COLUMN + GAP) - GAP + 2
    size = f"0 0 {wide} {y:g}"
    named = f"<title>{escape(title)}</title>"
    svg = f'<svg class="flow" viewBox="{size}" role="group">{named}{"".join(parts)}</svg>'
    return Figure(title, svg)


def _columns(node: Node) -> int:
    return 1 + max(map(_columns, node.children), default=0)


def _height(node: Node, words: Words, depth: int) -> float:
    below = [_height(child, words, depth + 1) for child in node.children]
    return max(_box_height(node, words), sum(below) + BETWEEN * max(0, len(below) - 1))


def _box_height(node: Node, words: Words) -> float:
    asked, name = _lines(node, words)
    return PAD * 2 + LINE * (len(asked) + len(name)) - 2


def _draw(node: Node, words: Words, depth: int, y: float) -> Iterator[str]:
    """Yield the box, the boxes of what it asks, and the lines between them."""
    x = 1 + depth * (COLUMN + GAP)
    below = y
    for child in node.children:
        turn = x + COLUMN + GAP / 2
        line = f"M{x + COLUMN} {y + 15:g}H{turn:g}V{below + 15:g}H{x + COLUMN + GAP}"
        yield f'<path class="line" d="{line}"/>'
        yield from _draw(child, words, depth + 1, below)
        below += _height(child, words, depth + 1) + BETWEEN
    yield _box(node, words, x, y)


def _box(node: Node, words: Words, x: float, y: float) -> str:
    asked, name = _lines(node, words)
    kinds = "".join(f" {one}" for one in ("again", "later") if getattr(node, one))
    lines = [("asked", text) for text in asked] + [("name", text) for text in name]
    text = "".join(
        f'<text class="{kind}" x="{x + PAD:g}" y="{y + PAD + 11 + LINE * place:g}">'
        f"{escape(line)}</text>"
        for place, (kind, line) in enumerate(lines)
    )
    height = _box_height(node, words)
    return (
        f'<a class="box{kinds}" href="#question-{node.id}">'
        f'<rect x="{x:g}" y="{y:g}" width="{COLUMN}" height="{height:g}" rx="6"/>{text}</a>'
    )


def _lines(node: Node, words: Words) -> tuple[list[str], list[str]]:
    mark = words.say("more_mark") if node.more else ""
    name = f"{node.number} {words.fact(node.id)}{mark}"
    return wrap(node.asked, _ROOM["asked"]), wrap(name, _ROOM["name"])


def wrap(text: str, room: float) -> list[str]:
    """Return *text* in lines of *room* Han characters; other characters are about half as wide."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        wide = _width(piece.rstrip())
        if line and used + wide > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += piece
        used += _width(piece)
    if line:
        lines.append(line.rstrip())
    if len(lines) > _MOST_LINES:
        return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
    return lines


def _width(text: str) -> float:
    return sum(1.0 if ord(one) > 0x2E7F else 0.6 for one in text)


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be broken: words, and single Han characters with marks after them."""
    piece = ""
    for one in text:
        if piece and (ord(one) > 0x2E7F or ord(piece[-1]) > 0x2E7F) and one not in "，。；：、）”":
            yield piece
            piece = ""
        piece += one
        if one == " ":
            yield piece
            piece = ""
    if piece:
        yield piece
