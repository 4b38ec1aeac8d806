"""The page of a copy that says who publishes it and where it differs from the guide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker import load_rulebook
from checker.hosts import Host
from checker.model import LOCALES, Rulebook
from scripts.lists import fact_list, route_link
from scripts.speaker import Speaker, plain

PATH = "host.md"

_PIECE = re.compile(r"\{\{ *(.*?) *\}\}")


def host_page(page: Speaker, host: Host) -> str:
    """Return the page below its front matter, as Markdown."""
    base = load_rulebook()
    own = [id for id in page.rulebook.routes if id not in base.routes]
    letters = [id for id in page.rulebook.letters if id not in base.letters]
    evidence = [id for id in page.rulebook.evidence if id not in base.evidence]
    parts = [
        f"# {_say(page, 'title')} {{#top}}",
        f'<div class="answer" markdown>\n{_say(page, "intro", name=_name(page, host))}\n</div>',
        fact_list(_facts(page, host)),
        _say(page, "area_note", area=host.area[page.locale]),
        *_section(page, "off", _off(page, base, host)),
        *_section(page, "ways", (route_link(page, id) for id in own)),
        *_section(page, "letters", (_letter(page, id) for id in letters)),
        *_section(page, "evidence", (page.word(f"evidence.{id}.title") for id in evidence)),
        *_section(page, "order", _moved(page, host)),
        *_words(page, base),
        f"## {_say(page, 'same')} {{#same}}",
        _say(page, "same_text"),
    ]
    return "\n\n".join(parts)


def off_note(page: Speaker, id: str) -> str:
    """Return what is said on the page of something the copy does not offer; else nothing."""
    host = page.rulebook.host
    return _say(page, "off_note", name=_name(page, host)) if host and id in host.off else ""


def replaced(base: Rulebook, book: Rulebook, locale: str) -> list[str]:
    """Return the keys of the sentences that a copy says otherwise."""
    ours, theirs = base.messages[locale], book.messages[locale]
    return [key for key in ours if ours[key] != theirs[key]]


def _say(page: Speaker, key: str, **values: object) -> str:
    return plain(page.say(f"host.{key}", **values))


def _name(page: Speaker, host: Host) -> str:
    return host.name[page.locale]


def _facts(page: Speaker, host: Host) -> Iterator[tuple[str, str]]:
    base, _, own = page.rulebook.version.partition("+")
    for key, text in (
        ("name_is", _name(page, host)),
        ("contact_is", host.contact[page.locale]),
        ("area_is", host.area[page.locale]),
        ("disclaimer_is", host.disclaimer[page.locale]),
        ("base_is", base),
        ("own_is", own),
        ("checked_is", page.day(page.rulebook.law_checked)),
    ):
        yield f'<span class="label">{_say(page, key)}</span>', plain(text)


def _section(page: Speaker, name: str, entries: Iterable[str]) -> Iterator[str]:
    if lines := [f"-   {entry}" for entry in entries]:
        yield f"## {_say(page, name)} {{#{name}}}"
        yield _say(page, f"{name}_text")
        yield "\n".join(lines)


def _letter(page: Speaker, id: str) -> str:
    return f"[{page.word(f'letter.{id}.title')}]({page.to(f'letters/{id}.md')})"


def _off(page: Speaker, base: Rulebook, host: Host) -> Iterator[str]:
    for id in host.off:
        if id in base.routes:
            yield route_link(page, id)
        if id in base.letters:
            yield _letter(page, id)


def _moved(page: Speaker, host: Host) -> Iterator[str]:
    """Yield what stands elsewhere than in the guide, each after what it follows."""
    routes = [route_link(page, id) for id in host.route_order]
    letters = [_letter(page, id) for id in host.letter_order]
    for links in (routes, letters):
        if links:
            yield page.say("list.then").join(links)


def _words(page: Speaker, base: Rulebook) -> Iterator[str]:
    """Yield each sentence the copy says otherwise, with the guide's own beside it."""
    # Both languages have the heading, so that the language switch keeps its place.
    if not any(replaced(base, page.rulebook, locale) for locale in LOCALES):
        return
    yield f"## {_say(page, 'words')} {{#words}}"
    yield _say(page, "words_text")
    original = Speaker(base, page.locale, page.page)
    for key in replaced(base, page.rulebook, page.locale):
        facts = [
            (f'<span class="label">{_say(page, name)}</span>', _spoken(speaker, key))
            for name, speaker in (("theirs", original), ("ours", page))
        ]
        yield f"**{plain(key)}**\n\n{fact_list(facts)}"


def _spoken(speaker: Speaker, key: str) -> str:
    """Return a sentence as it stands in the rulebook; its numbers are filled in when it is said."""
    return plain(_PIECE.sub(r"〔\1〕", speaker.rulebook.messages[speaker.locale][key]))
