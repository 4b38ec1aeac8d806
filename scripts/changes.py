"""What changed in law and advice: the list on its page, and a feed in each language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from checker.errors import RulebookError
from checker.model import LOCALES, Rulebook
from checker.tables import Place, record
from scripts import registers
from scripts.speaker import Speaker, plain

FILE = Path(__file__).parent / "changes.toml"
KINDS = ("law", "advice")
PATHS = {"zh": "feed.xml", "en": "en/feed.xml"}
NAME = "kameng-refund-guide"
"""Part of every entry's id; never changed."""

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different from a day on."""

    id: str  # never changed: subscribers know an entry by it
    day: date
    kind: str
    page: str  # the page to read, within a language
    text: dict[str, str]
    provision: str = ""


@cache
def changes(path: Path = FILE) -> tuple[Change, ...]:
    """Return every change, the newest first.

    Raises:
        RulebookError: an entry is not as it should be; the text says which and why.
    """
    rows = tomllib.loads(path.read_text("utf-8"))["change"]
    found = [record(Change, row, Place(path.name)) for row in rows]
    ids = [one.id for one in found]
    for one in found:
        if one.kind not in KINDS or set(one.text) != set(LOCALES) or ids.count(one.id) > 1:
            raise RulebookError(
                [f"{path.name}: '{one.id}' needs a kind, both languages, its own id"]
            )
    if found != sorted(found, key=lambda one: one.day, reverse=True):
        raise RulebookError([f"{path.name}: the newest stands first"])
    return tuple(found)


def change_list(page: Speaker) -> str:
    """Return all changes under their days."""
    parts, last = [], None
    for one in changes():
        if one.day != last:
            parts.append(f"## {plain(page.day(one.day))} {{#{_anchor(one.day)}}}\n")
        last = one.day
        kind = plain(page.say(f"change.{one.kind}"))
        more = f"[{plain(page.say('change.more'))}]({page.to(one.page)})"
        cited = ""
        if one.provision:
            label = plain(page.voice.cite(one.provision))
            cited = f" [{label}]({registers.to(page, one.provision)}){{ .cite }}"
        parts.append(f"- **{kind}** {plain(one.text[page.locale])} {more}{cited}")
    return "\n".join(parts)


def feed(rulebook: Rulebook, locale: str, address: str) -> str:
    """Return the Atom feed of a site at *address*, which ends with a slash.

    An entry is known by the same id wherever the site moves. A site that does not know its address
    gets links relative to the feed.
    """
    say = Speaker(rulebook, locale, "changes.md").say
    whole = urljoin(address, PATHS[locale]) if address else "feed.xml"
    home = whole.removesuffix("feed.xml")
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "title", f"{say('name')} · {say('change.title')}")
    _add(root, "id", uuid5(NAMESPACE_URL, f"{NAME}/{locale}").urn)
    _add(root, "updated", _moment(changes()[0].day))
    _add(root, "link", rel="self", href=whole)
    _add(root, "link", rel="alternate", href=f"{home}changes/")
    _add(_add(root, "author"), "name", say("name"))
    for one in changes():
        entry = _add(root, "entry")
        _add(entry, "id", uuid5(NAMESPACE_URL, f"{NAME}/{locale}/{one.id}").urn)
        _add(entry, "title", f"{say(f'change.{one.kind}')} {one.text[locale]}")
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", href=f"{home}changes/#{_anchor(one.day)}")
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def write(rulebook: Rulebook, site: Path, address: str) -> None:
    """Write the feed of each language."""
    for locale in rulebook.languages:
        (site / PATHS[locale]).write_text(feed(rulebook, locale, address), "utf-8")


def _anchor(day: date) -> str:
    return f"d{day.isoformat()}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(above: ElementTree.Element, tag: str, text: str = "", **given: str) -> ElementTree.Element:
    one = ElementTree.SubElement(above, f"{{{ATOM}}}{tag}", given)
    if text:
        one.text = text
    return one
