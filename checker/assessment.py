"""The whole pipeline: answers in, report out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checker import (
    advise,
    answered,
    changes,
    channels,
    claims,
    findings,
    letters,
    opposite,
    wording,
)
from checker.answers import read
from checker.facts import Case
from checker.loading import load_rulebook
from checker.model import Rulebook
from checker.outcome import outlook
from checker.papers import PLAIN, Style
from checker.report import Report
from checker.values import UNKNOWN


def assess(
    answers: Mapping[str, object],
    *,
    today: date,
    locale: str = "zh",
    rulebook: Rulebook | None = None,
    style: Style = PLAIN,
) -> Report:
    """Return the report on the *answers*, as things stand on *today*.

    Answers are by question id, as typed or as JSON values; ``"?"`` is 不清楚
    and an absent answer is one not given yet. *style* is the tone and length of the letters.

    Raises:
        AnswerErrors: with everything that is wrong with the answers.
        RulebookError: the packaged rulebook is damaged.
        UnknownLocale: the rulebook does not speak *locale*.
    """
    book = load_rulebook() if rulebook is None else rulebook
    say = wording.voice(book, locale, today)
    facts = read(answers, book, today, say)
    given = {id: facts[id] for id in facts.asked if facts[id] is not UNKNOWN}
    case = Case(book, facts, locale, say)
    found = findings.find(case)
    view = outlook(case, found)
    asked_for = claims.claims(view)
    open_routes = advise.routes(view)
    needs = advise.evidence(view)
    drafts = letters.drafts(view, needs, style)
    return Report(
        rulebook=book.version,
        law_checked=book.law_checked,
        assessed_on=today,
        locale=locale,
        headline=claims.headline(view, asked_for),
        warnings=advise.warnings(view),
        scenarios=tuple(scenario.id for scenario in findings.relevant(case)),
        findings=found,
        parties=opposite.parties(view),
        claims=asked_for,
        ladder=claims.ladder(view, asked_for),
        costs=claims.costs(view),
        objections=opposite.objections(view),
        flips=changes.flips(case, given),
        open_points=changes.open_points(case, given, found),
        routes=open_routes,
        closed_routes=advise.closed_routes(view, open_routes),
        evidence=needs,
        letters=drafts,
        letter_law=letters.law_of(view, drafts),
        misroutings=channels.misroutings(view, drafts),
        sendings=answered.sendings(view),
        followups=answered.followups(view, open_routes),
    )
