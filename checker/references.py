"""Every reference inside the rulebook, checked when it is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.derive import AMOUNTS, DERIVED
from checker.errors import Problem, nearest
from checker.facts import available
from checker.model import (
    LOCALES,
    UNSURE,
    Bar,
    Counting,
    DeadlineRule,
    Ground,
    Kind,
    Question,
    Rulebook,
    When,
)
from checker.register import known_provision, provision_ids

OUTCOMES = ("unlawful", "owed", "arguable", "open", "due_later", "unlikely")
LITERAL = re.compile(r"(\d+) (days|working-days|years)")
_FACT = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def reference_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return every reference that leads nowhere and every id that breaks the grammar."""
    check = _References(rulebook)
    yield from check.questions()
    yield from check.notices()
    yield from check.scenarios()
    yield from check.bars()
    yield from check.advice()
    yield from check.deadlines()


@dataclass(frozen=True, slots=True)
class _References:
    rulebook: Rulebook

    # Questions and notices

    def questions(self) -> Iterator[Problem]:
        above: dict[str, Question] = {}
        for question in self.rulebook.questions.values():
            entry = f"question '{question.id}'"
            for problem in _question_shape(question):
                yield _problem("questions.toml", entry, problem)
            yield from self._rows("questions.toml", entry, question.ask_when, facts=_values(above))
            if question.not_before:
                dates = [one.id for one in above.values() if one.kind is Kind.DATE]
                yield from _known(
                    "questions.toml", entry, "earlier date", [question.not_before], dates
                )
            above[question.id] = question

    def notices(self) -> Iterator[Problem]:
        for notice in self.rulebook.notices.values():
            entry = f"notice '{notice.id}'"
            order = list(self.rulebook.questions)
            yield from _known("questions.toml", entry, "question", [notice.after], order)
            if notice.after not in order:
                continue
            until = order[: order.index(notice.after) + 1]
            facts = _values({id: self.rulebook.questions[id] for id in until})
            yield from self._rows("questions.toml", entry, notice.when, facts=facts)

    # Rules

    def scenarios(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for scenario in self.rulebook.scenarios.values():
            file = f"scenarios/{scenario.id}.toml"
            yield from self._rows(file, "", scenario.when)
            yield from _known(file, "", "evidence", scenario.evidence, self.rulebook.evidence)
            for locale in LOCALES:
                if locale not in scenario.note:
                    yield _problem(file, "", f"'note.{locale}' is missing")
            for ground in scenario.ground:
                entry = f"ground '{ground.id}'"
                if ground.id in seen:
                    yield _problem(file, entry, "the id is used twice")
                seen.add(ground.id)
                yield from self._rule(file, entry, ground)
                yield from _known(file, entry, "claim", ground.claims, self.rulebook.claims)
            for bar in scenario.bar:
                if bar.id in self.rulebook.bars:
                    yield _problem(file, f"bar '{bar.id}'", "the id is used twice")
                yield from self._bar(file, bar)
        yield from self._cover()

    def _cover(self) -> Iterator[Problem]:
        grounds = self.rulebook.grounds()
        yield from _known("rulebook.toml", "", "ground", [self.rulebook.danger], grounds)
        yield from self._rows("rulebook.toml", "", self.rulebook.unlawful)

    def bars(self) -> Iterator[Problem]:
        for bar in self.rulebook.bars.values():
            yield from self._bar("bars.toml", bar)

    def _bar(self, file: str, bar: Bar) -> Iterator[Problem]:
        entry = f"bar '{bar.id}'"
        yield from self._rule(file, entry, bar)
        yield from _known(file, entry, "ground", bar.blocks, self.rulebook.grounds())

    def _rule(self, file: str, entry: str, rule: Ground | Bar) -> Iterator[Problem]:
        yield from _id_problems(file, entry, rule.id)
        yield from self._rows(file, entry, (*rule.when, *rule.unless))
        if not rule.when:
            yield _problem(file, entry, "it has no 'when': say which facts it needs")
        if not rule.basis:
            yield _problem(file, entry, "it has no basis: name the provisions")
        yield from self._basis(file, entry, rule.basis, rule.law_at)

    # Advice

    def advice(self) -> Iterator[Problem]:
        book = self.rulebook
        for claim in book.claims.values():
            entry = f"claim '{claim.id}'"
            if claim.amount:
                yield from _known("claims.toml", entry, "amount", [claim.amount], AMOUNTS)
            if claim.amount and not claim.money:
                yield _problem("claims.toml", entry, "it has an amount but does not ask for money")
        for route in book.routes.values():
            entry = f"route '{route.id}'"
            yield from _id_problems("routes.toml", entry, route.id)
            rows = (*route.when, *route.unless, *route.opens_when)
            yield from self._rows("routes.toml", entry, rows, advice=True)
            yield from self._basis("routes.toml", entry, route.basis, route.law_at)
            for step in route.step:
                inside = f"{entry}: step '{step.id}'"
                yield from self._rows("routes.toml", inside, step.when, advice=True)
                yield from _known("routes.toml", inside, "deadline", step.deadlines, book.deadlines)
                letter = [step.letter] if step.letter else []
                yield from _known("routes.toml", inside, "letter", letter, book.letters)
        for item in book.evidence.values():
            entry = f"evidence '{item.id}'"
            yield from self._rows("evidence.toml", entry, item.when, advice=True)
        for letter in book.letters.values():
            entry = f"letter '{letter.id}'"
            rows = (*letter.when, *letter.unless)
            yield from self._rows("letters.toml", entry, rows, advice=True)
            yield from _known("letters.toml", entry, "evidence", letter.encloses, book.evidence)
            reply_by = [letter.reply_by] if letter.reply_by else []
            yield from _known("letters.toml", entry, "deadline", reply_by, book.deadlines)
        for warning in book.warnings.values():
            entry = f"warning '{warning.id}'"
            yield from self._rows("warnings.toml", entry, warning.when, advice=True)
            yield from self._basis("warnings.toml", entry, warning.basis, warning.law_at)

    def deadlines(self) -> Iterator[Problem]:
        for rule in self.rulebook.deadlines.values():
            entry = f"deadline '{rule.id}'"
            yield from _known("deadlines.toml", entry, "date fact", [rule.start], self._dates())
            yield from self._basis("deadlines.toml", entry, rule.basis, rule.law_at)
            yield from self._period(entry, rule)
            if not rule.basis and not rule.suggested:
                problem = "it has neither a basis nor 'suggested = true'"
                yield _problem("deadlines.toml", entry, problem)

    def _period(self, entry: str, rule: DeadlineRule) -> Iterator[Problem]:
        literal = LITERAL.fullmatch(rule.period)
        parameters = {
            id: one for law in self.rulebook.laws.values() for id, one in law.parameter.items()
        }
        if not literal and rule.period not in parameters:
            yield from _known("deadlines.toml", entry, "parameter", [rule.period], parameters)
            return
        unit = literal[2] if literal else parameters[rule.period].unit
        if unit != Counting(rule.counting).value:
            problem = f"'{rule.period}' is in {unit}, but counting is {rule.counting}"
            yield _problem("deadlines.toml", entry, problem)

    # Shared

    def _rows(
        self,
        file: str,
        entry: str,
        when: When,
        *,
        facts: dict[str, tuple[str, ...]] | None = None,
        advice: bool = False,
    ) -> Iterator[Problem]:
        known = self._facts(advice) if facts is None else facts
        for row in when:
            for fact, values in row.items():
                if fact not in known:
                    yield _problem(file, entry, *self._unknown_fact(fact, known))
                    continue
                yield from _known(file, entry, f"value of '{fact}'", values, known[fact])

    def _unknown_fact(self, fact: str, known: Iterable[str]) -> tuple[str, str]:
        if fact in self.rulebook.questions:
            question = self.rulebook.questions[fact]
            if question.for_letters or not question.options:
                return f"fact '{fact}' may not stand in a condition", ""
            return f"fact '{fact}' is read before it is asked", ""
        if fact in DERIVED:
            needs = ", ".join(DERIVED[fact].inputs)
            return f"fact '{fact}' cannot be worked out here: it needs {needs}", ""
        return f"unknown fact '{fact}'", nearest(fact, known)

    def _facts(self, advice: bool) -> dict[str, tuple[str, ...]]:
        known = _values(self.rulebook.questions)
        known |= {one.id: (*one.values, UNSURE) for one in available(self.rulebook)}
        if advice:
            known |= {"outcome": OUTCOMES, "findings": tuple(self.rulebook.grounds())}
        return known

    def _dates(self) -> list[str]:
        questions = self.rulebook.questions.values()
        return ["today", *(one.id for one in questions if one.kind is Kind.DATE)]

    def _basis(
        self, file: str, entry: str, basis: tuple[str, ...], law_at: str
    ) -> Iterator[Problem]:
        for id in basis:
            if not known_provision(self.rulebook, id):
                near = nearest(id, provision_ids(self.rulebook))
                yield _problem(file, entry, f"unknown provision '{id}'", near)
        if law_at not in self._dates():
            near = nearest(law_at, self._dates())
            yield _problem(
                file, entry, f"'law_at' must be a date fact or today, not '{law_at}'", near
            )


def _values(questions: dict[str, Question]) -> dict[str, tuple[str, ...]]:
    return {
        one.id: (*one.options, UNSURE)
        for one in questions.values()
        if one.options and not one.for_letters
    }


def _question_shape(question: Question) -> Iterator[str]:
    if not _FACT.fullmatch(question.id):
        yield "an id of a question is written in small letters with underscores"
    if question.id in DERIVED or question.id in ("today", "law", "findings", "outcome"):
        yield f"the id '{question.id}' is taken by a derived fact"
    with_options = question.kind in (Kind.CHOICE, Kind.CHOICES)
    if with_options and not question.options:
        yield f"a {question.kind} needs options"
    if question.options and not with_options:
        yield f"a {question.kind} has no options"
    if len(set(question.options)) < len(question.options):
        yield "an option is listed twice"
    if question.exclusive and (
        question.kind is not Kind.CHOICES or question.exclusive not in question.options
    ):
        yield f"'exclusive' must be one of several options, not '{question.exclusive}'"
    if question.latest not in ("", "today"):
        yield f"'latest' must be today, not '{question.latest}'"
    if (question.latest or question.not_before) and question.kind is not Kind.DATE:
        yield "'latest' and 'not_before' are for dates"


def _id_problems(file: str, entry: str, id: str) -> Iterator[Problem]:
    if not _ID.fullmatch(id):
        yield _problem(file, entry, "an id is written in small letters with hyphens")


def _known(
    file: str, entry: str, what: str, used: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    for one in used:
        if one not in known:
            yield _problem(file, entry, f"unknown {what} '{one}'", nearest(one, known))


def _problem(file: str, entry: str, problem: str, suggestion: str = "") -> Problem:
    return Problem(file=file, entry=entry, problem=problem, suggestion=suggestion)
