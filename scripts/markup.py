"""What our Markdown has beyond the standard: headings with ids, tables that fold on phones."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^#{1,6}\s")
_ID = re.compile(r"\{#[a-z][a-z0-9-]*[ }]")


_AFTER_STRONG = re.compile(r"(?<=[，。；：！？）”]</strong>) (?=[^\x00-\x7f])")


class MarkupError(Exception):
    """A page is written against our rules; the text says where."""


class LabelledTables(Extension):
    """Writes each column's head on its cells, so that a narrow screen can show rows as cards."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after the inline patterns, when heads are plain text."""
        md.treeprocessors.register(_Labels(md), "labelled-tables", 4)


class _Labels(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            heads = ["".join(head.itertext()).strip() for head in table.iter("th")]
            for head in table.iter("th"):
                head.set("scope", "col")
            for row in table.iter("tr"):
                for cell, head in zip(row.findall("td"), heads, strict=False):
                    cell.set("data-label", head)


def close_up(html: str) -> str:
    """Return Chinese text without the space that Markdown wants after bold punctuation."""
    return _AFTER_STRONG.sub("", html)


def headings(markdown: str) -> list[tuple[int, str]]:
    """Return the headings of a page with their line numbers, code left out."""
    found, fenced = [], False
    for number, line in enumerate(markdown.splitlines(), start=1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and _HEADING.match(line):
            found.append((number, line))
    return found


def check_headings(markdown: str, file: str) -> None:
    """Refuse a heading without an explicit id: the default ids of Chinese headings say nothing.

    Raises:
        MarkupError: with the line of the first such heading.
    """
    for number, line in headings(markdown):
        if not _ID.search(line):
            where = f"{file}, line {number} of the body"
            raise MarkupError(f"{where}: '{line}' needs an id: {{#some-id}}")


def heading_ids(markdown: str) -> list[str]:
    """Return the ids of a page's headings in order."""
    return [_ID.search(line)[0][2:-1] for _, line in headings(markdown) if _ID.search(line)]
