"""References of what follows a letter or an answer, checked when the rulebook is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.checking import Checking, id_problems, known, problem, values
from checker.errors import Problem
from checker.followups import Change, Followup
from checker.model import Kind, Rulebook

_FILE = "followups.toml"


def followup_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return what leads nowhere in letters sent, answers received and ends of routes."""
    check = Checking(rulebook)
    for letter in rulebook.letters.values():
        entry = f"letter '{letter.id}'"
        yield from _changes(check, "letters.toml", entry, letter.sent.change)
        yield from known("letters.toml", entry, "deadline", letter.sent.runs, rulebook.deadlines)
        day = [letter.sent.day] if letter.sent.day else []
        yield from known("letters.toml", entry, "date fact", day, _days(rulebook))
    for route in rulebook.routes.values():
        for outcome in route.outcome:
            entry = f"outcome '{outcome.id}'"
            yield from _changes(check, f"routes/{route.id}.toml", entry, outcome.change)
    for followup in rulebook.followups.values():
        yield from _followup(check, followup)


def _followup(check: Checking, followup: Followup) -> Iterator[Problem]:
    entry = f"followup '{followup.id}'"
    yield from id_problems(_FILE, entry, followup.id)
    yield from _changes(check, _FILE, entry, followup.change)
    yield from known(_FILE, entry, "letter", followup.letters, check.rulebook.letters)
    yield from known(_FILE, entry, "question", followup.clears, check.rulebook.questions)
    yield from known(_FILE, entry, "route", followup.next, check.rulebook.routes)
    if bool(followup.letters) == followup.no_letter:
        yield problem(_FILE, entry, "name the letters, or say 'no_letter = true'")


def _changes(
    check: Checking, file: str, entry: str, changes: Iterable[Change]
) -> Iterator[Problem]:
    questions = check.rulebook.questions
    facts = values(questions)
    for change in changes:
        if change.fact not in facts:
            yield from known(file, entry, "fact", [change.fact], facts)
            continue
        options = questions[change.fact].options
        used = (change.value, *change.over)
        yield from known(file, entry, f"value of '{change.fact}'", used, options)
        yield from known(
            file, entry, "date fact", [change.day] if change.day else [], _days(check.rulebook)
        )
        yield from check.rows(file, entry, change.when, advice=True)


def _days(rulebook: Rulebook) -> list[str]:
    return [one.id for one in rulebook.questions.values() if one.kind is Kind.DATE]
