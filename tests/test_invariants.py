"""What holds of every report, whatever was answered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date

from cases import CONTENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from walks import (
    TODAY,
    any_case,
    any_value,
    asked_only,
    book,
    facts_of,
    in_order,
    outlook_of,
    raw,
    shown,
    spread,
)

import checker
from checker.derive import DERIVED
from checker.facts import Case, Facts, gather, is_missing
from checker.findings import Decision, decide
from checker.flow import possible
from checker.law import InForce
from checker.logic import holds, judge
from checker.model import UNSURE, Kind, Question
from checker.report import Citation, Reason, Report
from checker.values import UNKNOWN, Missing, Origin, Value, Verdict
from checker.wording import voice

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN
DAYS = st.dates(date(2010, 1, 1), date(2026, 11, 23)).map(date.isoformat)


def values(question: Question) -> st.SearchStrategy:
    """Return what may be answered to a question."""
    if question.kind is Kind.CHOICE:
        found = st.sampled_from(question.options)
    elif question.kind is Kind.CHOICES:
        found = st.one_of(
            st.just([question.exclusive]),
            st.lists(
                st.sampled_from([one for one in question.options if one != question.exclusive])
            ),
        )
    elif question.kind is Kind.DATE:
        found = DAYS
    elif question.kind is Kind.MONEY:
        found = st.decimals("0.01", "10000000", places=2).map(str)
    else:
        found = st.text("星河卡券abc（）& 123", max_size=30)
    return st.one_of(found, st.just("?")) if question.not_sure else found


cases = st.fixed_dictionaries(
    {},
    optional={
        question.id: values(question)
        for question in checker.load_rulebook().questions.values()
        if not question.not_before
    },
)
days = st.dates(date(2026, 11, 23), date(2031, 12, 31))
ASKS_BACK = re.compile("请(贵方|对方)?[^。]{0,12}退|要求退|退还|依据：")
"""How a letter asks for money back."""

often = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def trace(report: Report) -> Iterator[tuple[Reason, ...]]:
    """Yield the reasons of everything that needs some."""
    for one in report.findings:
        yield one.reasons
    for one in (*report.routes, *report.warnings):
        yield one.why


def every(reason: Reason) -> Iterator[Reason]:
    """Yield a reason and all that it rests on."""
    yield reason
    for one in reason.inputs:
        yield from every(one)


def collected(check: Callable[[int], list[str]], number: int) -> str:
    """Return what a check finds in that many cases, each kind once with its number of cases."""
    found: dict[str, list[str]] = {}
    for line in (line for lines in spread(check, range(number)) for line in lines):
        found.setdefault(line.split("  [")[0], []).append(line)
    return "\n".join(f"{len(lines)}x {lines[0]}" for lines in found.values())


@often
@given(cases, days, st.sampled_from(("zh", "en")))
def test_every_report_keeps_its_promises(answers, today, locale):
    """Reasons, law, order and first step, for any answers on any day."""
    report = checker.assess(answers, today=today, locale=locale)

    assert all(group for group in trace(report))
    for group in trace(report):
        for leaf in (one for reason in group for one in every(reason) if not one.inputs):
            assert leaf.origin in (Origin.ANSWER, Origin.CLOCK)
    for finding in report.findings:
        assert finding.message
        assert finding.citations or finding.gaps
        if finding.verdict is HOLDS:
            assert not finding.gaps
            assert all(
                not isinstance(one.value, Missing) or one.value.value == "?"
                for one in finding.reasons
            )
        for citation in finding.citations:
            assert citation.version_from <= citation.in_force_on
    assert report.routes[0].steps
    danger = [one.level == "danger" for one in report.warnings]
    assert danger == sorted(danger, reverse=True)
    if any(danger):
        assert not report.routes[0].steps[0].letter
    offered = {one.form for one in report.letters}
    assert {step.letter for route in report.routes for step in route.steps} <= offered | {""}


@often
@given(cases, days)
def test_the_same_input_gives_the_same_bytes(answers, today):
    """Whatever the order of the answers, and whatever was assessed in between."""
    first = checker.assess(answers, today=today).to_json()
    checker.assess(answers, today=today, locale="en")
    backwards = dict(reversed(answers.items()))

    assert first == checker.assess(backwards, today=today).to_json()


@often
@given(cases, days)
def test_both_languages_say_the_same(answers, today):
    """Only words differ: states, dates, amounts, order and letters as sent do not."""

    def bones(report: Report) -> tuple:
        return (
            report.headline.state,
            report.headline.amount,
            [(one.ground, one.verdict, one.contested) for one in report.findings],
            [(one.claim, one.verdict, one.amount) for one in report.claims],
            [(one.rung, one.amount, one.claims) for one in report.ladder],
            [(one.cost, one.amount) for one in report.costs],
            [(one.party, one.verdict) for one in report.parties],
            [one.objection for one in report.objections],
            [(one.fact, one.value, one.state) for one in report.flips],
            [(one.fact, one.decides, bool(one.moves)) for one in report.open_points],
            [(one.route, [step.step for step in one.steps]) for one in report.routes],
            [one.route for one in report.closed_routes],
            [(one.form, one.text, one.over_limit) for one in report.letters],
            [one.warning for one in report.warnings],
            [one.item for one in report.evidence],
        )

    chinese = checker.assess(answers, today=today, locale="zh")
    assert bones(chinese) == bones(checker.assess(answers, today=today, locale="en"))


# More information never contradicts what was certain


def decisions(given: dict[str, Value]) -> tuple[Facts, dict[str, Decision]]:
    """Return the facts and the decision on each ground; no words are needed."""
    facts = gather(book(), given, TODAY)
    case = Case(book(), facts, "zh", lambda key, **values: key)
    return facts, {one.ground.id: one for one in decide(case)}


def contradicted(number: int) -> list[str]:
    """Return the certain verdicts that one more answer turns over.

    An answer that sets another one aside is not only more information, and a
    verdict whose row names 不清楚 may well change once it is clear.
    """
    chance = random.Random(f"monotone {number}")
    given = any_case(chance, answered=0.85)
    facts, before = decisions(given)
    missing = [
        one
        for one in book().questions.values()
        if one.id in facts.asked and facts[one.id] is UNKNOWN and not one.after_verdict
    ]
    found = []
    for question in missing:
        value = any_value(question, chance)
        if value is UNKNOWN:
            continue
        more = in_order({**given, question.id: value})
        then, after = decisions(more)
        if any(id not in then.asked for id in given):
            continue
        for id in book().grounds():
            was, what = verdict(before, id), verdict(after, id)
            if was == what or was not in ("holds", "fails") or _on_unsure(facts, before, id):
                continue
            # A doubt about the law needs its facts first: a contested bar may come in later.
            if (was, what) == ("holds", "contested") and after[id].holding:
                continue
            found.append(
                f"{id} {was}, then {what} by {question.id}  [{shown(given)} + {shown({question.id: value})}]"
            )
    return found


def verdict(found: dict[str, Decision], id: str) -> str:
    """Return the verdict on a ground; one whose scenario does not fit fails."""
    if id not in found:
        return "fails"
    return "contested" if found[id].contested else str(found[id].verdict)


def _on_unsure(facts: Facts, found: dict[str, Decision], id: str) -> bool:
    """Return whether a verdict rests on a row that takes 不清楚 for an answer."""
    return id in found and any(
        facts[fact] is UNKNOWN and UNSURE in allowed for fact, allowed in found[id].lines
    )


def test_one_more_answer_never_turns_a_certain_verdict_over():
    """Who was told yes, or no, is not told the contrary for having answered more."""
    assert "" == collected(contradicted, 500)


# Editing


def edited(number: int) -> list[tuple[dict[str, object], str]]:
    """Return every state of a case that is changed again and again, with its report."""
    chance = random.Random(f"edit {number}")
    given = any_case(chance, answered=0.7)
    found = []
    for _ in range(4):
        found.append((raw(given), checker.assess(raw(given), today=TODAY).to_json()))
        question = chance.choice([one for one in book().questions.values() if not one.for_letters])
        if question.id in given and chance.random() < 0.3:
            given = {id: value for id, value in given.items() if id != question.id}
        else:
            given = in_order({**given, question.id: any_value(question, chance)})
    return found


def test_an_edited_case_is_like_a_fresh_one():
    """The same answers, read with a rulebook that has never seen another case."""
    fresh = checker.load_rulebook(CONTENT)
    sessions = spread(edited, range(8))
    states = [state for session in sessions for state in session]

    for answers, json in reversed(states):
        assert json == checker.assess(answers, today=TODAY, rulebook=fresh).to_json()


def with_answers_set_aside(number: int) -> list[str]:
    """Return the cases in which an answer to a question that is not asked changes the report."""
    chance = random.Random(f"aside {number}")
    given = in_order(
        {one.id: any_value(one, chance) for one in book().questions.values() if not one.for_letters}
    )
    kept = asked_only(given)
    with_all = checker.assess(raw(given), today=TODAY).to_json()
    if with_all == checker.assess(raw(kept), today=TODAY).to_json():
        return []
    return [f"answers set aside are seen  [{shown(given)}]"]


def test_answers_set_aside_change_nothing():
    """They are kept for the reader who goes back, and not for the report."""
    assert "" == collected(with_answers_set_aside, 40)


# The trace can be replayed


def unfaithful(number: int) -> list[str]:
    """Return the reasons and citations that do not say what the case says."""
    chance = random.Random(f"trace {number}")
    given = any_case(chance)
    facts = facts_of(given)
    report = checker.assess(raw(given), today=TODAY)
    found = [
        line
        for group in trace(report)
        for reason in group
        for one in every(reason)
        for line in _reason_flaws(one, facts, given)
    ]
    for finding in report.findings:
        said = {one.fact: one.value for one in finding.reasons}
        found += _finding_flaws(finding, {fact: said.get(fact, UNKNOWN) for fact in facts})
    for citation in _citations(report):
        found += _citation_flaws(citation)
    return [f"{line}  [{shown(given)}]" for line in dict.fromkeys(found)]


def _reason_flaws(one: Reason, facts: Facts, given: dict[str, Value]) -> Iterator[str]:
    if one.value != facts[one.fact]:
        yield f"{one.fact} is {facts[one.fact]} and not {one.value}"
    if one.origin is Origin.CLOCK and one.value != TODAY:
        yield "the clock is wrong"
    if one.origin is Origin.ANSWER and not is_missing(one.value) and one.value != given[one.fact]:
        yield f"nobody answered {one.value} to {one.fact}"
    if one.origin is Origin.DERIVED:
        if not one.inputs:
            yield f"{one.fact} comes from nothing"
        elif not is_missing(one.value) and one.value != _again(one):
            yield f"{one.fact} does not follow from its inputs"


def _again(reason: Reason) -> Value:
    """Return the value of a derived fact, worked out from the reasons below it alone."""
    rule = DERIVED[reason.fact]
    inputs = {one.fact: one.value for one in reason.inputs}
    arguments: dict[str, object] = {name: inputs[name] for name in rule.parameters}
    if rule.law_at:
        arguments["law"] = InForce(book(), inputs[rule.law_at])
    return rule.function(**arguments)


def _finding_flaws(finding, said: dict[str, Value]) -> Iterator[str]:
    ground = book().grounds()[finding.ground]
    if finding.verdict is HOLDS and judge(ground.when, said).verdict is not HOLDS:
        yield f"{ground.id} holds, and its reasons do not say so"
    if finding.verdict is FAILS and not finding.barred_by:
        own = judge(ground.when, said).verdict
        excepted = ground.unless and judge(ground.unless, said).verdict is HOLDS
        if own is not FAILS and not excepted:
            yield f"{ground.id} fails, and its reasons do not say so"
    for id in finding.barred_by:
        bars = (*book().bars.values(), *book().scenarios[finding.scenario].bar)
        [bar] = [one for one in bars if one.id == id]
        if (
            finding.verdict is FAILS
            and not bar.contested
            and judge(bar.when, said).verdict is not HOLDS
        ):
            yield f"{ground.id} is barred by {id}, and the reasons do not say so"


def _citations(report: Report) -> Iterator[Citation]:
    cited = (report.findings, report.claims, report.parties, report.objections, report.costs)
    for part in (*cited, report.routes, report.warnings):
        for one in part:
            yield from one.citations
    for route in report.routes:
        for step in route.steps:
            for deadline in step.deadlines:
                yield from deadline.citations


def _citation_flaws(one: Citation) -> Iterator[str]:
    versions = book().provision(one.provision).version
    [version] = [found for found in versions if found.from_ == one.version_from]
    later = [found.from_ for found in versions if found.from_ > version.from_]
    if not version.from_ <= one.in_force_on <= (version.until or date.max):
        yield f"{one.provision} was not in force on {one.in_force_on}"
    if later and min(later) <= one.in_force_on:
        yield f"{one.provision} had a newer version on {one.in_force_on}"


def test_the_trace_can_be_replayed():
    """Every reason has the case's own value, and what rests on it follows from it."""
    assert "" == collected(unfaithful, 80)


