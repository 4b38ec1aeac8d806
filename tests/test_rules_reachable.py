"""Every ground can hold, fail and stay open, and every option makes a difference to somebody."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import islice

from walks import TODAY, any_case, asked_only, book, in_order, paths, raw, spread

import checker
from checker.derive import DERIVED
from checker.facts import Case, applying, gather
from checker.findings import decide
from checker.flow import possible
from checker.logic import judge_line
from checker.model import Bar, Ground, Kind, Question, Row, Scenario
from checker.unread import unread_problems
from checker.values import NOT_ASKED, UNKNOWN, Value, Verdict

DAYS = {
    "paid_on": (2, 20, 200, 400, 1200),
    "received_on": (1, 15),
    "promised_by": (1, -10),
}
"""Days before today that the derived facts tell apart."""

TRIED = 60_000


def scenario_of(ground: Ground) -> Scenario:
    """Return the scenario a ground stands in."""
    return next(one for one in book().scenarios.values() if ground in one.ground)


def bars_against(ground: Ground) -> tuple[Bar, ...]:
    """Return the bars that may defeat a ground."""
    bars = (*scenario_of(ground).bar, *book().bars.values())
    return tuple(
        bar for bar in bars if ground.id in bar.blocks or set(ground.needs) & set(bar.denies)
    )


def rows_of(ground: Ground) -> tuple[Row, ...]:
    """Return every row on which the verdict of a ground may hang."""
    rules = (ground, *bars_against(ground))
    return (*scenario_of(ground).when, *(row for one in rules for row in (*one.when, *one.unless)))


def facts_read(ground: Ground) -> set[str]:
    """Return the questions that decide a ground, with those that decide whether they are asked."""
    found: set[str] = set()
    wanted = [ground.law_at, *(fact for row in rows_of(ground) for fact in row)]
    while wanted:
        fact = wanted.pop()
        if fact in found or fact == "today":
            continue
        if fact in DERIVED:
            wanted += DERIVED[fact].inputs
            continue
        found.add(fact)
        wanted += [name for row in book().questions[fact].ask_when for name in row]
    return found


def kinds(question: Question, rows: list[Row]) -> tuple[Value, ...]:
    """Return one value of each kind that the rows tell apart, and none at all."""
    if question.kind is Kind.DATE:
        return (*(TODAY - timedelta(days) for days in DAYS[question.id]), UNKNOWN)
    values = (*(one for one in possible(question, TODAY) if one is not UNKNOWN), UNKNOWN)
    found: dict[tuple[Verdict, ...], Value] = {}
    for value in values:
        signature = tuple(judge_line(value, row[question.id]) for row in rows if question.id in row)
        found.setdefault(signature, value)
    return tuple(found.values())


def cases(ground: Ground) -> Iterator[dict[str, Value]]:
    """Yield every case that can matter to a ground, by the questions it hangs on."""
    read = facts_read(ground)
    questions = [one for one in book().questions.values() if one.id in read]
    rows = [*rows_of(ground), *(row for one in questions for row in one.ask_when)]
    choices = {one.id: kinds(one, rows) for one in questions}
    yield from _walk(questions, choices, {}, {})


def _walk(questions, choices, facts, given) -> Iterator[dict[str, Value]]:
    if not questions:
        yield given
        return
    question, *rest = questions
    # An unanswered question may be asked all the same: only what was asked counts as 不清楚.
    verdict = applying(question, facts, given)
    if verdict is not Verdict.HOLDS:
        missing = NOT_ASKED if verdict is Verdict.FAILS else UNKNOWN
        yield from _walk(rest, choices, {**facts, question.id: missing}, given)
        return
    for value in choices[question.id]:
        answer = {question.id: value}
        yield from _walk(rest, choices, facts | answer, given | answer)


def state(ground: Ground, given: dict[str, Value]) -> str:
    """Return the verdict on a ground: holds, fails, open, or contested; fails when it is not told."""
    facts = gather(book(), given, TODAY)
    case = Case(book(), facts, "zh", lambda key, **values: key)
    for one in decide(case):
        if one.ground is ground:
            return "contested" if one.contested else str(one.verdict)
    return "elsewhere"


def unreached(id: str) -> list[str]:
    """Return the states that no case gives to a ground."""
    ground = book().grounds()[id]
    missing = {"contested" if ground.contested else "holds", "fails", "open"}
    irrelevant = False
    for given in islice(cases(ground), TRIED):
        found = state(ground, given)
        missing.discard(found)
        irrelevant |= found == "elsewhere"
        # Where the scenario's own answers are all that a ground asks, it fails by being elsewhere.
        if not missing or (missing == {"fails"} and irrelevant and only_the_scenario(ground)):
            return []
    return [f"{id} is never {one}" for one in sorted(missing)]


def only_the_scenario(ground: Ground) -> bool:
    """Return whether a ground's own rows read nothing that its scenario does not read."""
    asked = {fact for row in scenario_of(ground).when for fact in row}
    return all(fact in asked for row in (*ground.when, *ground.unless) for fact in row)


