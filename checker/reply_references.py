"""References and words of the classes of replies, checked when the rulebook is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checking import Checking, id_problems, known, problem
from checker.errors import Problem
from checker.model import Rulebook
from checker.replies import ORDINARY, SIGNS, Reply, Words, parts
from checker.spelling import spelled

_FILE = "replies.toml"


def reply_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return what leads nowhere or can never match in the classes of replies."""
    for reply in rulebook.replies.values():
        yield from _reply_problems(Checking(rulebook), reply, f"reply '{reply.id}'")
    for phrase in rulebook.phrases.values():
        yield from _spellings(f"phrase '{phrase.id}'", phrase.words)
    for sign in rulebook.signs.values():
        yield from known(_FILE, f"sign '{sign.id}'", "sign", [sign.id], SIGNS)
        yield from _spellings(f"sign '{sign.id}'", sign.words)
    there = (*rulebook.replies, ORDINARY)
    yield from known("weights.json", "", "reply", rulebook.weights.classes, there)
    yield from known("weights.json", "", "class", there, rulebook.weights.classes)
    for id in SIGNS:
        if id not in rulebook.signs:
            yield problem(_FILE, "", f"sign '{id}' is missing")


def _reply_problems(check: Checking, reply: Reply, entry: str) -> Iterator[Problem]:
    book = check.rulebook
    yield from id_problems(_FILE, entry, reply.id)
    if not reply.when:
        yield problem(_FILE, entry, "it has no 'when': say by which words it is known")
    if not reply.basis:
        yield problem(_FILE, entry, "it has no basis: name the provisions")
    yield from check.basis(_FILE, entry, reply.basis, reply.law_at)
    yield from known(_FILE, entry, "evidence", reply.evidence, book.evidence)
    yield from known(_FILE, entry, "route", reply.next, book.routes)
    for row in (*reply.when, *reply.unless):
        yield from _row(book, entry, row)


def _row(book: Rulebook, entry: str, row: Words) -> Iterator[Problem]:
    if not row.words:
        yield problem(_FILE, entry, "a row has no words")
    for word in row.words:
        own = [part for part in parts(word) if part not in book.phrases]
        yield from _spellings(entry, own)


def _spellings(entry: str, words: tuple[str, ...] | list[str]) -> Iterator[Problem]:
    for word in words:
        bare = spelled(word).letters
        if not bare:
            yield problem(_FILE, entry, "a word is empty")
        elif bare != word:
            # Texts are compared without spaces and signs, so such a word never occurs.
            yield problem(_FILE, entry, f"'{word}' can never match", bare)
