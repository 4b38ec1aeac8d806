"""Pictures where people would rather look than read, drawn from the register's numbers.

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


PICTURES: dict[str, Callable[[Speaker], str]] = {"clocks": clocks}


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


def _bar(x: float, y: float, height: float, kind: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="10" height="{height:g}" rx="5" class="{kind}"/>'


def _drawn(name: str, height: float, title: str, text: str, parts: list[str]) -> str:
    """Return the SVG on one line, which Markdown leaves alone."""
    head = f'role="img" aria-labelledby="{name}-title {name}-text"'
    named = f'<title id="{name}-title">{title}</title><desc id="{name}-text">{text}</desc>'
    drawing = f'<svg viewBox="0 0 {WIDTH} {height:g}" {head}>{named}{"".join(parts)}</svg>'
    return f'<figure class="picture">{drawing}</figure>'
