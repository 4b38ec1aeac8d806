"""A host's copy tried on one case of every way through the questions, before anybody reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checker import advise, findings, flow, letters, wording
from checker.answers import read
from checker.errors import HostProblem
from checker.facts import Case
from checker.host_folder import SETTINGS
from checker.model import LOCALES, Kind, Rulebook
from checker.outcome import Outlook, outlook
from checker.papers import Length, Style, Tone
from checker.values import UNKNOWN, Value

_STYLES = (Style(), Style(tone=Tone.FIRM, length=Length.SHORT))
_PLAIN = (Kind.DATE, Kind.MONEY, Kind.TEXT)
_MACRO = "<Macro"
"""What stands in a letter that names a shared paragraph without calling it."""


def trial_problems(book: Rulebook, base: Rulebook, today: date) -> Iterator[HostProblem]:
    """Yield the host's letters that a case breaks, and whether some case has lost its only step.

    Every letter is written for every case, whether it would be offered or not.
    """
    if book.host is None:
        return
    cases = [*_cases(book, today)]
    if book.host.off and any(_stuck(book, base, given, today) for given in cases):
        yield HostProblem(file=SETTINGS, entry="off", code="trial-step")
    for form in book.letters.values():
        if form.id.startswith(f"{book.host.id}-"):
            alone = replace(book, letters={form.id: replace(form, when=(), unless=())})
            tried = (_why_broken(alone, given, today) for given in cases)
            if why := next(filter(None, tried), ""):
                file = f"letters/{LOCALES[0]}/{form.id}.txt.j2"
                yield HostProblem(file=file, code="trial-letter", value=why)


def _stuck(book: Rulebook, base: Rulebook, given: dict[str, object], today: date) -> bool:
    """Return whether a case has no step although the guide has one for it."""
    there = advise.routes(_view(book, given, today))
    return not there and bool(advise.routes(_view(base, given, today)))


def _cases(book: Rulebook, today: date) -> Iterator[dict[str, object]]:
    """Yield a case without danger for each way through the questions: there a host's is offered.

    In turn as the way has it, with other options, and without days, sums and names.
    """
    for number, path in enumerate(flow.paths(book, today)):
        given = {id: _typed(value) for id, value in path.items()}
        asked = [book.questions[id] for id in given]
        given |= {one.id: [one.exclusive] for one in asked if one.exclusive}
        single = [one for one in asked if one.kind is Kind.CHOICE]
        if number % 3 == 1:
            given |= {one.id: one.options[number % len(one.options)] for one in single}
        if number % 3 == 2:
            given = {one.id: given[one.id] for one in asked if one.kind not in _PLAIN}
        yield given


def _typed(value: Value) -> object:
    return "?" if value is UNKNOWN else value


def _view(book: Rulebook, given: dict[str, object], today: date) -> Outlook:
    say = wording.voice(book, LOCALES[0], today)
    case = Case(book, read(given, book, today, say), LOCALES[0], say)
    return outlook(case, findings.find(case))


def _why_broken(book: Rulebook, given: dict[str, object], today: date) -> str:
    """Return why the book's one letter cannot be written; nothing when it can, both ways."""
    view = _view(book, given, today)
    needs = advise.evidence(view)
    for style in _STYLES:
        try:
            [draft] = letters.drafts(view, needs, style)
        except wording.NOT_RENDERED as error:
            return str(error)
        if _MACRO in draft.text + draft.reading or not (draft.text and draft.reading):
            return _MACRO
    return ""
