"""Lists sentences that are too long or too tangled, and words that promise or threaten.

    python -m scripts.readability

Reads the guide's pages and every sentence of the wording, in both languages. Letters are left out:
they speak to an office, in the language of offices.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDING = ROOT / "checker" / "rulebook" / "wording"

LONGEST = {"zh": 50, "en": 45}
"""Han characters, or words, that somebody reads in one breath on a phone, lists included."""

STACKED = 2
"""So many 的 a stretch between two marks may have."""

BANNED = {
    "zh": {
        "一定能": "the law promises nothing for sure",
        "肯定能": "the law promises nothing for sure",
        "百分之百": "the law promises nothing for sure",
        "稳赢": "the law promises nothing for sure",
        "必胜": "the law promises nothing for sure",
        "绝对可以": "the law promises nothing for sure",
        "后果自负": "a threat",
        "予以": "officialese; say what is done",
        "进行了": "officialese; use the verb alone",
        "鉴于": "officialese; say 因为",
    },
    "en": {
        "guarantee that you": "the law promises nothing for sure",
        "you will certainly": "the law promises nothing for sure",
        "you will win": "the law promises nothing for sure",
        "hereby": "officialese",
        "pursuant to": "officialese; say under",
        "in order to": "say to",
        "utilise": "say use",
    },
}
"""Word → why not. A word in quotation marks is somebody else's and may stand."""

OFFICE = ("letters.toml", "replies.toml", "channels.toml", "review.toml", "cli.toml")
"""Not read: sent to offices, quoted from the other side, or for lawyers and terminals."""

_HEAD = re.compile(r"\A---\n.*?^---\n", re.S | re.M)
_CALL = re.compile(r"\{\{.*?\}\}|\{[a-z_]+\}")
_MARKUP = re.compile(r"\]\([^)]*\)|\{[:#.][^}]*\}|<[^>]+>|[*`#\[]")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
_SENTENCE = {"zh": re.compile(r"[。！？；\n]"), "en": re.compile(r"[.!?;](?=\s|$)|\n")}
_CLAUSE = re.compile(r"[。！？；，：、\n]")
_UNIT = {"zh": re.compile(r"[\u4e00-\u9fff]"), "en": re.compile(r"[A-Za-z][A-Za-z’'-]*")}


def flaws(text: str, locale: str) -> Iterator[str]:
    """Yield what makes *text* hard to read, each with the sentence it stands in."""
    plain = _CALL.sub("", text)
    for sentence in _SENTENCE[locale].split(plain):
        count = len(_UNIT[locale].findall(sentence))
        if count > LONGEST[locale]:
            yield f"{count} in one sentence, at most {LONGEST[locale]}: {_start(sentence)}"
    if locale == "zh":
        for clause in _CLAUSE.split(plain):
            if clause.count("的") > STACKED:
                yield f"more than {STACKED} 的 in a row: {_start(clause)}"
    own = _QUOTED.sub("", plain)
    for word, why in BANNED[locale].items():
        if word in own.lower():
            yield f"“{word}”: {why}"


def _start(text: str) -> str:
    return text.strip()[:40]


def page_lines(text: str) -> Iterator[str]:
    """Yield the lines of a page as they are read, cells of tables one by one."""
    for line in _HEAD.sub("", text).splitlines():
        cells = line.strip("|").split("|") if line.startswith("|") else [line]
        yield from (_MARKUP.sub("", cell).strip() for cell in cells)


def sentences(table: dict) -> Iterator[tuple[str, str]]:
    """Yield key and text of everything that a wording file says."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", text) for inner, text in sentences(value))
        elif isinstance(value, str):
            yield key, value


def found(locale: str) -> Iterator[str]:
    """Yield every flaw of a language, with file and place."""
    for page in sorted((ROOT / "docs" / locale).rglob("*.md")):
        for line in page_lines(page.read_text("utf-8")):
            for flaw in flaws(line, locale):
                yield f"{page.relative_to(ROOT).as_posix()}: {flaw}"
    for file in sorted((WORDING / locale).rglob("*.toml")):
        if file.name in OFFICE:
            continue
        for key, text in sentences(tomllib.loads(file.read_text("utf-8"))):
            for flaw in flaws(text, locale):
                yield f"{file.relative_to(WORDING).as_posix()}: {key}: {flaw}"


def main() -> int:
    """Print the list; return 1 when it is not empty."""
    listed = [flaw for locale in LONGEST for flaw in found(locale)]
    print("\n".join(listed) or "Every sentence is short and plain.")
    return 1 if listed else 0


if __name__ == "__main__":
    sys.exit(main())
