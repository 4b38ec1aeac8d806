"""A rulebook and a host's content put together; what may be put together is checked elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import TypeVar

from checker.host_content import Content
from checker.hosts import Host
from checker.model import LOCALES, EvidenceItem, Level, Route, Rulebook, When

Record = TypeVar("Record")

NEVER: When = ({},)
"""A row without lines holds always; as an exception it switches off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostCopy:
    """A host's folder, checked: who publishes, what is added or said otherwise, the picture."""

    host: Host
    content: Content
    picture: bytes = b""


def merged(book: Rulebook, copy: HostCopy) -> Rulebook:
    """Return the rulebook as the host publishes it, with the host's mark on its version."""
    host, found = copy.host, copy.content
    whole = with_records(book, found)
    routes = {
        id: replace(one, unless=NEVER, opens_when=_shut(book, one)) if id in host.off else one
        for id, one in whole.routes.items()
    }
    letters = {
        id: replace(one, unless=NEVER) if id in host.off else one
        for id, one in whole.letters.items()
    }
    messages = _spoken(host, found.messages, book.messages)
    texts = _spoken(host, found.letter_texts, book.letter_texts)
    return replace(
        whole,
        version=f"{book.version}+{host.id}.{host.version}",
        routes=_ordered(routes, host.route_order),
        letters=_ordered(letters, host.letter_order),
        messages={locale: book.messages[locale] | messages[locale] for locale in LOCALES},
        letter_texts={locale: book.letter_texts[locale] | texts[locale] for locale in LOCALES},
        host=host,
    )


def _shut(book: Rulebook, route: Route) -> When:
    """Return a condition that no case meets, where the route has one that a case may meet."""
    return ({next(iter(book.questions)): ()},) if route.opens_when else ()


def _spoken(
    host: Host, said: Mapping[str, Mapping[str, str]], there: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return what a host says in each language.

    A language that is not offered is seen by nobody and still needs every sentence: it borrows
    those that the guide does not have.
    """
    base = LOCALES[0]
    new = {key: text for key, text in said[base].items() if key not in there[base]}
    return {
        locale: dict(said[locale]) if locale in host.languages else {**new, **said[locale]}
        for locale in LOCALES
    }


def with_records(book: Rulebook, found: Content) -> Rulebook:
    """Return the rulebook with the host's ways, evidence and letters after the guide's own."""
    stop = _danger(book)
    ways, papers = (
        {id: replace(one, unless=(*one.unless, *stop)) for id, one in records.items()}
        for records in (found.routes, found.letters)
    )
    plain = [one.name for one in fields(EvidenceItem)]
    items = {
        id: EvidenceItem(**{name: getattr(one, name) for name in plain})
        for id, one in found.evidence.items()
    }
    scenarios = {
        id: replace(one, evidence=(*one.evidence, *_asked_in(found, id)))
        for id, one in book.scenarios.items()
    }
    return replace(
        book,
        routes={**book.routes, **_only_new(ways, book.routes)},
        letters={**book.letters, **_only_new(papers, book.letters)},
        evidence={**book.evidence, **_only_new(items, book.evidence)},
        scenarios=scenarios,
    )


def _danger(book: Rulebook) -> When:
    """Return when nothing of a host's is offered: in danger, and for unlawful things.

    Then only what the guide has thought through stands between a person and the next loss.
    """
    rules = (one for one in book.warnings.values() if one.level is Level.DANGER)
    return (*book.unlawful, *(row for rule in rules for row in rule.when))


def _only_new(own: Mapping[str, Record], there: Iterable[str]) -> dict[str, Record]:
    """Return the host's records; one that bears a name of the guide's is refused elsewhere."""
    taken = set(there)
    return {id: one for id, one in own.items() if id not in taken}


def _asked_in(found: Content, scenario: str) -> Iterator[str]:
    return (id for id, one in found.evidence.items() if scenario in one.scenarios)


def _ordered(records: dict[str, Record], order: tuple[str, ...]) -> dict[str, Record]:
    """Return the records with each of *order* right after the one before it in that list."""
    ids = list(records)
    for before, one in pairwise(order):
        ids.remove(one)
        ids.insert(ids.index(before) + 1, one)
    return {id: records[id] for id in ids}
