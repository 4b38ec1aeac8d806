"""Which classes a text may belong to, the likeliest first, and whether one clearly leads."""

from __future__ import annotations

from dataclasses import dataclass

from checker.likeness import likeness, ordinary
from checker.matching import Match, by_buyer, denied, matches
from checker.model import Rulebook
from checker.replies import ORDINARY, Reply, ReplyKind
from checker.spelling import spelled

_ENOUGH = 5  # letters and words that a sure match has at least
_LEAD = 1.5  # a class leads when it scores so many times as much as the next
_WEIGHT = 12  # what full likeness counts for beside a match of words
_ALIKE = 0.17  # from here on a class is worth asking about
_SUSPECT = 0.25  # from here on words like a scam's are taken for one
_CERTAIN = 0.4  # or from here on, where the words of a refusal match too
_SHORT = 8  # fewer letters say too little to be taken for a scam by likeness
_ABOVE = 1.25  # and they must be so much more like it than like ordinary words
_BESIDE = 1.25  # and so much more than like any other class
_AGREED = 0.9  # words and likeness must agree: another class this near takes it away


@dataclass(frozen=True, slots=True)
class Ranking:
    """The classes in order; the first alone is meant when it is sure."""

    replies: tuple[Reply, ...]
    sure: bool


def ranked(text: str, rulebook: Rulebook) -> Ranking:
    """Return the classes of *text*: scams first, always, then the best matched and most alike."""
    found = matches(text, rulebook)
    alike = likeness(text, rulebook)
    scored = {one.reply.id: one.score + _WEIGHT * _of(alike, one.reply.id) for one in found}
    order = sorted(scored, key=lambda id: (not _scam(rulebook, id), -scored[id]))
    if order and _scam(rulebook, order[0]):
        return Ranking(_replies(rulebook, order), True)
    long = len(spelled(text).letters) >= _SHORT
    if long and not denied(text, rulebook) and not by_buyer(text, rulebook):
        suspects = _suspects(alike, found, rulebook)
        if suspects:
            return Ranking(_replies(rulebook, [*suspects, *order]), True)
    if _leads(found, order, scored, alike) and not by_buyer(text, rulebook):
        return Ranking(_replies(rulebook, order), True)
    least = max(_ALIKE, ordinary(alike))
    more = [
        id
        for id in sorted(alike, key=lambda id: -alike[id])
        if id != ORDINARY and id not in scored and not _scam(rulebook, id) and alike[id] >= least
    ]
    return Ranking(_replies(rulebook, [*order, *more[:3]]), False)


def _suspects(alike: dict[str, float], found: tuple[Match, ...], rulebook: Rulebook) -> list[str]:
    """Return the scam that the text is most like, unless it is more like something else."""
    best = max(alike, key=lambda id: alike[id], default=ORDINARY)
    if best == ORDINARY or not _scam(rulebook, best) or alike[best] < _SUSPECT:
        return []
    matched = any(one.score >= _ENOUGH for one in found)
    if matched and alike[best] < _CERTAIN:
        return []
    others = [alike[id] for id in alike if id != ORDINARY and not _scam(rulebook, id)]
    enough = max(_ABOVE * ordinary(alike), _BESIDE * max(others, default=0.0))
    return [best] if alike[best] >= enough else []


def _leads(
    found: tuple[Match, ...],
    order: list[str],
    scored: dict[str, float],
    alike: dict[str, float],
) -> bool:
    """Return whether the first class is matched well, better than the second, and like it."""
    if not order:
        return False
    first = order[0]
    score = next(one.score for one in found if one.reply.id == first)
    others = max((alike[id] for id in alike if id != first), default=0.0)
    if score < _ENOUGH or others * _AGREED > _of(alike, first):
        return False
    return len(order) == 1 or scored[first] >= _LEAD * scored[order[1]]


def _of(alike: dict[str, float], id: str) -> float:
    return alike[id] if id in alike else 0.0


def _scam(rulebook: Rulebook, id: str) -> bool:
    return id != ORDINARY and rulebook.replies[id].kind is ReplyKind.SCAM


def _replies(rulebook: Rulebook, ids: list[str]) -> tuple[Reply, ...]:
    return tuple(rulebook.replies[id] for id in ids)
