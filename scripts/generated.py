"""Guide pages made whole from the rulebook: one for each route, law, letter, one for a host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Rulebook
from scripts.host_page import PATH, host_page, off_note
from scripts.law_pages import law_page
from scripts.letter_pages import letter_page
from scripts.route_pages import route_page
from scripts.speaker import Speaker

LONGEST = {"zh": 90, "en": 180}
"""Characters that a search result shows of a description."""


def pages(rulebook: Rulebook, locale: str) -> Iterator[tuple[str, str]]:
    """Yield the path inside the language and the Markdown of each page."""
    for route in rulebook.routes.values():
        page = Speaker(rulebook, locale, f"routes/{route.id}.md")
        title, about = (page.voice(f"route.{route.id}.{name}") for name in ("title", "text"))
        body = _noted(route_page(page, route), off_note(page, route.id))
        yield page.page, _whole(page, title, about, "routes.md", body)
    for law in rulebook.laws.values():
        page = Speaker(rulebook, locale, f"law/{law.id}.md")
        about = page.say("law.about", name=law.short[locale])
        yield page.page, _whole(page, law.short[locale], about, "sources.md", law_page(page, law))
    for form in rulebook.letters.values():
        page = Speaker(rulebook, locale, f"letters/{form.id}.md")
        title = page.voice(f"letter.{form.id}.title")
        about = page.say("letter.about", name=title)
        body = _noted(letter_page(page, form), off_note(page, form.id))
        yield page.page, _whole(page, title, about, "letters.md", body)
    if host := rulebook.host:
        page = Speaker(rulebook, locale, PATH)
        about = page.say("host.intro", name=host.name[locale])
        yield PATH, _whole(page, page.say("host.title"), about, "about.md", host_page(page, host))


def _noted(body: str, note: str) -> str:
    """Return the page with a note below its first heading, if there is one."""
    heading, rest = body.split("\n\n", 1)
    return "\n\n".join([heading, note, rest]) if note else body


def _whole(page: Speaker, title: str, about: str, parent: str, body: str) -> str:
    """Return the page with its front matter; its day is the one up to which all law was checked."""
    head = {"title": title, "description": _short(about, page.locale), "parent": parent}
    lines = [f"{name}: '{_one_line(text)}'" for name, text in head.items()]
    checked = f"checked: {page.rulebook.law_checked}"
    return "\n".join(["---", *lines, checked, "---", "", body, ""])


def _short(text: str, locale: str) -> str:
    """Return as many whole sentences as a search result shows; at least the first."""
    first, *rest = re.findall(r".+?(?:。|\.(?= |$)|$)", _plain(text))
    for sentence in rest:
        if len(first + sentence) > LONGEST[locale]:
            break
        first += sentence
    return first


def _plain(text: str) -> str:
    return " ".join(text.split())


def _one_line(text: str) -> str:
    return _plain(text).replace("'", "''")
