"""What to do: warnings, routes with dated steps, evidence, and what to find out."""

from __future__ import annotations

from collections.abc import Iterator

from checker import law
from checker.deadlines import deadlines
from checker.facts import Case
from checker.findings import OPEN, law_day, relevant
from checker.model import LetterForm, Level, Route, Step
from checker.outcome import Outlook
from checker.report import (
    UNKNOWN,
    Citation,
    ClosedRoute,
    EvidenceNeed,
    OpenPoint,
    Reason,
    RouteResult,
    StepResult,
    WarningResult,
)


def warnings(outlook: Outlook) -> tuple[WarningResult, ...]:
    """Return the warnings of this case, danger first."""
    case = outlook.case
    due = [one for one in case.rulebook.warnings.values() if outlook.holds(one.when)]
    return tuple(
        WarningResult(
            warning=one.id,
            level=one.level.value,
            title=case.say(f"warning.{one.id}.title"),
            text=case.say(f"warning.{one.id}.text"),
            why=outlook.why(one.when),
            citations=_cite(case, one.basis, one.law_at),
        )
        for one in sorted(due, key=lambda rule: rule.level is not Level.DANGER)
    )


def offered_letters(outlook: Outlook) -> tuple[LetterForm, ...]:
    """Return the letter forms that fit this case."""
    forms = outlook.case.rulebook.letters.values()
    return tuple(form for form in forms if outlook.holds(form.when, form.unless))


def routes(outlook: Outlook) -> tuple[RouteResult, ...]:
    """Return the open routes with their steps, in the rulebook's order."""
    case = outlook.case
    offered = {form.id for form in offered_letters(outlook)}
    found = []
    for route in case.rulebook.routes.values():
        steps = tuple(_steps(outlook, route, offered))
        if not steps or not outlook.holds(route.when, route.unless):
            continue
        found.append(
            RouteResult(
                route=route.id,
                title=case.say(f"route.{route.id}.title"),
                text=case.say(f"route.{route.id}.text"),
                cost=case.say(f"route.{route.id}.cost"),
                url=route.url,
                order=len(found) + 1,
                steps=steps,
                why=outlook.why(route.when),
                citations=_cite(case, route.basis, route.law_at),
            )
        )
    return tuple(found)


def _steps(outlook: Outlook, route: Route, offered: set[str]) -> Iterator[StepResult]:
    for step in route.step:
        if outlook.holds(step.when):
            yield _step(outlook.case, step, offered)


def _step(case: Case, step: Step, offered: set[str]) -> StepResult:
    return StepResult(
        step=step.id,
        text=case.say(f"step.{step.id}.text"),
        deadlines=deadlines(case, step.deadlines),
        letter=step.letter if step.letter in offered else "",
    )


def closed_routes(
    outlook: Outlook, open_routes: tuple[RouteResult, ...]
) -> tuple[ClosedRoute, ...]:
    """Return the routes that one missing condition keeps closed."""
    offered = {one.route for one in open_routes}
    say = outlook.case.say
    return tuple(
        ClosedRoute(
            route=route.id,
            title=say(f"route.{route.id}.title"),
            opens=say(f"route.{route.id}.opens"),
        )
        for route in outlook.case.rulebook.routes.values()
        if route.opens_when and route.id not in offered and outlook.holds(route.opens_when)
    )


def evidence(outlook: Outlook) -> tuple[EvidenceNeed, ...]:
    """Return what to save, in the order in which it vanishes."""
    case = outlook.case
    wanted = {item for scenario in relevant(case) for item in scenario.evidence}
    return tuple(
        EvidenceNeed(
            item=item.id,
            title=case.say(f"evidence.{item.id}.title"),
            proves=case.say(f"evidence.{item.id}.proves"),
            how=case.say(f"evidence.{item.id}.how"),
            substitute=case.say(f"evidence.{item.id}.substitute"),
            fragile=item.fragile,
        )
        for item in case.rulebook.evidence.values()
        if item.id in wanted and outlook.holds(item.when)
    )


def open_points(outlook: Outlook) -> tuple[OpenPoint, ...]:
    """Return the questions without an answer that findings hang on, in asking order."""
    case = outlook.case
    decides: dict[str, list[str]] = {}
    for finding in outlook.findings:
        if finding.verdict is OPEN and not finding.contested:
            for fact in dict.fromkeys(_unknown(finding.reasons)):
                decides.setdefault(fact, []).append(finding.ground)
    return tuple(
        OpenPoint(
            fact=id,
            question=case.say(f"question.{id}.ask"),
            hint=case.say(f"question.{id}.help"),
            decides=tuple(decides[id]),
        )
        for id in case.rulebook.questions
        if id in decides and id in case.facts.asked
    )


def _unknown(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for reason in reasons:
        if reason.value is UNKNOWN:
            yield reason.fact
            yield from _unknown(reason.inputs)


def _cite(case: Case, basis: tuple[str, ...], law_at: str) -> tuple[Citation, ...]:
    found, _ = law.cite(case.rulebook, basis, law_day(case, law_at), case.locale)
    return found
