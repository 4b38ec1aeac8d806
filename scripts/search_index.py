"""The search index: what each built page says, what is asked of it, which words mean the same."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

SYNONYMS = Path(__file__).resolve().parent / "synonyms.toml"
ASKS = Path(__file__).resolve().parent / "asks.toml"

_WORD = re.compile(r"[^\W_]+")
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr"}
_BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "div", "summary", "dt", "dd", "tr"}
_NOT_FOUND_HERE = {"404.html", "search.html", "search/index.html"}
_LEFT_OUT = {"script", "style", "template", "nav", "form", "svg", "noscript"}


@dataclass
class Entry:
    """One page as search sees it."""

    url: str
    title: str = ""
    about: str = ""  # the description
    heads: list[list[str]] = field(default_factory=list)  # id and words of each heading
    asks: str = ""  # questions that the page answers, in the words of those who ask
    text: str = ""


class Reader(HTMLParser):
    """Reads title, description, headings and text of a built page."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.entry = Entry(url)
        self._in: list[tuple[str, bool]] = []  # open elements, and whether each is left out
        self._article = 0
        self._words: list[str] = []
        self._head: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are."""
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "description":
            self.entry.about = given["content"] or ""
        if tag in _VOID:
            return
        self._in.append(
            (tag, tag in _LEFT_OUT or "hidden" in given or given.get("data-search") == "off")
        )
        if tag == "article":
            self._article += 1
        if tag in ("h1", "h2", "h3") and self._article and given.get("id"):
            self._head = [given["id"] or "", ""]
        if tag in _BLOCKS:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element and those left open inside it."""
        while self._in:
            name, _ = self._in.pop()
            if name == "article":
                self._article -= 1
            if name == tag:
                break
        if tag in ("h1", "h2", "h3") and self._head is not None:
            if tag == "h1":
                self.entry.title = self._head[1].strip()
            else:
                self.entry.heads.append([self._head[0], self._head[1].strip()])
            self._head = None
        if tag in _BLOCKS:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the words of the article."""
        if any(left_out for _, left_out in self._in):
            return
        if self._head is not None:
            self._head[1] += data
        elif self._article:
            self._words.append(data)

    def close(self) -> None:
        """Put the text together."""
        super().close()
        self.entry.text = " ".join("".join(self._words).split())


def read(html: str, url: str) -> Entry:
    """Return what search needs to know of one page."""
    reader = Reader(url)
    reader.feed(html)
    reader.close()
    return reader.entry


def entries(site: Path, languages: dict[str, dict[str, str]], lang: str) -> list[Entry]:
    """Return every page of a language, in the order of their addresses."""
    prefix = languages[lang]["path"]
    others = tuple(one["path"] for code, one in languages.items() if code != lang and one["path"])
    found = []
    for path in sorted(site.rglob("*.html")):
        inside = path.relative_to(site).as_posix()
        foreign = not inside.startswith(prefix) or (not prefix and inside.startswith(others))
        if foreign or inside.removeprefix(prefix) in _NOT_FOUND_HERE:
            continue
        found.append(read(path.read_text("utf-8"), inside.removesuffix("index.html")))
    asked = asks(lang)
    for entry in found:
        if lang == "en":
            entry.text = once(entry.text)
        entry.asks = asked.get(_page(entry.url.removeprefix(prefix)), "")
    return [entry for entry in found if entry.title]


def once(text: str) -> str:
    """Return each word of a text once: nobody reads the index, and it travels lighter.

    Han text stays whole, because a finder cuts it into pairs that reach across words.
    """
    return " ".join(dict.fromkeys(_WORD.findall(text.lower())))


def asks(lang: str) -> dict[str, str]:
    """Return page → what people ask that it answers."""
    return {
        page: " / ".join(asked[lang])
        for page, asked in tomllib.loads(ASKS.read_text("utf-8")).items()
    }


def _page(url: str) -> str:
    """Return the page's path of an address, however the site names its pages."""
    return f"{url.removesuffix('.html').rstrip('/') or 'index'}.md"


def synonyms(lang: str) -> list[list[str]]:
    """Return groups of words that mean the same, one group a list."""
    return tomllib.loads(SYNONYMS.read_text("utf-8"))[lang]


def write(site: Path, languages: dict[str, dict[str, str]]) -> None:
    """Write the index of each language into the site."""
    for lang in languages:
        index: dict[str, Any] = {
            "pages": [asdict(entry) for entry in entries(site, languages, lang)],
            "synonyms": synonyms(lang),
        }
        target = site / "assets" / "search" / f"{lang}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        if not target.is_file() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8")
