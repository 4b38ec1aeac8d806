"""What a page function needs: the rulebook, its words in one language, links from one page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from checker.errors import nearest
from checker.model import Rulebook
from checker.wording import Voice, voice


class PageError(Exception):
    """A page asks for something that cannot be given; the text says where and what."""


@dataclass(frozen=True)
class Speaker:
    """Speaks for one page; numbers are those in force on the day the law was checked."""

    rulebook: Rulebook
    locale: str
    page: str
    voice: Voice = field(init=False)

    def __post_init__(self) -> None:
        spoken = voice(self.rulebook, self.locale, self.rulebook.law_checked)
        object.__setattr__(self, "voice", spoken)

    def say(self, key: str, **values: object) -> str:
        """Return one of the site's own sentences."""
        return self.voice(f"ui.site.{key}", **values)

    def word(self, key: str) -> str:
        """Return a sentence of the rulebook, safe to stand in Markdown."""
        return plain(self.voice(key))

    def day(self, day: date) -> str:
        """Return a day in words."""
        return self.say("list.day", day=day)

    def to(self, target: str) -> str:
        """Return the link from this page to another of the same language."""
        return link_to(self.page, target)

    def known(self, what: str, id: str, ids: Iterable[str]) -> None:
        """Refuse an id that is not among *ids*, with a suggestion."""
        ids = list(ids)
        if id not in ids:
            near = nearest(id, ids)
            meant = f" (did you mean '{near}'?)" if near else ""
            raise PageError(f"unknown {what} '{id}'{meant}")


def link_to(page: str, target: str) -> str:
    """Return the relative link between two Markdown files."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def plain(text: str) -> str:
    """Return *text* so that Markdown shows it letter by letter."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\\", "&#92;")
    for mark in "`*_[]{}|":
        text = text.replace(mark, f"&#{ord(mark)};")
    return " ".join(text.split())
