"""Which classes of replies a text matches, and how strongly; no words are said here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from checker.model import Rulebook
from checker.replies import Reply, ReplyKind, Words, parts
from checker.spelling import Spelled, spelled

REACH = 40
"""Letters within which the words of a row must stand; about two chat sentences."""

GAP = 4
"""Letters that may stand between the two parts of a word with ``>``."""

_MASK = "\0"

_Hit: TypeAlias = tuple[int, int]
"""Where a word begins and ends."""


@dataclass(frozen=True, slots=True)
class Match:
    """A class found in a text; a longer and more specific match has the higher score."""

    reply: Reply
    score: int


@dataclass(frozen=True, slots=True)
class _Span:
    """One place where a row matches: the letters of each of its words."""

    words: tuple[_Hit, ...]

    @property
    def start(self) -> int:
        return min(start for start, _ in self.words)

    @property
    def end(self) -> int:
        return max(end for _, end in self.words)


def matches(text: str, rulebook: Rulebook) -> tuple[Match, ...]:
    """Return the classes in *text*: scams before all others, then the strongest first."""
    bare = spelled(text)
    ordinary = _masked(bare.letters, rulebook, "ordinary")
    search = _Search(
        rulebook,
        bare,
        _masked(bare.letters, rulebook, "reassurance"),
        _hits(bare.letters, rulebook),
        _hits(ordinary, rulebook),
    )
    found = [match for reply in rulebook.replies.values() for match in search.match(reply)]
    order = list(rulebook.replies)
    found.sort(
        key=lambda one: (
            one.reply.kind is not ReplyKind.SCAM,
            -one.score,
            order.index(one.reply.id),
        )
    )
    return tuple(found)


def by_buyer(text: str, rulebook: Rulebook) -> bool:
    """Return whether it looks as if the buyer speaks, not the other side."""
    letters = spelled(text).letters
    return any(word in letters for word in rulebook.signs["buyer"].words)


def told(text: str, rulebook: Rulebook) -> bool:
    """Return whether it looks as if somebody tells what another did or said."""
    return _signed(text, rulebook, "telling")


def warned(text: str, rulebook: Rulebook) -> bool:
    """Return whether somebody warns of a fraud, rather than commits it."""
    return _signed(text, rulebook, "warning")


def _signed(text: str, rulebook: Rulebook, sign: str) -> bool:
    said = soothed(spelled(text).letters, rulebook)
    return any(word in said for word in rulebook.signs[sign].words)


@dataclass(frozen=True, slots=True)
class _Search:
    rulebook: Rulebook
    text: Spelled
    masked: str  # the letters without what only looks like a denial or a warning
    hits: dict[str, list[_Hit]]
    suspect: dict[str, list[_Hit]]  # without what only looks like a scam's words

    def match(self, reply: Reply) -> Iterator[Match]:
        """Yield the match of a class, if any of its rows stands."""
        hits = self.suspect if reply.kind is ReplyKind.SCAM else self.hits
        exceptions = [span.start for row in reply.unless for span in _spans(row, self.hits)]
        covered: set[int] = set()
        words = 0
        for row in reply.when:
            for span in _spans(row, hits):
                if not self._cancelled(reply, span, exceptions):
                    covered.update(at for start, end in span.words for at in range(start, end))
                    words = max(words, len(row.words))
        if covered:
            yield Match(reply, len(covered) + words - 1)

    def _cancelled(self, reply: Reply, span: _Span, exceptions: list[int]) -> bool:
        start, end = self.text.sentence(span.start)
        end = max(end, span.end)
        if any(start <= one < end for one in exceptions):
            return True
        return reply.kind is ReplyKind.SCAM and self._denied(span, start, end)

    def _denied(self, span: _Span, start: int, end: int) -> bool:
        """Return whether a warning is given or the thing is denied, rather than demanded."""
        masked = self.masked
        if any(word in masked[start:end] for word in self.rulebook.signs["warning"].words):
            return True
        clause = self.text.clause(span.start)
        return any(
            # The beginning of a word of the row is no denial of it: 不要走平台.
            not any(first == at for first, _ in span.words)
            for word in self.rulebook.signs["negation"].words
            for at in _places(word, masked, clause, span.end)
        )


def _spans(row: Words, hits: dict[str, list[_Hit]]) -> Iterator[_Span]:
    """Yield the places where all words of *row* stand within reach, from left to right."""
    found = [_joined(word, hits) for word in row.words]
    if not all(found):
        return
    for start in sorted({hit[0] for one in found for hit in one}):
        at = [bisect_left(one, start, key=_start) for one in found]
        if any(place == len(one) for place, one in zip(at, found, strict=True)):
            return
        span = _Span(tuple(one[place] for place, one in zip(at, found, strict=True)))
        if span.end - start <= REACH:
            yield span


def _joined(word: str, hits: dict[str, list[_Hit]]) -> list[_Hit]:
    """Return where a word stands in any of its spellings, in order of place."""
    found: set[_Hit] = set()
    for spelling in word.split("|"):
        first, _, second = spelling.partition(">")
        if first not in hits:
            continue
        if not second:
            found.update(hits[first])
        elif second in hits:
            found.update(
                (start, last)
                for start, end in hits[first]
                for begin, last in hits[second]
                if 0 <= begin - end <= GAP
            )
    # Of two at one place the longer says more.
    return sorted(found, key=lambda hit: (hit[0], -hit[1]))


def _start(hit: _Hit) -> int:
    return hit[0]


def _hits(letters: str, rulebook: Rulebook) -> dict[str, list[_Hit]]:
    """Return where each spelling and each phrase of any row stands."""
    index = _index(rulebook)
    hits: dict[str, list[_Hit]] = {}
    for at, letter in enumerate(letters):
        if letter in index:
            for spelling, names in index[letter]:
                if letters.startswith(spelling, at):
                    for name in names:
                        hits.setdefault(name, []).append((at, at + len(spelling)))
    return hits


@lru_cache(maxsize=4)
def _index(rulebook: Rulebook) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return every spelling by its first letter, with the names under which rows use it."""
    rows = (row for one in rulebook.replies.values() for row in (*one.when, *one.unless))
    used: dict[str, dict[str, None]] = {}
    for name in (name for row in rows for word in row.words for name in parts(word)):
        phrase = name in rulebook.phrases
        for spelling in rulebook.phrases[name].words if phrase else (name,):
            used.setdefault(spelling, {})[name] = None
    index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for spelling, names in used.items():
        index.setdefault(spelling[0], []).append((spelling, tuple(names)))
    return index


def soothed(letters: str, rulebook: Rulebook) -> str:
    """Return the letters without what only soothes, such as 不用担心; it denies nothing."""
    return _masked(letters, rulebook, "reassurance")


def _masked(letters: str, rulebook: Rulebook, sign: str) -> str:
    for word in sorted(rulebook.signs[sign].words, key=len, reverse=True):
        letters = letters.replace(word, _MASK * len(word))
    return letters


def _places(word: str, letters: str, start: int, end: int) -> Iterator[int]:
    at = letters.find(word, start, end)
    while at >= 0:
        yield at
        at = letters.find(word, at + 1, end)
