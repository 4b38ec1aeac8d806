"""Names of folders and files that are safe on every system, none used twice."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from checker.answers import forbidden

LONGEST = 96
"""Bytes in UTF-8; with a folder around it, far from the limit of any file system."""

_REFUSED = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.I)


def visible(text: str) -> str:
    """Return *text* with a mark for every character that could act, hide or not be written."""
    return "".join("�" if forbidden(letter) else letter for letter in text)


def safe_name(name: str, otherwise: str) -> str:
    """Return *name* without anything that hides, leads elsewhere or is refused by a system.

    Full-width forms stay as they are; a name of which nothing is left becomes *otherwise*.
    """
    plain = unicodedata.normalize("NFC", name)
    shown = (mark for mark in plain if mark.isspace() or unicodedata.category(mark)[0] != "C")
    plain = " ".join(_REFUSED.sub("_", "".join(shown)).split())
    # A leading dot hides, a leading hyphen reads as an option, a closing dot is lost on Windows.
    plain = _cut(re.sub(r"^[-~]", "_", plain.lstrip(". "))).rstrip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain if plain else otherwise


def _cut(name: str) -> str:
    return name.encode()[:LONGEST].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Names:
    """Gives each case a folder of its own; who comes second gets a number."""

    used: set[str] = field(default_factory=set)

    def new(self, name: str, otherwise: str) -> str:
        """Return a safe name that was not given before, whichever letters a system tells apart."""
        plain = safe_name(name, otherwise)
        found, number = plain, 1
        while _same(found) in self.used:
            number += 1
            found = f"{plain}~{number}"
        self.used.add(_same(found))
        return found


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
