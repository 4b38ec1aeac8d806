"""Records of a drafted letter's pieces: paragraphs, the channel's fields and conditions, words."""

from __future__ import annotations

from dataclasses import dataclass

from checker.values import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A paragraph as sent, its English reading, and the provisions it cites."""

    text: str
    reading: str
    provisions: tuple[str, ...]  # ids; the report's ``letter_law`` has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldResult:
    """A field of the channel's form, with what goes into it."""

    field: str
    name: str
    help: str
    fill: str  # "letter" or "body" when the letter goes into it, else empty
    text: str  # the whole of it; empty when only the reader knows it
    limit: int  # characters; 0 when it is not known
    trimmed: str  # whole sentences that fit; empty when everything fits
    provision: str  # where the limit stands; empty when it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionResult:
    """Something the channel wants to be so, and whether the answers say that it is."""

    condition: str
    verdict: Verdict
    text: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MisroutingResult:
    """Words to keep out of some letters, why, and what to write in their place."""

    misrouting: str
    words: tuple[str, ...]
    why: str
    instead: str
