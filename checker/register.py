"""What is checked about the law register and the contacts when the rulebook is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.errors import Problem, nearest
from checker.model import LOCALES, Rulebook
from checker.statutes import DatedValue, Law, Texts, Version

_ARTICLE = re.compile(r"\d+(-\d+)?(\.\d+){0,2}|[a-z][a-z-]*")
_KINDS = ("law", "regulation", "rule", "interpretation", "channel-rule")
_UNITS = ("days", "working-days", "months", "years", "CNY", "times", "percent", "characters")


def register_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return what is wrong with laws, provisions, parameters and contacts."""
    seen: dict[str, str] = {}
    for law in rulebook.laws.values():
        file = f"law/{law.id}.toml"
        yield from _law_problems(rulebook, law, file)
        for id in law.parameter:
            if id in seen:
                yield _problem(file, f"parameter '{id}'", f"stands in {seen[id]} too")
            seen[id] = file
    for contact in rulebook.contacts.values():
        entry = f"contact '{contact.id}'"
        yield from _texts_problems("contacts.toml", entry, "name", contact.name)


def _law_problems(rulebook: Rulebook, law: Law, file: str) -> Iterator[Problem]:
    if law.kind not in _KINDS:
        yield _problem(file, "", f"unknown kind '{law.kind}'", nearest(law.kind, _KINDS))
    for key in ("name", "short", "number"):
        yield from _texts_problems(file, "", key, getattr(law, key))
    for article, provision in law.provision.items():
        entry = f"provision '{article}'"
        if not _ARTICLE.fullmatch(article):
            yield _problem(file, entry, "an article is written 25, 25.1, 25.1.3 or 287-2")
        yield from _texts_problems(file, entry, "gist", provision.gist)
        yield from _dates_problems(file, entry, provision.version)
        if provision.before and not known_provision(rulebook, provision.before):
            yield _unknown(rulebook, file, entry, provision.before)
    for id, parameter in law.parameter.items():
        entry = f"parameter '{id}'"
        if parameter.unit not in _UNITS:
            near = nearest(parameter.unit, _UNITS)
            yield _problem(file, entry, f"unknown unit '{parameter.unit}'", near)
        yield from _dates_problems(file, entry, parameter.value)
        for value in parameter.value:
            if not known_provision(rulebook, value.basis):
                yield _unknown(rulebook, file, entry, value.basis)


def known_provision(rulebook: Rulebook, id: str) -> bool:
    """Return whether the register has the provision."""
    law, _, article = id.partition(".")
    return law in rulebook.laws and article in rulebook.laws[law].provision


def provision_ids(rulebook: Rulebook) -> list[str]:
    """Return the id of every provision in the register."""
    return [f"{law.id}.{article}" for law in rulebook.laws.values() for article in law.provision]


def _unknown(rulebook: Rulebook, file: str, entry: str, id: str) -> Problem:
    return _problem(file, entry, f"unknown provision '{id}'", nearest(id, provision_ids(rulebook)))


def _dates_problems(
    file: str, entry: str, versions: tuple[Version, ...] | tuple[DatedValue, ...]
) -> Iterator[Problem]:
    if not versions:
        yield _problem(file, entry, "nothing is in force: add one with 'from' and 'source'")
    for version in versions:
        if version.until is not None and version.until < version.from_:
            yield _problem(file, entry, f"ends on {version.until}, before it starts")
    for earlier, later in pairwise(versions):
        if later.from_ <= earlier.from_:
            yield _problem(file, entry, f"{later.from_} does not come after {earlier.from_}")
        elif earlier.until is not None and earlier.until >= later.from_:
            yield _problem(file, entry, f"two versions are in force on {later.from_}")


def _texts_problems(file: str, entry: str, key: str, texts: Texts) -> Iterator[Problem]:
    for locale in LOCALES:
        if locale not in texts:
            yield _problem(file, entry, f"'{key}.{locale}' is missing")
    for locale in texts:
        if locale not in LOCALES:
            yield _problem(file, entry, f"unknown key '{key}.{locale}'", nearest(locale, LOCALES))


def _problem(file: str, entry: str, problem: str, suggestion: str = "") -> Problem:
    return Problem(file=file, entry=entry, problem=problem, suggestion=suggestion)
