"""What a built site must keep: no leftovers, no other hosts, no dead links, twin trees, sizes."""

from __future__ import annotations

import argparse
import gzip
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from checker.hosts import Host

LANGUAGES = {"zh": "", "en": "en/"}

BUDGETS = (
    ("checker/index.html", 36_000),
    ("checker.html", 36_000),
    ("sources/index.html", 40_000),
    ("sources.html", 40_000),
    ("review/index.html", 320_000),
    ("*.html", 15_000),
    ("*.css", 10_000),
    ("assets/search/*.json", 140_000),
    ("assets/search/*/*.js", 16_000),
)
"""Bytes after gzip, first matching pattern wins; the checker's own files have budgets in bundle."""
HOST_SHARE = 1.1
"""How much heavier a host's copy may be: its name, contact and disclaimer are on every page."""

_LOADS = {"src", "srcset", "poster", "data"}  # attributes that make the browser fetch
_FREE_RELATIONS = {"canonical", "alternate"}  # links that are read, never fetched
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#[a-z]")
_CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass
class Page:
    """What matters of one built page."""

    path: str
    ids: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # where a reader can go
    loads: list[str] = field(default_factory=list)  # what the browser fetches
    inline: list[str] = field(default_factory=list)  # what a strict policy would block
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        page = self.page
        if id := given.get("id"):
            (page.twice if id in page.ids else page.ids).add(id)
        if tag in _HEADINGS:
            page.headings.append(given.get("id", ""))
        if tag == "a" and "href" in given:
            page.links.append(given["href"])
        if tag == "form" and given.get("action"):
            page.links.append(given["action"])
        if tag == "link" and not _FREE_RELATIONS & set(given.get("rel", "").split()):
            page.loads.append(given["href"])
        page.loads += [given[name] for name in sorted(_LOADS & set(given)) if given[name]]
        page.inline += [f"{tag} {name}" for name in given if re.match("on|style$", name)]
        data_block = given.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in given and not data_block):
            page.inline.append(f"<{tag}>")
        self._raw = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.page.text.append(data)


def read(site: Path) -> dict[str, Page]:
    """Return every page of the site by its path."""
    paths = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
    with ProcessPoolExecutor() as pool:  # half of the time on two cores
        found = pool.map(partial(_read, site), paths, chunksize=16)
        return dict(zip(paths, found, strict=True))


def _read(site: Path, path: str) -> Page:
    page = Page(path)
    _Reader(page).feed((site / path).read_text("utf-8"))
    return page


def check(
    site: Path, hosts: Iterable[str] = (), base: str = "/", host: Host | None = None
) -> list[str]:
    """Return every problem of a built site, or of a host's copy, to be served under *base*."""
    pages = read(site)
    allowed = set(hosts)
    problems = [] if pages else [f"{site}: no pages"]
    for page in pages.values():
        problems += [f"{page.path}: {text}" for text in _page_problems(page, allowed)]
        problems += [f"{page.path}: {text}" for text in _link_problems(site, pages, page, base)]
    problems += _style_problems(site)
    problems += _twin_problems(pages, host.languages if host else tuple(LANGUAGES))
    problems += _size_problems(site, HOST_SHARE if host else 1)
    return problems


def _page_problems(page: Page, allowed: set[str]) -> Iterator[str]:
    for text in page.text:
        if found := _LEFTOVER.search(text):
            yield f"leftover '{text[max(0, found.start() - 20) : found.end() + 40].strip()}'"
    for id in sorted(page.twice):
        yield f"the id '{id}' is used twice"
    for address in page.loads:
        if _is_foreign(address):
            yield f"loads {address} from another host"
    for address in page.links:
        host = urlsplit(address).hostname
        if host and host not in allowed:
            yield f"links to {host}, which is not among the sources and contacts"
        if address.startswith("http:"):
            yield f"links to {address} without encryption"
    for what in page.inline:
        yield f"has inline {what}, which a strict content policy blocks"


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https", "data", "blob")


def _link_problems(site: Path, pages: dict[str, Page], page: Page, base: str) -> Iterator[str]:
    for address in dict.fromkeys([*page.links, *page.loads]):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        path = _target(page.path, unquote(parts.path), base)
        if path is None:
            yield f"{address} lies outside {base}"
        elif not (site / path).is_file():
            yield f"dead link {address}"
        elif path in pages and not set(_anchors(unquote(parts.fragment))) <= pages[path].ids:
            yield f"dead anchor {address}"


def _anchors(fragment: str) -> list[str]:
    """Return the ids a fragment needs: its own, or those of the answers it brings along."""
    if fragment.startswith("begin="):
        return [pair.replace(".", "-") for pair in fragment.removeprefix("begin=").split(",")]
    return [fragment] if fragment else []


def _target(page: str, path: str, base: str) -> str | None:
    """Return the file a link leads to; None when it leaves the site."""
    if not path:
        return page
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        found = path.removeprefix(base)
    else:
        found = posixpath.join(posixpath.dirname(page), path)
    is_folder = found.endswith("/") or posixpath.basename(found) in ("", ".", "..")
    found = posixpath.normpath(found)
    if found.startswith(".."):
        return None
    return posixpath.normpath(posixpath.join(found, "index.html")) if is_folder else found


def _style_problems(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*.css")):
        for found in _CSS_ADDRESS.finditer(file.read_text("utf-8")):
            if _is_foreign(found[1] or found[2]):
                yield f"{file.relative_to(site).as_posix()}: loads {found[1] or found[2]}"


def _twin_problems(pages: dict[str, Page], languages: tuple[str, ...]) -> Iterator[str]:
    trees = {lang: _tree(pages, LANGUAGES[lang]) for lang in languages}
    for lang, tree in trees.items():
        for other, twin in trees.items():
            for path in sorted(set(tree) - set(twin)):
                yield f"{tree[path].path}: there is no such page in '{other}'"
            if lang < other:
                for path in sorted(set(tree) & set(twin)):
                    if tree[path].headings != twin[path].headings:
                        yield f"{path}: the headings differ between '{lang}' and '{other}'"


def _tree(pages: dict[str, Page], prefix: str) -> dict[str, Page]:
    others = tuple(one for one in LANGUAGES.values() if one and one != prefix)
    return {
        path.removeprefix(prefix): page
        for path, page in pages.items()
        if path.startswith(prefix) and not path.startswith(others) and path != "404.html"
    }


def _size_problems(site: Path, share: float) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site)
        if not file.is_file() or path.parts[:2] in (("assets", "py"), ("assets", "checker")):
            continue
        budget = next((size for pattern, size in BUDGETS if path.match(pattern)), None)
        limit = int(budget * share) if budget else None
        if limit and (size := len(gzip.compress(file.read_bytes(), 9))) > limit:
            yield f"{path.as_posix()}: {size:,} bytes after gzip, the budget is {limit:,}"


def main() -> None:
    """Check a site and say what is wrong with it."""
    from scripts.hosted import rulebook
    from scripts.registers import hosts

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--base", default="/", help="the path the site is served under")
    options = parser.parse_args()
    book = rulebook()
    problems = check(options.site, hosts(book), options.base, book.host)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{len(read(options.site))} pages, nothing to object to")


if __name__ == "__main__":
    main()