# What would change the result


def untrue(number: int) -> list[str]:
    """Return the flips and open points that do not come true when they are tried."""
    chance = random.Random(f"flip {number}")
    given = any_case(chance, answered=0.95)
    report = checker.assess(raw(given), today=TODAY)
    found = []
    for flip in report.flips:
        state = _state({**given, flip.fact: flip.value})
        if state != flip.state or state == report.headline.state:
            found.append(f"{flip.fact}={flip.value} leads to {state}, not {flip.state}")
    found += _point_flaws(given, report)
    return [f"{line}  [{shown(given)}]" for line in found]


def _point_flaws(given: dict[str, Value], report: Report) -> Iterator[str]:
    say = voice(book(), "zh", TODAY)
    order = list(book().questions)
    facts = facts_of(given)
    told = {one.fact: one for one in report.open_points}
    places = []
    for fact, point in told.items():
        states = _states(given, fact)
        words = say("reason.join").join(say(f"flip.state.{one}") for one in states)
        expected = say("flip.moves", states=words) if len(states) > 1 else ""
        if point.moves != expected:
            yield f"{fact} moves {states}, not {point.moves!r}"
        if not point.moves and not point.decides:
            yield f"nothing hangs on {fact}"
        # Whatever leads to one result at the most, a day among them, leads nowhere else.
        places.append((-max(1, len(states)), order.index(fact)))
    if places != sorted(places):
        yield f"open points in the order {', '.join(told)}"
    for fact in facts.asked - set(told):
        if facts[fact] is UNKNOWN and len(_states(given, fact)) > 1:
            yield f"{fact} is worth finding out, and is left out"


