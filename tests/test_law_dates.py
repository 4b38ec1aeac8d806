"""The law on the day: around every change, and never more certain than the source it was read in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from test_stories import stories
from walks import TODAY, book, case_of, paths, shown, spread

import checker
from checker import law
from checker.answers import read
from checker.findings import Decision, decide, find
from checker.findings import law_day as day_of
from checker.model import Kind
from checker.report import Finding
from checker.values import Verdict

HOLDS, FAILS = Verdict.HOLDS, Verdict.FAILS
SINCE = date(2016, 1, 1)
DAY = timedelta(days=1)


def changes() -> list[date]:
    """Return the days from which something in the register is different, after 2015."""
    found = set()
    for one in book().laws.values():
        dated = [version for provision in one.provision.values() for version in provision.version]
        dated += [value for parameter in one.parameter.values() for value in parameter.value]
        for version in dated:
            found.add(version.from_)
            if version.until is not None:
                found.add(version.until + DAY)
    return sorted(day for day in found if day >= SINCE)


@cache
def first_stories() -> dict[str, dict]:
    """Return for each scenario its first story, or the first of another that it fits."""
    found = {}
    for story in stories():
        found.setdefault(story["file"], story)
    for story in stories():
        if set(book().scenarios) <= set(found):
            break
        for id in checker.assess(story["answers"], today=story["today"]).scenarios:
            found.setdefault(id, story)
    return {id: found[id] for id in book().scenarios}


def moved(story: dict, paid_on: date) -> dict[str, object]:
    """Return the story's answers as if it had been paid on another day, all days moved along."""
    days = {id: value for id, value in _days(story["answers"])}
    by = paid_on - days["paid_on"]
    later = {id: min(day + by, story["today"]) for id, day in days.items()}
    promised = {id: day + by for id, day in days.items() if not book().questions[id].latest}
    return {**story["answers"], **later, **promised}


def _days(answers: dict[str, object]) -> Iterator[tuple[str, date]]:
    for id, value in answers.items():
        if book().questions[id].kind is Kind.DATE and value != "?":
            yield id, value if isinstance(value, date) else date.fromisoformat(str(value))


def around_changes(id: str) -> list[str]:
    """Return what goes wrong in a scenario's first story on the days around each change of law."""
    story = first_stories()[id]
    paid = sorted({day + step * DAY for day in changes() for step in (-1, 0, 1)})
    found = []
    for place, day in enumerate(one for one in paid if one <= story["today"]):
        answers, today = moved(story, day), story["today"]
        try:
            findings = find(case_of(read(answers, book(), today, str), today))
            # Findings on every day; the whole report, which takes longer, on a third of them.
            if place % 3 == len(id) % 3:
                checker.assess(answers, today=today)
        except Exception as error:  # the day is wanted, whatever went wrong on it
            found.append(f"{id}, paid on {day}: {type(error).__name__}: {error}")
            continue
        found += [f"{id}, paid on {day}: {line}" for line in _gap_flaws(findings)]
    return found


def _gap_flaws(findings: tuple[Finding, ...]) -> Iterator[str]:
    grounds = book().grounds()
    for one in findings:
        if one.gaps and one.verdict is HOLDS:
            yield f"{one.ground} holds without its law"
        if one.gaps and one.verdict is FAILS and one.barred_by and _bar_gaps(one):
            yield f"{one.ground} is barred by a law that was not in force"
        if one.verdict is HOLDS and len(one.citations) < len(grounds[one.ground].basis):
            yield f"{one.ground} holds on {len(one.citations)} of {grounds[one.ground].basis}"
        if not one.citations and not one.gaps:
            yield f"{one.ground} is said without law and without a gap"


def _bar_gaps(finding: Finding) -> bool:
    """Return whether the law of a bar that decided is missing on the day named by its gaps."""
    bars = {bar.id: bar for bar in (*book().bars.values(), *_own_bars())}
    days = {gap.day for gap in finding.gaps}
    return any(
        law.gaps(book(), bars[id].basis, day)
        for id in finding.barred_by
        if not bars[id].contested
        for day in days
    )


def _own_bars():
    return (bar for scenario in book().scenarios.values() for bar in scenario.bar)


def test_around_every_change_of_law_each_scenario_still_gets_a_report():
    """The day before, the day itself and the day after; law that is missing opens the finding."""
    first_stories()  # once, for both processes
    found = spread(around_changes, book().scenarios)

    assert "" == "\n".join(line for lines in found for line in lines)


def test_the_register_changes_on_days_worth_trying():
    """If the list were empty, the test above would prove nothing."""
    assert date(2021, 1, 1) in changes()
    assert date(2024, 7, 1) in changes()
    assert len(changes()) > 20


# Nothing certain on uncertain ground


def uncertain_on_a_path(number: int) -> list[str]:
    """Return the certain findings of a path that rest on a text read in a secondary source."""
    given = paths()[number]
    return [
        f"{line}  [{shown(given)}]" for line in _uncertain(decide(case_of(given)), given, TODAY)
    ]


def uncertain_in_a_story(number: int) -> list[str]:
    """Return the certain findings of a story that rest on a text read in a secondary source."""
    story = stories()[number]
    report = checker.assess(story["answers"], today=story["today"])
    return [
        f"{one.ground} holds on {citation.provision}  [{story['name']}]"
        for one in report.findings
        if one.verdict is HOLDS
        for citation in one.citations
        if citation.uncertain
    ]


def _uncertain(decisions: tuple[Decision, ...], given, today: date) -> Iterator[str]:
    case = case_of(given, today)
    for one in decisions:
        if one.verdict is HOLDS:
            rules = [one.ground]
        elif one.verdict is FAILS:
            rules = [bar for bar in one.holding if not bar.contested]
        else:
            rules = []
        for rule in rules:
            citations, _ = law.cite(book(), rule.basis, day_of(case, rule.law_at), "zh")
            for citation in citations:
                if citation.uncertain:
                    yield f"{one.ground.id} {one.verdict} by {rule.id} on {citation.provision}"


def collected(found: list[list[str]]) -> str:
    """Return each kind of line once, with its number of cases."""
    kinds: dict[str, list[str]] = {}
    for line in (line for lines in found for line in lines):
        kinds.setdefault(line.split("  [")[0], []).append(line)
    return "\n".join(f"{len(lines)}x {lines[0]}" for lines in kinds.values())


def test_no_certain_finding_rests_on_an_uncertain_text():
    """What was read in a secondary source only may leave a finding open, never decide it."""
    assert "" == collected(spread(uncertain_on_a_path, range(len(paths()))))
    assert "" == collected(spread(uncertain_in_a_story, range(len(stories()))))


def test_no_ground_or_bar_that_may_decide_names_an_uncertain_text():
    """The same, said of the rules instead of the cases: whatever the answers and the day."""
    deciding = [*book().grounds().values(), *book().bars.values(), *_own_bars()]
    uncertain = {
        f"{one.id}.{article}"
        for one in book().laws.values()
        for article, provision in one.provision.items()
        if any(version.uncertain for version in provision.version)
    }

    assert [] == [
        f"{rule.id}: {provision}"
        for rule in deciding
        if not rule.contested
        for provision in rule.basis
        if provision in uncertain
    ]
