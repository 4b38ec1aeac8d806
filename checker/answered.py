"""After the result: letters as things that are sent, and what to do with an answer."""

from __future__ import annotations

from collections.abc import Iterator

from checker.advise import offered_letters
from checker.consequences import FollowupResult, Running, Sending
from checker.deadlines import deadlines
from checker.followup import effect
from checker.followups import Followup
from checker.outcome import Outlook
from checker.papers import LetterForm
from checker.report import RouteResult


def sendings(outlook: Outlook) -> tuple[Sending, ...]:
    """Return every letter with what sending it would mean, and the days that run since.

    All letters, because one that was sent is often not offered any more.
    """
    case = outlook.case
    return tuple(
        Sending(
            form=form.id,
            title=case.say(f"letter.{form.id}.title"),
            day=form.sent.day,
            effect=effect(outlook, form.sent.change),
            running=tuple(_running(outlook, form)),
        )
        for form in case.rulebook.letters.values()
    )


def _running(outlook: Outlook, form: LetterForm) -> Iterator[Running]:
    """Yield the last days; those that hang on an answer, while it is what sending made it."""
    case, changes = outlook.case, form.sent.change
    still = all(case.facts[one.fact] == one.value for one in changes)
    own = [id for id in form.sent.runs if case.rulebook.deadlines[id].start == form.sent.day]
    for one in deadlines(case, form.sent.runs if still else tuple(own)):
        yield Running(rule=one.rule, last_day=one.last_day, passed=one.passed, text=one.text)


def followups(outlook: Outlook, open_routes: tuple[RouteResult, ...]) -> tuple[FollowupResult, ...]:
    """Return what the other side may have answered, in the order of the question."""
    offered = {form.id for form in offered_letters(outlook)}
    there = {route.route for route in open_routes}
    return tuple(
        _followup(outlook, one, offered, there) for one in outlook.case.rulebook.followups.values()
    )


def _followup(
    outlook: Outlook, one: Followup, offered: set[str], there: set[str]
) -> FollowupResult:
    say, base = outlook.case.say, f"followup.{one.id}"
    # Where there is danger, what to do comes first, and that is never a letter.
    letters = [] if outlook.in_danger else [id for id in one.letters if id in offered]
    return FollowupResult(
        followup=one.id,
        label=say(f"{base}.label"),
        means=say(f"{base}.means"),
        avoid=say(f"{base}.avoid"),
        then=say(f"{base}.next"),
        answer=say(f"{base}.answer") if one.answer else "",
        letter=letters[0] if letters else "",
        no_letter=one.no_letter,
        closes=one.closes,
        effect=effect(outlook, one.change),
        clears=one.clears,
        next=tuple(id for id in one.next if id in there),
    )
