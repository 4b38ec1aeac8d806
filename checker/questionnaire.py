"""The questions asked one by one in a terminal, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from checker import flow
from checker.answers import read
from checker.errors import AnswerErrors
from checker.facts import Say
from checker.model import UNSURE, Kind, Question, Rulebook

BACK = "b"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Asks until every question that applies was answered or skipped."""

    rulebook: Rulebook
    today: date
    say: Say
    show: Callable[[str], None]
    prompt: Callable[..., str]
    given: dict[str, object] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def run(self) -> dict[str, object]:
        """Return the answers; those to questions that no longer apply are left out."""
        while True:
            asked = flow.asked(self.rulebook, self._facts(self.given))
            pending = [one for one in asked if one.id not in self.seen]
            if not pending:
                return {one.id: self.given[one.id] for one in asked if one.id in self.given}
            self._ask(pending[0])

    def _ask(self, question: Question) -> None:
        seen = [self.rulebook.questions[id] for id in self.seen]
        if question.after_verdict and not any(one.after_verdict for one in seen):
            self.show("\n" + self.say("cli.later"))
        self.show("\n" + self.say(f"question.{question.id}.ask"))
        self.show(self.say(f"question.{question.id}.help"))
        for number, option in enumerate(question.options, start=1):
            self.show(f"  {number}. {self.say(f'question.{question.id}.option.{option}')}")
        typed = self.prompt(self._invitation(question), default="", show_default=False).strip()
        if typed == BACK:
            self._back()
        elif typed == "":
            self.seen.append(question.id)
        else:
            self._take(question, typed)

    def _invitation(self, question: Question) -> str:
        if question.kind is Kind.CHOICES:
            return self.say("cli.choose_many")
        slot = "choose" if question.options else "type"
        return self.say(f"cli.{slot}" if question.not_sure else f"cli.{slot}_sure")

    def _back(self) -> None:
        if self.seen:
            self.given.pop(self.seen.pop(), None)

    def _take(self, question: Question, typed: str) -> None:
        try:
            value = typed if typed == UNSURE else _value(question, typed)
        except (ValueError, IndexError):
            self.show(self.say("cli.not_a_choice"))
            return
        try:
            facts = self._facts({**self.given, question.id: value})
        except AnswerErrors as errors:
            self.show(str(errors))
            return
        self.given[question.id] = value
        self.seen.append(question.id)
        for notice in flow.notices_after(self.rulebook, question, facts):
            self.show(f"\n! {self.say(f'notice.{notice.id}.title')}")
            self.show(self.say(f"notice.{notice.id}.text"))

    def _facts(self, given: dict[str, object]):
        return read(given, self.rulebook, self.today, self.say)


def _value(question: Question, typed: str) -> object:
    """Return what was typed as an answer; options are chosen by number."""
    if question.kind is Kind.CHOICE:
        return _option(question, typed)
    if question.kind is Kind.CHOICES:
        return [_option(question, one) for one in typed.replace("，", ",").split(",")]
    return typed


def _option(question: Question, number: str) -> str:
    index = int(number)
    if index < 1:
        raise IndexError(number)
    return question.options[index - 1]
