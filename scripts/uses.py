"""Which scenarios and routes rest on a provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.model import Route, Rulebook, Scenario


@dataclass(frozen=True, slots=True)
class Uses:
    """Where a provision is used, by id, in the order of the rulebook."""

    scenarios: tuple[str, ...]
    routes: tuple[str, ...]


def of_provision(rulebook: Rulebook, id: str) -> Uses:
    """Return the scenarios and routes that cite the provision *id*."""
    by_scenario, by_route = _cited(rulebook)
    return Uses(
        tuple(name for name, cited in by_scenario.items() if id in cited),
        tuple(name for name, cited in by_route.items() if id in cited),
    )


@lru_cache(maxsize=2)
def _cited(rulebook: Rulebook) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    scenarios = {one.id: frozenset(_of_scenario(one)) for one in rulebook.scenarios.values()}
    routes = {one.id: frozenset(_of_route(rulebook, one)) for one in rulebook.routes.values()}
    return scenarios, routes


def _of_scenario(scenario: Scenario) -> Iterator[str]:
    for one in (*scenario.ground, *scenario.bar, *scenario.objection):
        yield from one.basis


def _of_route(rulebook: Rulebook, route: Route) -> Iterable[str]:
    yield from route.basis
    for step in route.step:
        for deadline in step.deadlines:
            yield from rulebook.deadlines[deadline].basis
