"""Registers for guide pages: the law with its sources, hotlines and sites, the glossary."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from checker import law
from checker.model import Rulebook
from checker.statutes import Law, Provision
from scripts.speaker import PageError, Speaker, plain

KINDS = ("law", "regulation", "interpretation", "rule", "channel-rule")
"""The order of the register: what binds most comes first."""


def anchor(provision: str) -> str:
    """Return the id of a provision on the page of its law."""
    return provision.replace(".", "-")


def provision_ids(rulebook: Rulebook) -> list[str]:
    """Return the id of every provision in the register."""
    return [f"{one.id}.{article}" for one in rulebook.laws.values() for article in one.provision]


def parameter_ids(rulebook: Rulebook) -> list[str]:
    """Return the id of every number in the register."""
    return [id for one in rulebook.laws.values() for id in one.parameter]


def contact(page: Speaker, id: str) -> str:
    """Return a hotline to be called or a site to be opened."""
    chosen = page.rulebook.contacts[id]
    site = chosen.value.startswith("https://")
    target = chosen.value if site else f"tel:{chosen.value}"
    words = chosen.name[page.locale] if site else chosen.value
    link = f"[{plain(words)}]({target}){{ .contact }}"
    if not chosen.secondary:
        return link
    note = page.say("list.verify_site" if site else "list.verify")
    opens, closes = ("（", "）") if page.locale == "zh" else (" (", ")")
    return f'{link}<span class="verify">{opens}{plain(note)}{closes}</span>'


def address(page: Speaker, url: str) -> str:
    """Return a site of the register as a link under its name.

    Raises:
        PageError: the address is not in the register of contacts.
    """
    for id, chosen in page.rulebook.contacts.items():
        if chosen.value.rstrip("/") == url.rstrip("/"):
            return contact(page, id)
    raise PageError(f"the address {url} is not among the contacts")


def contacts_table(page: Speaker) -> str:
    """Return every hotline and official site of the register."""
    rows = []
    for id, chosen in page.rulebook.contacts.items():
        named = plain(chosen.name[page.locale])
        rows.append(f"| {named} | {contact(page, id)} | {page.day(chosen.checked)} |")
    heads = " | ".join(page.say(f"list.{name}") for name in ("who", "official", "checked"))
    return "\n".join([f"| {heads} |", "| --- | --- | --- |", *rows])


def glossary_table(page: Speaker) -> str:
    """Return the words this site uses, each with its meaning."""
    messages = page.rulebook.messages[page.locale]
    terms = [key for key in messages if key.startswith("glossary.") and key.endswith(".term")]
    rows = [f"| {page.word(key)} | {page.word(key[:-4] + 'meaning')} |" for key in terms]
    heads = f"| {page.say('list.term')} | {page.say('list.meaning')} |"
    return "\n".join([heads, "| --- | --- |", *rows])


def sources_table(page: Speaker) -> str:
    """Return every law used here, each with its number, its source and the way to its page."""
    laws = sorted(page.rulebook.laws.values(), key=lambda one: KINDS.index(one.kind))
    names = ("source", "kind", "number", "articles", "original")
    heads = f"| {' | '.join(plain(page.say(f'list.{name}')) for name in names)} |"
    return "\n".join([heads, "| --- | --- | --- | --- | --- |", *(_row(page, one) for one in laws)])


def _row(page: Speaker, one: Law) -> str:
    name = f"[{plain(one.name[page.locale])}]({page.to(f'law/{one.id}.md')})"
    kind, number = plain(page.say(f"kind.{one.kind}")), plain(one.number[page.locale])
    return f"| {name} | {kind} | {number} | {len(one.provision)} | {source(page, one)} |"


def source(page: Speaker, one: Law) -> str:
    """Return where the original is found: a link to the official site, or words."""
    if not one.source.startswith("https://"):
        return plain(one.source)
    return f"[{plain(page.say('list.source_of'))}]({one.source}){{ .source }}"


def to(page: Speaker, provision: str) -> str:
    """Return the address of a provision on the page of its law."""
    law_id, _, _ = provision.partition(".")
    return f"{page.to(f'law/{law_id}.md')}#{anchor(provision)}"


def article(page: Speaker, id: str) -> str:
    """Return the article without the law's name, which stands above the table."""
    printed = law.label(page.rulebook, id, page.locale)
    name = page.rulebook.laws[id.partition(".")[0]].short[page.locale]
    return printed.removeprefix(f"《{name}》").removeprefix(f"{name}, ") or name


def since(page: Speaker, provision: Provision) -> str:
    """Return from when to when the versions of a provision were in force."""
    return ("；" if page.locale == "zh" else "; ").join(_periods(page, provision))


def _periods(page: Speaker, provision: Provision) -> Iterable[str]:
    for version in provision.version:
        text = page.day(version.from_)
        if version.until is not None:
            text += f" {page.say('list.until', day=version.until)}"
        yield text
    if provision.before:
        yield page.say("list.before", label=page.voice.cite(provision.before))


def hosts(rulebook: Rulebook) -> set[str]:
    """Return the hosts a page may link to: those of sources and contacts."""
    urls = [one.source for one in rulebook.laws.values()]
    urls += [one.value for one in rulebook.contacts.values()]
    urls += [rulebook.host.site] if rulebook.host else []
    return {host for url in urls if (host := urlsplit(url).hostname)}
