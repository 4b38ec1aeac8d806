"""What to ask for, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from checker.derive import AMOUNTS
from checker.errors import LawGap
from checker.facts import Case, is_missing, work_out
from checker.findings import FAILS, HOLDS, OPEN, cited
from checker.model import Claim, Cost, Ground
from checker.outcome import Outlook
from checker.report import Citation, ClaimResult, CostResult, Finding, Headline, Reason, Rung

_WITH_AMOUNT = ("owed", "arguable")


def claims(outlook: Outlook) -> tuple[ClaimResult, ...]:
    """Return the claims that a holding or open ground supports, in the rulebook's order."""
    results = []
    for claim in outlook.case.rulebook.claims.values():
        supporting = [one for one in outlook.findings if _supports(outlook.case, one, claim)]
        if supporting:
            results.append(_claim(outlook.case, claim, supporting))
    return tuple(results)


def _supports(case: Case, finding: Finding, claim: Claim) -> bool:
    ground = case.rulebook.grounds()[finding.ground]
    return claim.id in ground.claims and finding.verdict is not FAILS


def _claim(case: Case, claim: Claim, supporting: list[Finding]) -> ClaimResult:
    holding = [one for one in supporting if one.verdict is HOLDS]
    deciding = holding if holding else supporting
    amount, working = _amount(case, claim)
    known = {"amount": amount} if amount is not None else {}
    slot = "with_amount" if known else "without_amount"
    return ClaimResult(
        claim=claim.id,
        grounds=tuple(one.ground for one in deciding),
        verdict=HOLDS if holding else OPEN,
        extra=claim.extra,
        message=case.say(f"claim.{claim.id}.{slot}", **known),
        amount=amount,
        working=working,
        citations=_citations(deciding),
    )


def _amount(case: Case, claim: Claim | Cost) -> tuple[Decimal | None, tuple[Reason, ...]]:
    """Return the amount with what it was worked out from.

    There is none for a claim not in money, or when the law of the day is not recorded.
    """
    if not claim.amount:
        return None, ()
    amount = AMOUNTS[claim.amount]
    try:
        value = work_out(amount, case.facts, case.rulebook)
    except LawGap:
        return None, ()
    working = tuple(case.reason(name) for name in amount.inputs)
    return (None if is_missing(value) else value), working


def _citations(findings: list[Finding]) -> tuple[Citation, ...]:
    return tuple({one.provision: one for found in findings for one in found.citations}.values())


def main_amount(case: Case, state: str, grounds: Iterable[Ground]) -> Decimal | None:
    """Return the largest amount that the grounds support; what comes on top is left out."""
    if state not in _WITH_AMOUNT:
        return None
    wanted = [case.rulebook.claims[id] for ground in grounds for id in ground.claims]
    amounts = [_amount(case, claim)[0] for claim in wanted if not claim.extra]
    return max((one for one in amounts if one is not None), default=None)


def headline(outlook: Outlook, results: tuple[ClaimResult, ...]) -> Headline:
    """Return the answer in one sentence; with an amount where one can be named."""
    state = "danger" if outlook.in_danger else outlook.outcome
    wanted = HOLDS if state == "owed" else OPEN
    amounts = [one.amount for one in results if one.verdict is wanted and _main(one)]
    amount = max(amounts) if amounts and state in _WITH_AMOUNT else None
    say = outlook.case.say
    return Headline(
        state=state,
        text=say(f"headline.{state}.text")
        if amount is None
        else say(f"headline.{state}.text_amount", amount=amount),
        sure=say(f"headline.{state}.sure"),
        amount=amount,
    )


def _main(one: ClaimResult) -> bool:
    return one.amount is not None and not one.extra


def ladder(outlook: Outlook, results: tuple[ClaimResult, ...]) -> tuple[Rung, ...]:
    """Return what is certain, what can be expected to be argued, and the most.

    Claims in money stand beside each other, not on top: a rung is the largest
    of them. Only what is marked as extra is added, on the highest rung.
    Nothing is shown when no amount can be named.
    """
    main = [one for one in results if _main(one)]
    if not main or outlook.in_danger or outlook.outcome == "unlawful":
        return ()
    sure = [one for one in main if one.verdict is HOLDS]
    extra = [one for one in results if one.extra and one.amount is not None]
    rungs = (("low", sure, []), ("expected", sure if sure else main, []), ("high", main, extra))
    return tuple(_rung(outlook.case, name, one, more) for name, one, more in rungs)


def _rung(case: Case, name: str, main: list[ClaimResult], extra: list[ClaimResult]) -> Rung:
    best = sorted(main, key=lambda one: one.amount)[-1:]
    counted = (*best, *extra)
    return Rung(
        rung=name,
        name=case.say(f"rung.{name}.name"),
        text=case.say(f"rung.{name}.text"),
        amount=sum((one.amount for one in counted), Decimal("0.00")),
        claims=tuple(one.claim for one in counted),
    )


def costs(outlook: Outlook) -> tuple[CostResult, ...]:
    """Return what the ways to a court would cost, where the sum is known."""
    case = outlook.case
    found = []
    for cost in case.rulebook.costs.values():
        amount, working = _amount(case, cost) if outlook.holds(cost.when) else (None, ())
        if amount is not None:
            found.append(
                CostResult(
                    cost=cost.id,
                    text=case.say(f"cost.{cost.id}.text", amount=amount),
                    amount=amount,
                    working=working,
                    citations=cited(case, cost.basis, cost.law_at),
                )
            )
    return tuple(found)
