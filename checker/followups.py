"""Records of what happens after the result: letters sent, answers received, routes that ended."""

from __future__ import annotations

from dataclasses import dataclass

from checker.rows import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An answer that something that happened puts in place; of several choices, one more.

    No answer and 不清楚 always give way, any other answer only when ``over`` names it.
    """

    fact: str
    value: str
    over: tuple[str, ...] = ()
    day: str = ""  # the date question answered with the day on which it happened
    when: When = ()  # facts it needs; without rows, always


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What sending a letter means for the answers, and the last days that then run."""

    change: tuple[Change, ...] = ()
    day: str = ""  # the date question that always holds the day of the last such letter
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followup:
    """Something the other side may have answered, in the words of the one question about it."""

    id: str
    change: tuple[Change, ...] = ()
    letters: tuple[str, ...] = ()  # the reply; the first that is offered
    no_letter: bool = False  # there is nothing to write to them
    clears: tuple[str, ...] = ()  # answers that are over with this one
    answer: bool = False  # there is one sentence to answer with
    closes: bool = False  # the money is said to be back: what to check before it is over
    next: tuple[str, ...] = ()  # routes, the nearest first
