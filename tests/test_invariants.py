"""What holds of every report, whatever was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import checker
from checker.model import Kind, Question
from checker.report import Missing, Origin, Reason, Report, Verdict

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
often = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def reasons(report: Report) -> Iterator[tuple[Reason, ...]]:
    """Yield the reasons of everything that needs some."""
    for one in report.findings:
        yield one.reasons
    for one in (*report.routes, *report.warnings):
        yield one.why


def leaves(reason: Reason) -> Iterator[Reason]:
    """Yield the reasons that rest on no further ones."""
    if not reason.inputs:
        yield reason
    for one in reason.inputs:
        yield from leaves(one)


@often
@given(cases, days, st.sampled_from(("zh", "en")))
def test_every_report_keeps_its_promises(answers, today, locale):
    """Reasons, law, order and first step, for any answers on any day."""
    report = checker.assess(answers, today=today, locale=locale)

    assert all(group for group in reasons(report))
    for group in reasons(report):
        for leaf in (one for reason in group for one in leaves(reason)):
            assert leaf.origin in (Origin.ANSWER, Origin.CLOCK)
    for finding in report.findings:
        assert finding.message
        assert finding.citations or finding.gaps
        if finding.verdict is Verdict.HOLDS:
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
            [(one.route, [step.step for step in one.steps]) for one in report.routes],
            [(one.form, one.text, one.over_limit) for one in report.letters],
            [one.warning for one in report.warnings],
            [one.item for one in report.evidence],
        )

    chinese = checker.assess(answers, today=today, locale="zh")
    assert bones(chinese) == bones(checker.assess(answers, today=today, locale="en"))
