"""The other side: who may owe it, and what they are likely to say."""

from __future__ import annotations

from checker.findings import HOLDS, OPEN, cited, relevant
from checker.logic import holds
from checker.model import Party
from checker.outcome import Outlook
from checker.report import ObjectionResult, PartyResult

_ASKED = ("owed", "arguable", "open", "due_later")


def parties(outlook: Outlook) -> tuple[PartyResult, ...]:
    """Return everybody who may owe it in this case, in the rulebook's order."""
    case = outlook.case
    asked_for = outlook.outcome in _ASKED
    if not asked_for and not outlook.in_danger:
        return ()
    return tuple(
        PartyResult(
            party=one.id,
            verdict=OPEN if one.contested or outlook.outcome != "owed" else HOLDS,
            name=case.say(f"party.{one.id}.name"),
            owes=case.say(f"party.{one.id}.owes"),
            shows=case.say(f"party.{one.id}.shows"),
            citations=cited(case, one.basis, one.law_at),
        )
        for one in case.rulebook.parties.values()
        if outlook.holds(one.when, one.unless) and (asked_for or _by_danger(one))
    )


def _by_danger(party: Party) -> bool:
    """Return whether it is danger that makes somebody a party; the rest needs a claim."""
    return any("findings" in row for row in party.when)


def objections(outlook: Outlook) -> tuple[ObjectionResult, ...]:
    """Return what the other side is likely to say, scenario by scenario, most probable first."""
    case = outlook.case
    return tuple(
        ObjectionResult(
            objection=one.id,
            says=case.say(f"objection.{one.id}.says"),
            answer=case.say(f"objection.{one.id}.answer"),
            proof=case.say(f"objection.{one.id}.proof"),
            citations=cited(case, one.basis, one.law_at),
        )
        for scenario in relevant(case)
        if holds(scenario.when, case.facts)
        for one in scenario.objection
        if outlook.holds(one.when, one.unless)
    )
