"""A host's folder into a copy of the rulebook that differs only where a host may differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.errors import HostError, HostProblem, RulebookError, nearest
from checker.facts import Say
from checker.host_content import Content, Reading, content, in_host
from checker.host_folder import SETTINGS, read_folder
from checker.host_look import logo_problems
from checker.host_merging import HostCopy, merged, with_records
from checker.host_settings import settings
from checker.host_words import closed, flaws, kept, letter_flaws, variables
from checker.hosts import Host
from checker.loading import check, load_rulebook
from checker.messages import needed_messages
from checker.model import LOCALES, Rulebook
from checker.spelling import forbidden

_SHOWN = 160


def load_host(folder: Path, book: Rulebook | None = None) -> HostCopy:
    """Return what a host's folder says, checked against the rulebook it changes.

    Raises:
        HostError: with everything that is wrong with the folder, at once.
    """
    copy, problems = read_host(folder, load_rulebook() if book is None else book)
    if copy is None:
        raise HostError(problems)
    return copy


def read_host(folder: Path, book: Rulebook) -> tuple[HostCopy | None, list[HostProblem]]:
    """Return a host's copy and no problem, or no copy and every problem of its folder."""
    files, problems = read_folder(folder)
    opening = Reading(files)
    table = opening.table(SETTINGS)
    host, wrong = settings(table)
    problems += opening.problems if opening.problems or SETTINGS not in files else wrong
    found, reading = content(files, book, f"{host.id}-" if host.id else "")
    problems += reading.problems
    problems += _id_taken(host, book)
    problems += _choices(host, book, found)
    problems += logo_problems(host, files)
    problems += _said(book, found, host)
    problems += _letters(book, found, host)
    if problems:
        return None, problems
    copy = HostCopy(host=host, content=found, picture=files.get(host.logo, b""))
    try:
        check(merged(book, copy))
    except RulebookError as error:
        return None, [in_host(problem) for problem in error.problems]
    return copy, []


def with_host(book: Rulebook, copy: HostCopy) -> Rulebook:
    """Return the rulebook as the host publishes it; all checks of the rulebook hold for it too.

    Raises:
        HostError: the copy does not fit this rulebook.
    """
    book = merged(book, copy)
    try:
        check(book)
    except RulebookError as error:
        raise HostError(in_host(problem) for problem in error.problems) from error
    return book


def told(problem: HostProblem, say: Say) -> str:
    """Return a problem in words: where, what, what to do instead."""
    values = {
        name: _safe(getattr(problem, name)) for name in ("value", "other") if getattr(problem, name)
    }
    text = say(f"cli.host.problem.{problem.code}", **{"value": "", "other": "", **values})
    if problem.suggestion:
        text += say("cli.host.meant", name=problem.suggestion)
    where = say("cli.host.where", file=_safe(problem.file), entry=_safe(problem.entry))
    return (where if problem.entry else f"{_safe(problem.file)}") + say("cli.host.says", text=text)


def _safe(text: str) -> str:
    """Return what a stranger wrote so that a terminal shows it and does nothing else."""
    return "".join("�" if _acts(letter) else letter for letter in text[:_SHOWN])


def _acts(letter: str) -> bool:
    return letter not in "<>{}`\\" and forbidden(letter)


# What is checked beyond the shape


def _id_taken(host: Host, book: Rulebook) -> Iterator[HostProblem]:
    if not host.id:
        return
    steps = [step.id for route in book.routes.values() for step in route.step]
    for id in (*book.routes, *book.evidence, *book.letters, *steps):
        if id.startswith(f"{host.id}-"):
            yield _setting("id", "id-taken", value=host.id, other=id)
            return


def _choices(host: Host, book: Rulebook, found: Content) -> Iterator[HostProblem]:
    """Yield what may not be switched off or moved."""
    routes, letters = {*book.routes, *found.routes}, {*book.letters, *found.letters}
    for id in host.off:
        if id in found.routes or id in found.letters:
            yield _setting("off", "off-own", value=id)
        elif id not in (*book.routes, *book.letters):
            near = nearest(id, (*book.routes, *book.letters))
            yield _setting("off", "unknown-name", value=id, suggestion=near)
        elif id in kept(book):
            yield _setting("off", "off-kept", value=id)
    for key, order, there in (
        ("route_order", host.route_order, routes),
        ("letter_order", host.letter_order, letters),
    ):
        for id in order:
            if id not in there:
                yield _setting(key, "unknown-name", value=id, suggestion=nearest(id, there))
        for id in order[1:]:
            if id in kept(book):
                yield _setting(key, "order-kept", value=id)


def _said(book: Rulebook, found: Content, host: Host) -> Iterator[HostProblem]:
    """Yield what is wrong with sentences: none of that name, closed, badly written, missing."""
    own = {
        key: values
        for key, values in needed_messages(with_records(book, found)).items()
        if key not in book.messages[LOCALES[0]]
    }
    for locale in LOCALES:
        file = f"wording/{locale}.toml"
        for key, text in found.messages[locale].items():
            if key in own:
                known, original = set(own[key]), ""
            elif key in book.messages[locale]:
                if reason := closed(book, key):
                    yield HostProblem(file=file, entry=key, code=f"closed-{reason}")
                    continue
                original = book.messages[locale][key]
                known = set().union(*(variables(book.messages[one][key]) for one in LOCALES))
            else:
                there = [*own, *(one for one in book.messages[locale] if not closed(book, one))]
                near = nearest(key, there)
                yield HostProblem(file=file, entry=key, code="unknown-message", suggestion=near)
                continue
            for code, value in flaws(locale, text, known, original):
                yield HostProblem(file=file, entry=key, code=code, value=value)
        for key in own:
            if key not in found.messages[locale] and locale in host.languages:
                yield HostProblem(file=file, entry=key, code="missing-message")


def _letters(book: Rulebook, found: Content, host: Host) -> Iterator[HostProblem]:
    """Yield what is wrong with letters: whose they are, whether they are there, what they use."""
    for locale in LOCALES:
        texts = found.letter_texts[locale]
        for name, text in texts.items():
            file, id = f"letters/{locale}/{name}", name.removesuffix(".txt.j2")
            if name in book.letter_texts[locale]:
                yield HostProblem(file=file, code="letter-closed", value=id)
            elif id not in found.letters:
                near = nearest(id, found.letters)
                yield HostProblem(file=file, code="unknown-letter", value=id, suggestion=near)
            else:
                for code, value in letter_flaws(book, locale, text):
                    yield HostProblem(file=file, code=code, value=value)
        for id in found.letters:
            missing = f"{id}.txt.j2" not in texts
            if missing and locale in host.languages:
                yield HostProblem(file=f"letters/{locale}/{id}.txt.j2", code="missing-letter")


def _setting(key: str, code: str, **about: str) -> HostProblem:
    return HostProblem(file=SETTINGS, entry=key, code=code, **about)
