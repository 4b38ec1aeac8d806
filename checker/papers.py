"""Records of the letters: forms, the fields and conditions of their channels, words to avoid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checker.followups import Sent
from checker.rows import When


class Tone(StrEnum):
    """How a letter speaks: the same facts and demands; firm adds what the law attaches to them."""

    CALM = "calm"
    FIRM = "firm"


class Length(StrEnum):
    """How much a letter says; short leaves out reasons and keeps facts, demand, day, signature."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the reader wants the letters; a form that has one way only keeps to it."""

    tone: Tone = Tone.CALM
    length: Length = Length.LONG


PLAIN = Style()
"""Calm and long, unless something else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterField:
    """One field of the form that a channel asks to be filled in."""

    id: str
    fill: str = ""  # "letter", "body" (without the title) or a fact; else the reader's own
    limit: str = ""  # the parameter with the most characters; nothing when it is not known
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCondition:
    """Something a channel wants to be so before it takes a case up; without rows, to be checked."""

    id: str
    only: When = ()  # the cases in which the channel wants it at all
    when: When = ()
    unless: When = ()
    basis: tuple[str, ...] = ()
    law_at: str = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """A letter: when it is offered, in which ways, what it encloses, how long it may be."""

    id: str
    when: When
    unless: When = ()
    encloses: tuple[str, ...] = ()
    limit: int = 0  # characters; 0 for no limit
    reply_by: str = ""  # the deadline that says by when an answer is asked for
    consequences: tuple[str, ...] = ()  # what the firm tone may state, the weightiest first
    one_length: bool = False  # a paper that has to be complete, or a form that is short anyway
    field: tuple[LetterField, ...] = ()
    condition: tuple[LetterCondition, ...] = ()
    sent: Sent = Sent()  # what sending it means

    @property
    def lengths(self) -> tuple[Length, ...]:
        """The lengths it can be written in."""
        return (Length.LONG,) if self.one_length else tuple(Length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What the law attaches to a letter that is not answered; only the firm tone says it."""

    id: str
    when: When = ()
    unless: When = ()
    basis: tuple[str, ...]
    law_at: str = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misrouting:
    """Words that send a letter to the wrong desk or weaken it."""

    id: str
    words: tuple[str, ...]
    letters: tuple[str, ...] = ()  # none: every letter
    unless: When = ()  # the answers for which the words are right