def _states(given: dict[str, Value], fact: str) -> tuple[str, ...]:
    """Return the results to which the answers to a question lead, each once, in their order."""
    question = book().questions[fact]
    options = [one for one in possible(question, TODAY) if one is not UNKNOWN]
    tried = options if question.options else ()
    return tuple(dict.fromkeys(_state({**given, fact: value}) for value in tried))


def _state(given: dict[str, Value]) -> str:
    return checker.assess(raw(given), today=TODAY).headline.state


def test_flips_and_open_points_come_true():
    """Whoever goes back and answers so gets the result that was named."""
    assert "" == collected(untrue, 18)


def test_points_that_lead_nowhere_else_come_in_asking_order():
    """The day of payment is asked before the reply, and here everything hangs on the day."""
    given = {
        "buyer": "own_use",
        "goods": "card_key",
        "signs": ["none"],
        "contact": "reachable",
        "trouble": "code_dead",
        "key_error": "not_found",
    }

    report = checker.assess(given, today=TODAY)

    assert ["paid_on", "reply"] == [one.fact for one in report.open_points]


# What is never done


def forbidden(number: int) -> list[str]:
    """Return the promises of safety that a report breaks."""
    chance = random.Random(f"never {number}")
    given = any_case(chance)
    if number % 4 == 0:
        given = asked_only({**given, "goods": "unlawful"})
    report = checker.assess(raw(given), today=TODAY)
    found = [
        *_danger_flaws(report),
        *_route_flaws(given, report),
        *_ladder_flaws(report),
        *(_unlawful_flaws(report) if given.get("goods") == "unlawful" else ()),
    ]
    return [f"{line}  [{shown(given)}]" for line in found]


