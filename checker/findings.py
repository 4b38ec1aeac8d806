"""Which grounds hold, fail or stay open, and with which law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker import law
from checker.errors import LawGap
from checker.facts import Case, is_missing
from checker.logic import Judgement, Line, judge
from checker.model import Bar, Ground, Scenario
from checker.report import Citation, Finding, Gap, Verdict

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN


def relevant(case: Case) -> tuple[Scenario, ...]:
    """Return the scenarios that fit the case, or may fit it once more is known."""
    return tuple(
        scenario
        for scenario in case.rulebook.scenarios.values()
        if judge(scenario.when, case.facts).verdict is not FAILS
    )


def find(case: Case) -> tuple[Finding, ...]:
    """Return a finding for every ground of the relevant scenarios."""
    return tuple(
        _finding(case, scenario, ground)
        for scenario in relevant(case)
        for ground in scenario.ground
    )


@dataclass(frozen=True, slots=True)
class _BarFound:
    """A bar that holds or is open, and what decided it."""

    bar: Bar
    judged: Judgement


def _finding(case: Case, scenario: Scenario, ground: Ground) -> Finding:
    own = _own(case, ground)
    bars = [] if own.verdict is FAILS else _bars(case, scenario, ground)
    holding = [one for one in bars if one.judged.verdict is HOLDS]
    verdict, contested, lines = _verdict(ground, own, bars)
    citations, gaps = _cite(case, ground, [one.bar for one in holding])
    gaps += _fact_gaps(case, lines) if verdict is OPEN else ()
    if gaps and verdict is HOLDS:
        verdict = OPEN
    if verdict is not FAILS and is_missing(case.facts[ground.law_at]):
        # The day decides which law applies; without it nothing can be said for certain.
        verdict, contested, lines = OPEN, False, (*lines, (ground.law_at, ()))
    bar_messages = tuple(case.say(f"bar.{one.bar.id}.text") for one in holding)
    return Finding(
        ground=ground.id,
        scenario=scenario.id,
        verdict=verdict,
        contested=contested and not gaps,
        message=_message(case, ground, verdict, contested, bar_messages, gaps, own),
        reasons=case.reasons(lines),
        barred_by=tuple(one.bar.id for one in holding),
        bar_messages=bar_messages,
        citations=citations,
        gaps=gaps,
    )


def _own(case: Case, rule: Ground | Bar) -> Judgement:
    """Return whether the rule's own rows hold, exceptions taken off."""
    when = judge(rule.when, case.facts)
    unless = judge(rule.unless, case.facts) if rule.unless else Judgement(FAILS)
    if when.verdict is FAILS:
        return when
    if unless.verdict is HOLDS:
        return Judgement(FAILS, unless.lines)
    open_lines = [one.lines for one in (when, unless) if one.verdict is OPEN]
    if open_lines:
        return Judgement(OPEN, tuple(line for lines in open_lines for line in lines))
    return when


def _bars(case: Case, scenario: Scenario, ground: Ground) -> list[_BarFound]:
    bars = (*scenario.bar, *case.rulebook.bars.values())
    found = [_BarFound(bar, _own(case, bar)) for bar in bars if ground.id in bar.blocks]
    return [one for one in found if one.judged.verdict is not FAILS]


def _verdict(
    ground: Ground, own: Judgement, bars: list[_BarFound]
) -> tuple[Verdict, bool, tuple[Line, ...]]:
    """Return verdict, whether only the law leaves it open, and the lines that decided."""
    if own.verdict is FAILS:
        return FAILS, False, own.lines
    final = [one for one in bars if one.judged.verdict is HOLDS and not one.bar.contested]
    if final:
        return FAILS, False, _lines(final)
    # A disputed bar is a doubt about the law; while nobody knows whether its
    # facts are there, it is not even that.
    unknown = [one for one in bars if one.judged.verdict is OPEN and not one.bar.contested]
    if own.verdict is OPEN or unknown:
        return OPEN, False, (*(own.lines if own.verdict is OPEN else ()), *_lines(unknown))
    disputed = [one for one in bars if one.judged.verdict is HOLDS]
    if ground.contested or disputed:
        return OPEN, True, (*own.lines, *_lines(disputed))
    return HOLDS, False, own.lines


def _lines(bars: list[_BarFound]) -> tuple[Line, ...]:
    return tuple(line for one in bars for line in one.judged.lines)


def _cite(
    case: Case, ground: Ground, bars: list[Bar]
) -> tuple[tuple[Citation, ...], tuple[Gap, ...]]:
    citations: dict[str, Citation] = {}
    gaps: list[Gap] = []
    for rule in (ground, *bars):
        day = law_day(case, rule.law_at)
        found, missing = law.cite(case.rulebook, rule.basis, day, case.locale)
        citations |= {one.provision: one for one in found}
        gaps += [gap_in_words(case, one) for one in missing]
    return tuple(citations.values()), tuple(gaps)


def law_day(case: Case, law_at: str) -> date:
    """Return the day that selects the law; today's law is shown while that day is unknown."""
    day = case.facts[law_at]
    return case.today if is_missing(day) else day


def _fact_gaps(case: Case, lines: tuple[Line, ...]) -> tuple[Gap, ...]:
    gaps = case.facts.gaps
    return tuple(gap_in_words(case, gaps[fact]) for fact, _ in lines if fact in gaps)


def gap_in_words(case: Case, gap: LawGap) -> Gap:
    """Return a gap in the register as part of the report."""
    parameters = [law.id for law in case.rulebook.laws.values() if gap.provision in law.parameter]
    name = gap.provision
    if parameters:
        law_id = parameters[0]
        name = case.rulebook.laws[law_id].parameter[gap.provision].value[0].basis
    label = law.label(case.rulebook, name, case.locale)
    text = case.say("gap.law", provision=label, day=gap.day)
    return Gap(provision=name, day=gap.day, text=text)


def _message(
    case: Case,
    ground: Ground,
    verdict: Verdict,
    contested: bool,
    bar_messages: tuple[str, ...],
    gaps: tuple[Gap, ...],
    own: Judgement,
) -> str:
    """Return the sentence that says what decided: a bar's, a gap's, or the ground's own."""
    if verdict is OPEN and gaps and own.verdict is HOLDS:
        return gaps[0].text
    if verdict is FAILS and bar_messages:
        return bar_messages[0]
    if verdict is OPEN and contested:
        return case.say(f"ground.{ground.id}.contested") if ground.contested else bar_messages[0]
    return case.say(f"ground.{ground.id}.{verdict}")
