"""Which grounds hold, fail or stay open, and with which law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checker import law
from checker.errors import LawGap
from checker.facts import Case, is_missing
from checker.logic import Judgement, Line, judge, verdict_of
from checker.model import Bar, Ground, Scenario
from checker.report import Citation, Finding, Gap
from checker.values import Verdict

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN


def relevant(case: Case) -> tuple[Scenario, ...]:
    """Return the scenarios that fit the case, or may fit it once more is known."""
    return tuple(
        scenario
        for scenario in case.rulebook.scenarios.values()
        if verdict_of(scenario.when, case.facts.for_rules) is not FAILS
    )


def find(case: Case) -> tuple[Finding, ...]:
    """Return a finding for every ground of the relevant scenarios."""
    return tuple(_finding(case, decision) for decision in decide(case))


@dataclass(frozen=True, slots=True)
class _BarFound:
    """A bar that holds or is open, and what decided it."""

    bar: Bar
    judged: Judgement


@dataclass(frozen=True, slots=True)
class Decision:
    """A ground's verdict and what decided it, before any words."""

    scenario: Scenario
    ground: Ground
    verdict: Verdict
    contested: bool  # open because the law is unsettled, not because a fact is missing
    own: Judgement
    lines: tuple[Line, ...]
    holding: tuple[Bar, ...]
    gaps: tuple[LawGap, ...]


def decide(case: Case) -> tuple[Decision, ...]:
    """Return the decision on every ground of the relevant scenarios."""
    everywhere = _barring(case, case.rulebook.bars.values())
    return tuple(
        decision
        for scenario in relevant(case)
        for decision in _decisions(case, scenario, everywhere)
    )


def _decisions(case: Case, scenario: Scenario, everywhere: list[_BarFound]) -> Iterator[Decision]:
    fits = judge(scenario.when, case.facts.for_rules)
    barring = [*_barring(case, scenario.bar), *everywhere]
    for ground in scenario.ground:
        met = [one for one in barring if _meets(one.bar, ground)]
        yield _decision(case, scenario, ground, fits, met)


def _decision(
    case: Case, scenario: Scenario, ground: Ground, fits: Judgement, met: list[_BarFound]
) -> Decision:
    own = _own(case, ground)
    bars = [] if own.verdict is FAILS else met
    holding = tuple(one.bar for one in bars if one.judged.verdict is HOLDS)
    verdict, contested, lines = _verdict(ground, own, bars)
    gaps = _law_gaps(case, (ground, *holding))
    if verdict is OPEN:
        gaps += tuple(case.facts.gaps[fact] for fact, _ in lines if fact in case.facts.gaps)
    # A danger is one whatever the register holds for that day.
    if gaps and verdict is HOLDS and ground.id != case.rulebook.danger:
        verdict = OPEN
    if verdict is not FAILS and fits.verdict is OPEN:
        # While it is open whether the scenario fits, nothing in it is certain.
        verdict, contested, lines = OPEN, False, (*fits.lines, *lines)
    if verdict is not FAILS and is_missing(case.facts[ground.law_at]):
        # The day decides which law applies; without it nothing can be said for certain.
        verdict, contested, lines = OPEN, False, (*lines, (ground.law_at, ()))
    return Decision(scenario, ground, verdict, contested, own, lines, holding, gaps)


def _finding(case: Case, one: Decision) -> Finding:
    gaps = tuple(gap_in_words(case, gap) for gap in one.gaps)
    bar_messages = tuple(case.say(f"bar.{bar.id}.text") for bar in one.holding)
    return Finding(
        ground=one.ground.id,
        scenario=one.scenario.id,
        verdict=one.verdict,
        contested=one.contested and not gaps,
        message=_message(case, one, bar_messages, gaps),
        reasons=case.reasons(one.lines),
        barred_by=tuple(bar.id for bar in one.holding),
        bar_messages=bar_messages,
        citations=_cite(case, (one.ground, *one.holding)),
        gaps=gaps,
    )


def _own(case: Case, rule: Ground | Bar) -> Judgement:
    """Return whether the rule's own rows hold, exceptions taken off."""
    when = judge(rule.when, case.facts.for_rules)
    unless = judge(rule.unless, case.facts.for_rules) if rule.unless else Judgement(FAILS)
    if when.verdict is FAILS:
        return when
    if unless.verdict is HOLDS:
        return Judgement(FAILS, unless.lines)
    open_lines = [one.lines for one in (when, unless) if one.verdict is OPEN]
    if open_lines:
        return Judgement(OPEN, tuple(line for lines in open_lines for line in lines))
    return when


def _barring(case: Case, bars: Iterable[Bar]) -> list[_BarFound]:
    """Return the bars that hold or are open, whatever they meet."""
    facts = case.facts.for_rules
    found = [
        _BarFound(bar, _own(case, bar)) for bar in bars if verdict_of(bar.when, facts) is not FAILS
    ]
    return [one for one in found if one.judged.verdict is not FAILS]


def _meets(bar: Bar, ground: Ground) -> bool:
    return ground.id in bar.blocks or any(need in bar.denies for need in ground.needs)


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


def _cite(case: Case, rules: tuple[Ground | Bar, ...]) -> tuple[Citation, ...]:
    citations: dict[str, Citation] = {}
    for rule in rules:
        citations |= {one.provision: one for one in cited(case, rule.basis, rule.law_at)}
    return tuple(citations.values())


def _law_gaps(case: Case, rules: tuple[Ground | Bar, ...]) -> tuple[LawGap, ...]:
    return tuple(
        gap
        for rule in rules
        for gap in law.gaps(case.rulebook, rule.basis, law_day(case, rule.law_at))
    )


def law_day(case: Case, law_at: str) -> date:
    """Return the day that selects the law; today's law is shown while that day is unknown."""
    day = case.facts[law_at]
    return case.today if is_missing(day) else day


def cited(case: Case, basis: tuple[str, ...], law_at: str) -> tuple[Citation, ...]:
    """Return the provisions as citations in force on the day the rule names."""
    found, _ = law.cite(case.rulebook, basis, law_day(case, law_at), case.locale)
    return found


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
    case: Case, one: Decision, bar_messages: tuple[str, ...], gaps: tuple[Gap, ...]
) -> str:
    """Return the sentence that says what decided: a bar's, a gap's, or the ground's own."""
    ground, verdict = one.ground, one.verdict
    if verdict is OPEN and gaps and one.own.verdict is HOLDS:
        return gaps[0].text
    if verdict is FAILS and bar_messages:
        return bar_messages[0]
    if verdict is OPEN and one.contested:
        return case.say(f"ground.{ground.id}.contested") if ground.contested else bar_messages[0]
    return case.say(f"ground.{ground.id}.{verdict}")
