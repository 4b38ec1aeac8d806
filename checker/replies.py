"""Records of what the other side says: classes of replies, and the words they are known by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReplyKind(StrEnum):
    """What somebody does with such words; a scam is always told first."""

    REFUSAL = "refusal"
    CLAUSE = "clause"
    DELAY = "delay"
    PARTIAL = "partial"
    PROMISE = "promise"
    SCAM = "scam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that must all occur near each other.

    ``a|b|c`` are spellings of one word; ``a>b`` is *a* with *b* a few letters on.
    """

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A usual refusal, clause or trick."""

    id: str
    kind: ReplyKind
    when: tuple[Words, ...]  # any row suffices
    unless: tuple[Words, ...] = ()
    basis: tuple[str, ...]
    law_at: str
    evidence: tuple[str, ...]
    next: tuple[str, ...]  # routes, the nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A word with its usual spellings; its id stands for all of them in any row."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words that turn what stands beside them; which signs there are is fixed in code."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each piece of a text weighs for each class; measured by ``scripts/weigh.py``."""

    stamp: str  # of the sayings and words they were measured from
    classes: tuple[str, ...]  # those of the replies, and ``ordinary``
    pieces: dict[str, str]  # piece → ``place of the class:weight …``, in tenths


ORDINARY = "ordinary"
SIGNS = ("negation", "warning", "reassurance", "ordinary", "buyer", "telling")
"""A denial, a warning against fraud, what only looks like these two, what only looks like a
scam's words, and the buyer speaking."""


def parts(word: str) -> list[str]:
    """Return the spellings and names of phrases that a word of a row is made of."""
    return word.replace(">", "|").split("|")
