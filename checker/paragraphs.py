"""Chinese text in pieces: what a paragraph cites, and which sentences of it fit into a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.law import label
from checker.model import Rulebook
from checker.register import provision_ids

_NUMBER = "[零一二三四五六七八九十百千]+"
_ARTICLE = f"第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:第{_NUMBER}项)?"
_CITED = re.compile(f"(《[^》]+》)((?:{_ARTICLE}、?)*)")
_ARTICLES = re.compile(_ARTICLE)
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+|\n)|[^。！？\n]+$")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a letter; joined by an empty line they are the letter again."""
    return text.split("\n\n")


def body(text: str) -> str:
    """Return a letter without its title."""
    return "\n\n".join(paragraphs(text)[1:])


def cited_in(rulebook: Rulebook, text: str) -> tuple[str, ...]:
    """Return the provisions that a Chinese text names, in order, each once.

    Several articles after one title, as in 《…》第一条、第二条, count one by one.
    """
    known = _labels(rulebook)
    return tuple(dict.fromkeys(known[one] for one in _cited(text) if one in known))


def _cited(text: str) -> Iterator[str]:
    for title, articles in _CITED.findall(text):
        yield from (title + one for one in _ARTICLES.findall(articles) or ("",))


@lru_cache(maxsize=8)
def _labels(rulebook: Rulebook) -> dict[str, str]:
    return {label(rulebook, id, "zh"): id for id in provision_ids(rulebook)}


def fitted(text: str, limit: int) -> str:
    """Return the text shortened to *limit* characters, in whole sentences.

    The longest paragraph loses its last sentence, again and again; the first
    sentence of each stays as long as another can go, so that what is asked for
    is not the first thing to fall. ``trim.js`` does the same to edited text.
    """
    blocks = [sentences(block) for block in paragraphs(text)]
    while len(_joined(blocks)) > limit:
        longer = [block for block in blocks if len(block) > 1]
        if not longer:
            blocks.pop()
            continue
        max(longer, key=lambda block: len("".join(block))).pop()
    return _joined(blocks)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph with their stops; a line ends a sentence too."""
    return _SENTENCE.findall(text)


def _joined(blocks: list[list[str]]) -> str:
    return "\n\n".join("".join(block).rstrip("\n") for block in blocks)
