"""What the checks of references share: which facts, values and provisions there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.derive import DERIVED
from checker.errors import Problem, nearest
from checker.facts import available
from checker.model import UNSURE, Kind, Question, Rulebook, When
from checker.register import known_provision, provision_ids

OUTCOMES = ("unlawful", "owed", "arguable", "open", "due_later", "unlikely")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks references against one rulebook."""

    rulebook: Rulebook

    def rows(
        self,
        file: str,
        entry: str,
        when: When,
        *,
        facts: dict[str, tuple[str, ...]] | None = None,
        advice: bool = False,
    ) -> Iterator[Problem]:
        there = self.facts(advice) if facts is None else facts
        for row in when:
            for fact, allowed in row.items():
                if fact not in there:
                    yield problem(file, entry, *self._unknown_fact(fact, there))
                    continue
                yield from known(file, entry, f"value of '{fact}'", allowed, there[fact])

    def _unknown_fact(self, fact: str, there: Iterable[str]) -> tuple[str, str]:
        if fact in self.rulebook.questions:
            question = self.rulebook.questions[fact]
            if question.for_letters or not question.options:
                return f"fact '{fact}' may not stand in a condition", ""
            return f"fact '{fact}' is read before it is asked", ""
        if fact in DERIVED:
            needs = ", ".join(DERIVED[fact].inputs)
            return f"fact '{fact}' cannot be worked out here: it needs {needs}", ""
        return f"unknown fact '{fact}'", nearest(fact, there)

    def facts(self, advice: bool) -> dict[str, tuple[str, ...]]:
        there = values(self.rulebook.questions)
        there |= {one.id: (*one.values, UNSURE) for one in available(self.rulebook)}
        if advice:
            there |= {"outcome": OUTCOMES, "findings": tuple(self.rulebook.grounds())}
        return there

    def dates(self) -> list[str]:
        questions = self.rulebook.questions.values()
        return ["today", *(one.id for one in questions if one.kind is Kind.DATE)]

    def basis(
        self, file: str, entry: str, basis: tuple[str, ...], law_at: str
    ) -> Iterator[Problem]:
        for id in basis:
            if not known_provision(self.rulebook, id):
                near = nearest(id, provision_ids(self.rulebook))
                yield problem(file, entry, f"unknown provision '{id}'", near)
        if law_at not in self.dates():
            near = nearest(law_at, self.dates())
            yield problem(
                file, entry, f"'law_at' must be a date fact or today, not '{law_at}'", near
            )


def values(questions: dict[str, Question]) -> dict[str, tuple[str, ...]]:
    """Return what may stand in a condition: questions with options, and what they allow."""
    return {
        one.id: (*one.options, UNSURE)
        for one in questions.values()
        if one.options and not one.for_letters
    }


def id_problems(file: str, entry: str, id: str) -> Iterator[Problem]:
    """Return whether an id breaks the grammar."""
    if not _ID.fullmatch(id):
        yield problem(file, entry, "an id is written in small letters with hyphens")


def known(
    file: str, entry: str, what: str, used: Iterable[str], there: Iterable[str]
) -> Iterator[Problem]:
    """Return every name among *used* that is not there."""
    for one in used:
        if one not in there:
            yield problem(file, entry, f"unknown {what} '{one}'", nearest(one, there))


def problem(file: str, entry: str, text: str, suggestion: str = "") -> Problem:
    """Return a problem for the author."""
    return Problem(file=file, entry=entry, problem=text, suggestion=suggestion)
