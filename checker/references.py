"""References of the flow and the rules inside the rulebook, checked when it is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checking import Checking, id_problems, known, problem, values
from checker.derive import DERIVED
from checker.errors import Problem
from checker.model import LOCALES, NEEDS, Bar, Ground, Kind, Question, Rulebook, Scenario, When

_FACT = re.compile(r"[a-z][a-z0-9_]*")


def reference_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return what leads nowhere in questions, notices, scenarios and bars."""
    check = _References(Checking(rulebook))
    yield from check.questions()
    yield from check.notices()
    yield from check.scenarios()
    yield from check.bars()


@dataclass(frozen=True, slots=True)
class _References:
    check: Checking

    # Questions and notices

    def questions(self) -> Iterator[Problem]:
        above: dict[str, Question] = {}
        for question in self.check.rulebook.questions.values():
            entry = f"question '{question.id}'"
            for text in _question_shape(question):
                yield problem("questions.toml", entry, text)
            rows, facts = question.ask_when, values(above)
            yield from self.check.rows("questions.toml", entry, rows, facts=facts)
            if question.not_before:
                dates = [one.id for one in above.values() if one.kind is Kind.DATE]
                yield from known(
                    "questions.toml", entry, "earlier date", [question.not_before], dates
                )
            above[question.id] = question

    def notices(self) -> Iterator[Problem]:
        for notice in self.check.rulebook.notices.values():
            entry = f"notice '{notice.id}'"
            order = list(self.check.rulebook.questions)
            yield from known("questions.toml", entry, "question", [notice.after], order)
            if notice.after not in order:
                continue
            until = order[: order.index(notice.after) + 1]
            facts = values({id: self.check.rulebook.questions[id] for id in until})
            yield from self.check.rows("questions.toml", entry, notice.when, facts=facts)

    # Rules

    def scenarios(self) -> Iterator[Problem]:
        seen: set[str] = set()
        book = self.check.rulebook
        for scenario in book.scenarios.values():
            file = f"scenarios/{scenario.id}.toml"
            yield from self.check.rows(file, "", scenario.when)
            yield from known(file, "", "evidence", scenario.evidence, book.evidence)
            for locale in LOCALES:
                if locale not in scenario.note:
                    yield problem(file, "", f"'note.{locale}' is missing")
            rules = {
                "ground": scenario.ground,
                "bar": scenario.bar,
                "objection": scenario.objection,
            }
            for kind, one in ((kind, one) for kind, found in rules.items() for one in found):
                if one.id in seen or one.id in book.bars:
                    yield problem(file, f"{kind} '{one.id}'", "the id is used twice")
                seen.add(one.id)
            yield from self._rules(file, scenario)
        yield from self._cover()

    def _rules(self, file: str, scenario: Scenario) -> Iterator[Problem]:
        for ground in scenario.ground:
            entry = f"ground '{ground.id}'"
            yield from self._rule(file, entry, ground)
            yield from known(file, entry, "claim", ground.claims, self.check.rulebook.claims)
            yield from known(file, entry, "need", ground.needs, NEEDS)
            if not ground.contested:
                yield from self._sure(file, entry, (*ground.when, *ground.unless))
        for bar in scenario.bar:
            yield from self._bar(file, bar)
        for objection in scenario.objection:
            entry = f"objection '{objection.id}'"
            rows = (*objection.when, *objection.unless)
            yield from self.check.rows(file, entry, rows, advice=True)
            yield from self.check.basis(file, entry, objection.basis, objection.law_at)

    def _sure(self, file: str, entry: str, when: When) -> Iterator[Problem]:
        """What may hold for certain reads only what is asked before the verdict."""
        questions = self.check.rulebook.questions
        for fact in (fact for row in when for fact in row):
            if fact in questions and questions[fact].after_verdict:
                yield problem(file, entry, f"'{fact}' is asked after the verdict")

    def _cover(self) -> Iterator[Problem]:
        grounds = self.check.rulebook.grounds()
        yield from known("rulebook.toml", "", "ground", [self.check.rulebook.danger], grounds)
        yield from self.check.rows("rulebook.toml", "", self.check.rulebook.unlawful)

    def bars(self) -> Iterator[Problem]:
        for bar in self.check.rulebook.bars.values():
            yield from self._bar("bars.toml", bar)

    def _bar(self, file: str, bar: Bar) -> Iterator[Problem]:
        entry = f"bar '{bar.id}'"
        yield from self._rule(file, entry, bar)
        yield from known(file, entry, "ground", bar.blocks, self.check.rulebook.grounds())
        yield from known(file, entry, "need", bar.denies, NEEDS)
        if not bar.contested:
            yield from self._sure(file, entry, (*bar.when, *bar.unless))

    def _rule(self, file: str, entry: str, rule: Ground | Bar) -> Iterator[Problem]:
        yield from id_problems(file, entry, rule.id)
        yield from self.check.rows(file, entry, (*rule.when, *rule.unless))
        if not rule.when:
            yield problem(file, entry, "it has no 'when': say which facts it needs")
        if not rule.basis:
            yield problem(file, entry, "it has no basis: name the provisions")
        yield from self.check.basis(file, entry, rule.basis, rule.law_at)


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
    if not set(question.certain) <= set(question.options):
        yield f"'certain' must be among the options, not '{', '.join(question.certain)}'"
    if question.may_be_zero and question.kind is not Kind.MONEY:
        yield "'may_be_zero' is for money"
    if question.latest not in ("", "today"):
        yield f"'latest' must be today, not '{question.latest}'"
    if (question.latest or question.not_before) and question.kind is not Kind.DATE:
        yield "'latest' and 'not_before' are for dates"
