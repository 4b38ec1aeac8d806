"""Pages at old addresses that lead to the new ones, so that a link sent years ago still helps.

They work on any server and without script. The browser goes on by itself, and whoever has that
switched off finds a link.
"""

from __future__ import annotations

import posixpath
import tomllib
from html import escape
from pathlib import Path

from checker.model import Rulebook
from scripts import policy
from scripts.speaker import Speaker

FILE = Path(__file__).parent / "moved.toml"
FOLDERS = {"zh": "", "en": "en/"}
TAGS = {"zh": "zh-CN", "en": "en"}


class MovedError(Exception):
    """An old address leads nowhere; the text says which and what to do."""


def moved(path: Path = FILE) -> dict[str, str]:
    """Return old page → new page, which may carry an anchor."""
    return tomllib.loads(path.read_text("utf-8"))["moved"]


def write(rulebook: Rulebook, site: Path, path: Path = FILE) -> None:
    """Write a page at every old address, in each language.

    Raises:
        MovedError: a page stands at the old address, or none at the new one.
    """
    # Some stores have no index documents; there every page is a file of its own name.
    folders = not (site / "search.html").is_file()
    for old, new in moved(path).items():
        for locale in rulebook.languages:
            target = site / FOLDERS[locale] / _file(old, folders)
            page, _, _ = new.partition("#")
            if target.exists():
                raise MovedError(f"{path.name}: '{old}' is a page again; remove its line")
            if not (site / FOLDERS[locale] / _file(page, folders)).is_file():
                raise MovedError(f"{path.name}: '{old}' leads to '{page}', which is no page")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(
                _page(Speaker(rulebook, locale, old), _link(old, new, folders)), "utf-8"
            )


def _file(page: str, folders: bool) -> str:
    name = page.removesuffix(".md")
    return f"{name}/index.html" if folders and name != "index" else f"{name}.html"


def _link(old: str, new: str, folders: bool) -> str:
    page, _, anchor = new.partition("#")
    there, here = _file(page, folders), posixpath.dirname(_file(old, folders)) or "."
    link = posixpath.relpath(there, here)
    if folders:
        link = f"{posixpath.dirname(link) or '.'}/"
    return f"{link}#{anchor}" if anchor else link


def _page(speaker: Speaker, link: str) -> str:
    link = escape(link)
    title, go = escape(speaker.say("moved.title")), escape(speaker.say("moved.go"))
    return f"""<!doctype html>
<html lang="{TAGS[speaker.locale]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy.in_page()}">
<meta http-equiv="refresh" content="0; url={link}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<h1 id="top">{title}</h1>
<p><a href="{link}">{go}</a></p>
</body>
</html>
"""