def _danger_flaws(report: Report) -> Iterator[str]:
    fraud = [one for one in report.findings if one.ground == book().danger]
    if not fraud or fraud[0].verdict is not HOLDS:
        return
    if report.headline.state != "danger" or report.headline.amount is not None:
        yield "the headline does not speak of danger alone"
    if report.routes[0].steps[0].letter:
        yield "danger starts with a letter"
    if not any(one.level == "danger" for one in report.warnings):
        yield "danger goes without a warning"
    if report.ladder:
        yield "danger is counted in money"


def _route_flaws(given: dict[str, Value], report: Report) -> Iterator[str]:
    facts = outlook_of(given).facts
    for one in report.routes:
        route = book().routes[one.route]
        if not holds(route.when, facts):
            yield f"{one.route} is open without its conditions"
        if route.unless and judge(route.unless, facts).verdict is HOLDS:
            yield f"{one.route} is open in spite of its exception"
        for next in (id for end in one.outcomes for id in end.next):
            if next not in book().routes:
                yield f"{one.route} leads to {next}, which does not exist"
    both = {one.route for one in report.routes} & {one.route for one in report.closed_routes}
    if both:
        yield f"open and closed at once: {both}"
    forms = {one.form for one in report.letters}
    facts_of_letters = [book().letters[form] for form in forms]
    for form in facts_of_letters:
        if form.unless and judge(form.unless, facts).verdict is HOLDS:
            yield f"{form.id} is offered in spite of its exception"


