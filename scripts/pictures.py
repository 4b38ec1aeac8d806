"""Pictures where people would rather look than read, drawn from the rulebook where it knows more.

Each is one SVG in the page: its colours are classes of the style sheet, so it follows light, dark
and print, and a title and a description say the same in words.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from scripts.speaker import Speaker

WIDTH = 340
"""Units; a letter of 17 of them is 14 pixels high on the narrowest phone."""
_LINE = 24


def clocks(page: Speaker) -> str:
    """Return the two clocks of a 12315 complaint: the authority's and the reader's own."""
    accept = page.voice.period("complaint-acceptance-days")
    mediate = page.voice.period("complaint-mediation-days")
    limit = page.voice.period("limitation-years")
    words = _Words(page, "clocks", accept=accept, mediate=mediate, limit=limit)
    first, second = 52, 52 + 4 * _LINE
    end = second + 5 * _LINE
    parts = [
        _text(4, 20, words("theirs"), "pic-head"),
        _text(WIDTH - 4, 20, words("yours"), "pic-head pic-end"),
        _bar(4, first - 16, 3.4 * _LINE, "pic-brand"),
        _text(26, first, words("filed"), "pic-strong"),
        _text(26, first + _LINE, words("accept_within")),
        _text(26, first + 2 * _LINE, words("accept")),
        _bar(4, second - 16, 5 * _LINE, "pic-tint"),
        _text(26, second, words("accepted"), "pic-strong"),
        _text(26, second + _LINE, words("mediate_within")),
        _text(26, second + 2 * _LINE, words("mediate")),
        _text(26, second + 4 * _LINE, words("failed"), "pic-strong"),
        _bar(WIDTH - 14, first - 16, end - first + 12, "pic-sun"),
        _text(WIDTH - 26, first, words("known"), "pic-end"),
        _text(WIDTH - 26, second + 3 * _LINE, words("runs"), "pic-end"),
        _text(WIDTH - 4, end + _LINE, words("limit"), "pic-end"),
    ]
    return _drawn("clocks", end + _LINE + 12, words("title"), words("text"), parts)


TOGETHER = (
    ("negotiate", "wechat-pay"),
    ("negotiate", "marketplace"),
    ("marketplace", "wechat-pay"),
)
"""Pairs of routes the picture of the ways shows side by side, as the rulebook has them."""
ONE_AT_A_TIME = ("samr-12315", "consumer-council", "court")
"""Routes of which only one runs at a time."""


def ways(page: Speaker) -> str:
    """Return the way through the routes: danger first, what runs together, what runs alone."""
    words = _Words(page, "ways")
    parts = [
        _box(2, 2, WIDTH - 4, 62, "pic-danger"),
        _text(16, 27, words("danger"), "pic-strong"),
        _text(16, 52, words("stop")),
        _arrow(WIDTH / 2, 64, 96, words("safe")),
        _box(2, 96, WIDTH - 4, 40, "pic-sheet"),
        _middle(WIDTH / 2, 122, words("evidence"), "pic-strong"),
        _arrow(WIDTH / 2, 136, 168, words("together")),
        _box(2, 168, 164, 40, "pic-tint"),
        _middle(84, 194, words("ask"), "pic-strong"),
        _box(174, 168, 164, 40, "pic-tint"),
        _middle(256, 194, words("payment"), "pic-strong"),
        _box(2, 214, WIDTH - 4, 40, "pic-tint"),
        _middle(WIDTH / 2, 240, words("marketplace")),
        _arrow(WIDTH / 2, 254, 286, words("unpaid")),
        _box(2, 286, WIDTH - 4, 40, "pic-sheet"),
        _middle(WIDTH / 2, 312, words("identify")),
        _arrow(WIDTH / 2, 326, 358, words("alone")),
        _box(2, 358, 150, 40, "pic-sun"),
        _middle(77, 384, words("samr"), "pic-strong"),
        _middle(WIDTH / 2, 384, words("or")),
        _box(188, 358, 150, 40, "pic-sun"),
        _middle(263, 384, words("council"), "pic-strong"),
        _arrow(WIDTH / 2, 398, 430, words("failed")),
        _box(2, 430, WIDTH - 4, 40, "pic-sun"),
        _middle(WIDTH / 2, 456, words("court"), "pic-strong"),
        _middle(WIDTH / 2, 498, words("anytime"), "pic-head"),
    ]
    return _drawn("ways", 510, words("title"), words("text"), parts)


LIABLE = (
    "seller",
    "platform-as-seller",
    "platform-hides-seller",
    "main-and-sub-site",
    "personal-payee",
    "payment-institution",
    "wrong-recipient",
    "deceiver",
)
"""Who may owe the money, in the order of the picture."""


def liable(page: Speaker) -> str:
    """Return who can be liable and when; what is contested has a broken line."""
    words = _Words(page, "liable")
    row, first = 64, 62
    parts = [
        _box(2, 2, 176, 38, "pic-brand"),
        _middle(90, 27, words("you"), "pic-strong pic-light"),
        _line(20, 40, 20, first + row * (len(LIABLE) - 1) + 27),
    ]
    for number, id in enumerate(LIABLE):
        top = first + row * number
        contested = page.rulebook.parties[id].contested
        parts += [
            _line(20, top + 27, 40, top + 27),
            _box(40, top, WIDTH - 42, 54, "pic-open" if contested else "pic-tint"),
            _text(52, top + 23, words(f"{id}_who"), "pic-strong"),
            _text(52, top + 46, words(id)),
        ]
    end = first + row * len(LIABLE)
    parts += [
        _box(40, end + 6, 34, 20, "pic-open"),
        _text(84, end + 22, words("contested"), "pic-head"),
    ]
    return _drawn("liable", end + 34, words("title"), words("text"), parts)


SHOWN = ("clock", "address", "item", "price", "order", "seller", "message")
"""What a good screenshot shows, from the top of the screen to its foot."""


def screenshot(page: Speaker) -> str:
    """Return a phone's screen with everything a screenshot needs, each part named beside it."""
    words = _Words(page, "screenshot")
    row, first, width = 56, 12, 196
    height = row * len(SHOWN) + 16
    parts = [_box(2, 2, width, height, "pic-sheet", 18)]
    for number, id in enumerate(SHOWN, 1):
        top = first + row * (number - 1)
        kind = "pic-danger" if id == "message" else "pic-tint"
        parts += [
            _box(12, top, width - 20, 46, kind, 8),
            _text(22, top + 29, words(f"{id}_seen")),
            _line(width - 8, top + 23, width + 14, top + 23),
            f'<circle cx="{width + 26}" cy="{top + 23}" r="13" class="pic-brand"/>',
            _middle(width + 26, top + 29, str(number), "pic-strong pic-light"),
            _text(width + 46, top + 29, words(id), "pic-strong"),
        ]
    return _drawn("screenshot", height + 4, words("title"), words("text"), parts)