def test_every_ground_can_hold_fail_and_stay_open():
    """A ground that cannot is either dead or a foregone conclusion; contested ones stay contested."""
    found = spread(unreached, book().grounds())

    assert "" == "\n".join(line for lines in found for line in lines)


def bones(given: dict[str, Value]) -> tuple:
    """Return what a report decides and what its letters say; not how it names the answers."""
    report = checker.assess(raw(asked_only(given)), today=TODAY)
    return (
        report.headline.state,
        report.headline.amount,
        tuple((one.ground, one.verdict, one.contested) for one in report.findings),
        tuple((one.claim, one.verdict, one.amount) for one in report.claims),
        tuple((one.party, one.verdict) for one in report.parties),
        tuple(one.objection for one in report.objections),
        tuple(one.cost for one in report.costs),
        tuple((one.route, tuple(_step(step) for step in one.steps)) for one in report.routes),
        tuple(one.route for one in report.closed_routes),
        tuple(one.item for one in report.evidence),
        tuple((one.form, one.text) for one in report.letters),
        tuple(one.warning for one in report.warnings),
        tuple(sorted(gather(book(), given, TODAY).asked)),
    )


def _step(step) -> tuple:
    return step.step, step.letter, tuple(one.rule for one in step.deadlines)


@cache
def at_random() -> tuple[dict[str, Value], ...]:
    """Return cases answered at random, almost to the end."""
    chance = random.Random(20261123)
    return tuple(any_case(chance, answered=0.97) for _ in range(1500))


def tried(id: str) -> tuple[dict[str, Value], ...]:
    """Return cases in which a question is asked: some of the paths, and others at random."""
    on_paths = [given for given in paths() if id in given]
    some = random.Random(id).sample(on_paths, min(8, len(on_paths)))
    return (*some, *[given for given in at_random() if id in given][:40])


def never_told_apart(id: str) -> list[str]:
    """Return the pairs of options of a question that lead to the same report in every case tried."""
    options = book().questions[id].options
    choice = book().questions[id].kind is Kind.CHOICE
    values = dict(zip(options, options if choice else [(one,) for one in options], strict=True))
    pairs = {(one, other) for one in options for other in options if one < other}
    for given in tried(id):
        wanted = {one for pair in pairs for one in pair}
        found = {one: bones(in_order({**given, id: values[one]})) for one in wanted}
        pairs = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
        if not pairs:
            break
    return [f"{id}: {one} and {other} never make a difference" for one, other in sorted(pairs)]


def test_every_option_makes_a_difference():
    """Two options that always lead to the same report are one option, asked in two ways."""
    with_options = [one.id for one in book().questions.values() if one.options]
    at_random()  # once, for both processes
    found = spread(never_told_apart, with_options)

    assert "" == "\n".join(line for lines in found for line in lines)


def test_every_option_is_read_by_some_rule():
    """The loader's own check says the same, without trying anything."""
    assert [] == [str(one) for one in unread_problems(book())]
