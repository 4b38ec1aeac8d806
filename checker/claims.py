"""What to ask for, and how much."""

from __future__ import annotations

from decimal import Decimal

from checker.derive import AMOUNTS
from checker.facts import Case, is_missing, work_out
from checker.findings import FAILS, HOLDS, OPEN
from checker.model import Claim
from checker.outcome import Outlook
from checker.report import Citation, ClaimResult, Finding, Headline, Reason

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
        message=case.say(f"claim.{claim.id}.{slot}", **known),
        amount=amount,
        working=working,
        citations=_citations(deciding),
    )


def _amount(case: Case, claim: Claim) -> tuple[Decimal | None, tuple[Reason, ...]]:
    """Return the amount with what it was worked out from; none for a claim not in money."""
    if not claim.amount:
        return None, ()
    amount = AMOUNTS[claim.amount]
    value = work_out(amount, case.facts, case.rulebook)
    working = tuple(case.reason(name) for name in amount.inputs)
    return (None if is_missing(value) else value), working


def _citations(findings: list[Finding]) -> tuple[Citation, ...]:
    return tuple({one.provision: one for found in findings for one in found.citations}.values())


def headline(outlook: Outlook, results: tuple[ClaimResult, ...]) -> Headline:
    """Return the answer in one sentence; with an amount where one can be named."""
    state = "danger" if outlook.in_danger else outlook.outcome
    wanted = HOLDS if state == "owed" else OPEN
    amounts = [one.amount for one in results if one.verdict is wanted and one.amount is not None]
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
