"""One case after another: answers in, letters and result into the case's folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from checker import answers, saved
from checker.assessment import assess
from checker.batch.item import Desk, Done, Fault, Item, Result
from checker.batch.names import safe_name
from checker.batch.reading import text_in
from checker.batch.store import Folder, digest
from checker.errors import AnswerErrors, SavedCaseError
from checker.facts import Say
from checker.group import running
from checker.loading import load_rulebook
from checker.printout import printout
from checker.progress import read_progress
from checker.report import Report
from checker.wording import Voice, voice

LAYOUT = 1
"""Raised when what is written for a case changes, so that a later run does it again."""

LETTERS = "信"
RESULT = "result.txt"
# As in the zip of the site: a letter's name is its first line, where that is a title.
_TITLE = re.compile(r"[^。；：\n]{1,30}(?=\n)")


class _Faulty(Exception):
    """A case cannot be done, with everything that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Given:
    """What a case consists of, and what tells it apart from every other."""

    answers: Mapping[str, object]
    stamp: object
    saved_with: str = ""


def work(desk: Desk, items: list[Item]) -> list[Done]:
    """Return what came of each case, in order; a case that cannot be done stops no other.

    Raises:
        OSError: something cannot be written.
    """
    say = voice(load_rulebook(), desk.locale, desk.today)
    return [_done(desk, one, say) for one in items]


def _done(desk: Desk, item: Item, say: Voice) -> Done:
    folder = Folder(desk.cases / item.folder)
    try:
        given = _given(item, say)
        stamp = [LAYOUT, given.stamp, say.rulebook.version, desk.today.isoformat(), desk.locale]
        key = digest(stamp)
        known = folder.result(key)
        if known is not None:
            return _of(item, result=known, fresh=False)
        texts, result = _written(given, say)
    except _Faulty as faulty:
        return _of(item, faults=faulty.faults, kept=folder.clear())
    return _of(item, result=result, kept=folder.write(key, texts, result))


def _of(item: Item, **came: object) -> Done:
    return Done(place=item.place, code=item.code, folder=item.folder, **came)


def _given(item: Item, say: Voice) -> _Given:
    if item.faults:
        raise _Faulty(item.faults)
    if item.file is None:
        return _Given(item.answers, [item.code, item.answers])
    try:
        text = text_in(item.file)
        case = saved.read(text, say)
        read_progress(case.progress, say.rulebook, say.today, say)
    except OSError as error:
        raise _Faulty((Fault("", say("cli.batch.no_file", error=str(error.strerror))),)) from None
    except SavedCaseError as error:
        raise _Faulty((Fault("", str(error)),)) from None
    except AnswerErrors as errors:
        raise _faulty(errors) from None
    other = "" if case.rulebook == say.rulebook.version else case.rulebook
    return _Given(case.answers, [item.code, text], other)


def _written(given: _Given, say: Voice) -> tuple[dict[str, str], Result]:
    """Return the texts of a case, and what the table says of it."""
    try:
        report = assess(given.answers, today=say.today, locale=say.locale)
        paid = answers.read(given.answers, say.rulebook, say.today, say)["price"]
        known = _yuan(paid) if isinstance(paid, Decimal) else ""
        return _texts(report, say), _result(report, known, given.saved_with)
    except AnswerErrors as errors:
        raise _faulty(errors) from None
    except Exception as error:  # the border of a worker: one case must not end the others
        what = answers.shown(f"{type(error).__name__}: {error}")
        raise _Faulty((Fault("", say("cli.batch.internal", error=what)),)) from error


def _faulty(errors: AnswerErrors) -> _Faulty:
    return _Faulty(tuple(Fault(one.question, one.text) for one in errors.errors))


def _result(report: Report, paid: str, saved_with: str) -> Result:
    rungs = {one.rung: _yuan(one.amount) for one in report.ladder}
    next_day = min(running(report.routes), key=lambda one: one[0], default=None)
    steps = [step for route in report.routes for step in route.steps]
    return Result(
        state=report.headline.state,
        headline=report.headline.text,
        amount="" if report.headline.amount is None else _yuan(report.headline.amount),
        low=rungs["low"] if rungs else "",
        expected=rungs["expected"] if rungs else "",
        high=rungs["high"] if rungs else "",
        paid=paid,
        scenarios=report.scenarios,
        first_step=steps[0].text if steps else "",
        due_on=next_day[0].isoformat() if next_day else "",
        due=next_day[1].text if next_day else "",
        open_point=report.open_points[0].question if report.open_points else "",
        letters=tuple(one.title for one in report.letters),
        saved_with=saved_with,
    )


def _texts(report: Report, say: Say) -> dict[str, str]:
    """Return the texts of a case by name: the result first, then the letters as they are sent."""
    texts = {RESULT: printout(report, say)}
    for at, letter in enumerate(report.letters, start=1):
        found = _TITLE.match(letter.text)
        title = safe_name(found.group() if found else letter.title, LETTERS)
        texts[f"{LETTERS}/{at:02}-{title}.txt"] = f"{letter.text}\n"
    return texts


def _yuan(amount: Decimal) -> str:
    return f"{amount:.2f}"
