"""What the channel of a letter wants: the fields of its form, its conditions, its wording."""

from __future__ import annotations

from dataclasses import replace

from checker import law
from checker.drafting import ConditionResult, FieldResult, MisroutingResult
from checker.errors import LawGap
from checker.facts import Case, Say, is_missing
from checker.findings import law_day
from checker.law import InForce
from checker.logic import verdict_of
from checker.model import Rulebook
from checker.outcome import Outlook
from checker.papers import LetterCondition, LetterField, LetterForm
from checker.paragraphs import body, fitted
from checker.report import LetterDraft
from checker.values import NOT_ASKED, UNKNOWN, Value, Verdict, plain

WHOLE, BODY = "letter", "body"
"""What a field may be filled with besides a fact."""


def fields(outlook: Outlook, form: LetterForm, text: str, say: Say) -> tuple[FieldResult, ...]:
    """Return the fields of the form with what goes into each, in Chinese by *say*."""
    case = outlook.case
    there = [one for one in form.field if outlook.holds(one.when)]
    return tuple(_field(case, form, one, _filled(case, one, text, say)) for one in there)


def _field(case: Case, form: LetterForm, field: LetterField, text: str) -> FieldResult:
    limit, provision = _limit(case.rulebook, field, case)
    of_letter = field.fill in (WHOLE, BODY)
    if of_letter and not field.limit:
        limit = form.limit
    return FieldResult(
        field=field.id,
        name=case.say(f"field.{field.id}.name"),
        help=case.say(f"field.{field.id}.help"),
        fill=field.fill if of_letter else "",
        text=text,
        limit=limit,
        trimmed=fitted(text, limit) if limit and len(text) > limit else "",
        provision=provision,
    )


def _limit(rulebook: Rulebook, field: LetterField, case: Case) -> tuple[int, str]:
    """Return the limit in force with its provision; nothing when the register has none."""
    if not field.limit:
        return 0, ""
    try:
        limit = InForce(rulebook, case.today).whole(field.limit)
    except LawGap:
        return 0, ""
    return limit, rulebook.parameter(field.limit).value[-1].basis


def _filled(case: Case, field: LetterField, text: str, say: Say) -> str:
    if field.fill in (WHOLE, BODY):
        return body(text) if field.fill == BODY else text
    if not field.fill or is_missing(case.facts[field.fill]):
        return ""
    return str(plain(replace(case, say=say).words(field.fill, case.facts[field.fill])))


def conditions(outlook: Outlook, form: LetterForm) -> tuple[ConditionResult, ...]:
    """Return what the channel wants to be so, each with what the answers say about it.

    A condition whose law is not recorded for the day is left out: nothing is guessed.
    """
    case = outlook.case
    return tuple(
        ConditionResult(
            condition=one.id,
            verdict=_verdict(one, outlook.facts),
            text=case.say(f"condition.{one.id}.text"),
            provisions=one.basis,
        )
        for one in form.condition
        if outlook.holds(one.only)
        and not law.gaps(case.rulebook, one.basis, law_day(case, one.law_at))
    )


def _verdict(condition: LetterCondition, facts: dict[str, Value]) -> Verdict:
    """Return whether a condition is met; what was not asked leaves it to the reader."""
    if not (condition.when or condition.unless):
        return Verdict.OPEN
    against = verdict_of(condition.unless, facts) if condition.unless else Verdict.FAILS
    if against is Verdict.HOLDS:
        return Verdict.FAILS
    open_ones = {name: UNKNOWN if value is NOT_ASKED else value for name, value in facts.items()}
    found = verdict_of(condition.when, open_ones)
    return Verdict.OPEN if found is Verdict.HOLDS and against is Verdict.OPEN else found


def misrouted_by(outlook: Outlook, form: LetterForm) -> tuple[str, ...]:
    """Return the ids of the rules whose words have to be kept out of this letter."""
    return tuple(
        one.id
        for one in outlook.case.rulebook.misroutings.values()
        if (not one.letters or form.id in one.letters)
        and not (one.unless and outlook.holds(one.unless))
    )


def misroutings(outlook: Outlook, drafts: tuple[LetterDraft, ...]) -> tuple[MisroutingResult, ...]:
    """Return the words to keep out of these letters, each rule once."""
    say = outlook.case.say
    wanted = {id for draft in drafts for id in draft.misroutings}
    return tuple(
        MisroutingResult(
            misrouting=one.id,
            words=one.words,
            why=say(f"misrouting.{one.id}.why"),
            instead=say(f"misrouting.{one.id}.instead"),
        )
        for one in outlook.case.rulebook.misroutings.values()
        if one.id in wanted
    )
