"""Every error the checker raises, apart from the modules that raise them to avoid import loops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches


class CheckerError(Exception):
    """What a caller may catch to catch all of the checker's own errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerError:
    """One bad answer, in words; *question* is empty when the whole input is at fault."""

    question: str
    code: str
    text: str


class AnswerErrors(CheckerError):
    """All the bad answers of one case, at once."""

    def __init__(self, errors: Iterable[AnswerError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(error.text for error in self.errors))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in the rulebook, said to its author: where, what, what was perhaps meant."""

    file: str
    entry: str
    problem: str
    suggestion: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.entry}" if self.entry else self.file
        meant = f" (did you mean '{self.suggestion}'?)" if self.suggestion else ""
        return f"{where}: {self.problem}{meant}"


class RulebookError(CheckerError):
    """All the mistakes found in the rulebook, at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class HostProblem:
    """One mistake in a host's folder.

    The sentence that says what it is and what a host may do instead is
    ``cli.host.problem.<code>``, in each language.
    """

    file: str
    code: str
    entry: str = ""
    value: str = ""
    other: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.entry}" if self.entry else self.file
        said = " ".join(one for one in (self.code, self.value, self.other) if one)
        return f"{where}: {said}"


class HostError(RulebookError):
    """All the mistakes found in a host's folder, at once."""

    problems: tuple[HostProblem, ...]  # type: ignore[assignment]

    def __init__(self, problems: Iterable[HostProblem]) -> None:
        super().__init__(problems)  # type: ignore[arg-type]


class LawGap(CheckerError):
    """No version of a provision or parameter is recorded for a day."""

    def __init__(self, provision: str, day: date) -> None:
        self.provision = provision
        self.day = day
        super().__init__(f"{provision} has no version in force on {day.isoformat()}")


class CalendarGap(CheckerError):
    """The holidays of a year are not published, or not in our calendar."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"the holidays of {year} are not known")


class SavedCaseError(CheckerError):
    """A saved case that cannot be opened, with the reason in words."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        super().__init__(text)


class SheetError(CheckerError):
    """A spreadsheet or folder of cases that cannot be read at all, with the reason in words."""


class UnknownLocale(CheckerError):
    """The caller asked for a language the rulebook does not have."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like *word*, or nothing when none does."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