PICTURES: dict[str, Callable[[Speaker], str]] = {
    "clocks": clocks,
    "ways": ways,
    "liable": liable,
    "screenshot": screenshot,
}


def picture(page: Speaker, name: str) -> str:
    """Return a picture by its name."""
    page.known("picture", name, PICTURES)
    return PICTURES[name](page)


class _Words:
    def __init__(self, page: Speaker, picture: str, **values: str) -> None:
        self.page, self.picture, self.values = page, picture, values

    def __call__(self, key: str) -> str:
        return escape(self.page.say(f"picture.{self.picture}.{key}", **self.values))


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{words}</text>'


def _middle(x: float, y: float, words: str, kind: str = "") -> str:
    return _text(x, y, words, f"pic-middle {kind}".strip())


def _box(x: float, y: float, width: float, height: float, kind: str, round: float = 10) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} rx="{round:g}" class="{kind}"/>'


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" class="pic-line"/>'


def _arrow(x: float, y: float, to: float, words: str) -> str:
    """Return an arrow downwards with its words beside it."""
    head = (
        f'<path d="M{x - 6:g} {to - 9:g}L{x:g} {to - 2:g}L{x + 6:g} {to - 9:g}" class="pic-line"/>'
    )
    return _line(x, y, x, to - 2) + head + _text(x + 14, (y + to) / 2 + 6, words, "pic-head")


def _bar(x: float, y: float, height: float, kind: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="10" height="{height:g}" rx="5" class="{kind}"/>'


def _drawn(name: str, height: float, title: str, text: str, parts: list[str]) -> str:
    """Return the SVG on one line, which Markdown leaves alone."""
    head = f'role="img" aria-labelledby="{name}-title {name}-text"'
    named = f'<title id="{name}-title">{title}</title><desc id="{name}-text">{text}</desc>'
    drawing = f'<svg viewBox="0 0 {WIDTH} {height:g}" {head}>{named}{"".join(parts)}</svg>'
    return f'<figure class="picture">{drawing}</figure>'