def _ladder_flaws(report: Report) -> Iterator[str]:
    amounts = {one.claim: one.amount for one in report.claims}
    sure = {one.claim for one in report.claims if one.verdict is HOLDS}
    if not report.ladder:
        return
    low, expected, high = report.ladder
    if not 0 <= low.amount <= expected.amount <= high.amount:
        yield f"the ladder goes {low.amount}, {expected.amount}, {high.amount}"
    for rung in report.ladder:
        if rung.amount != sum(amounts[claim] for claim in rung.claims):
            yield f"{rung.rung} is not the sum of {rung.claims}"
    if set(low.claims) - sure:
        yield "the lowest rung counts what is not certain"
    extra = {one.claim for one in report.claims if one.extra}
    if (set(low.claims) | set(expected.claims)) & extra:
        yield "what comes on top is counted below the highest rung"
    headline = report.headline.amount
    if headline is not None and headline > expected.amount:
        yield f"the headline says {headline}, the ladder expects {expected.amount}"


def _unlawful_flaws(report: Report) -> Iterator[str]:
    money = {one.claim for one in report.claims if book().claims[one.claim].money}
    if money:
        yield f"unlawful goods: claims in money {sorted(money)}"
    for one in report.parties:
        if not any("findings" in row for row in book().parties[one.party].when):
            yield f"unlawful goods: {one.party} is asked to pay"
    for one in report.letters:
        # The police may be told, in danger the payment institution too; nobody is asked for money.
        by_danger = any("findings" in row for row in book().letters[one.form].when)
        in_danger = report.headline.state == "danger" and by_danger
        if one.form != "police-statement" and not in_danger:
            yield f"unlawful goods: the letter {one.form} is offered"
        if ASKS_BACK.search(one.text):
            yield f"unlawful goods: the letter {one.form} asks for a refund"
    if report.headline.state not in ("unlawful", "danger"):
        yield f"unlawful goods: the headline says {report.headline.state}"
    if report.ladder or report.costs:
        yield "unlawful goods: sums are named"


def test_what_must_never_be_done_is_never_done():
    """Danger without letters, routes without exceptions, ladders that add up, no coaching."""
    assert "" == collected(forbidden, 120)
