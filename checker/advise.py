"""What to do: warnings, routes with dated steps, and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from checker.deadlines import deadlines
from checker.facts import Case
from checker.findings import cited, relevant
from checker.followup import effect
from checker.model import Level, Route, Step
from checker.outcome import Outlook
from checker.papers import LetterForm
from checker.report import (
    ClosedRoute,
    EvidenceNeed,
    RouteEnd,
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
            citations=cited(case, one.basis, one.law_at),
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
    steps = {
        route.id: tuple(_steps(outlook, route, offered))
        for route in case.rulebook.routes.values()
        if outlook.holds(route.when, route.unless)
    }
    there = [case.rulebook.routes[id] for id, found in steps.items() if found]
    return tuple(
        _route(outlook, route, order, steps[route.id], there)
        for order, route in enumerate(there, start=1)
    )


def _route(
    outlook: Outlook, route: Route, order: int, steps: tuple[StepResult, ...], there: list[Route]
) -> RouteResult:
    case, base = outlook.case, f"route.{route.id}"
    titles = {one.id: case.say(f"route.{one.id}.title") for one in there}
    # An exclusion works both ways, whichever of the two routes names it.
    closes = [one.id for one in there if one.id in route.excludes or route.id in one.excludes]
    beside = [one.id for one in there if one.id in route.parallel or route.id in one.parallel]
    return RouteResult(
        route=route.id,
        title=titles[route.id],
        text=case.say(f"{base}.text"),
        cost=case.say(f"{base}.cost"),
        url=route.url,
        order=order,
        steps=steps,
        asks=tuple(case.say(f"{base}.asks.{key}") for key in route.asks),
        outcomes=tuple(
            RouteEnd(
                outcome=one.id,
                text=case.say(f"{base}.outcome.{one.id}"),
                next=one.next,
                effect=effect(outlook, one.change),
                closes=one.closes,
            )
            for one in route.outcome
        ),
        refusals=tuple(case.say(f"{base}.refusal.{one.id}") for one in route.refusal),
        excludes=tuple(titles[id] for id in closes),
        parallel=tuple(titles[id] for id in beside),
        why=outlook.why(route.when),
        citations=cited(case, route.basis, route.law_at),
    )


def _steps(outlook: Outlook, route: Route, offered: set[str]) -> Iterator[StepResult]:
    for step in route.step:
        if outlook.holds(step.when, step.unless):
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
