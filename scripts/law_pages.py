"""The page of one law: every provision used here, since when, where read, and what rests on it."""

from __future__ import annotations

from checker.statutes import Law
from scripts import registers, uses
from scripts.lists import fact_list, label, route_link
from scripts.speaker import Speaker, plain


def law_page(page: Speaker, law: Law) -> str:
    """Return the page below its front matter, as Markdown."""
    facts = [
        (label(page, "kind"), plain(page.say(f"kind.{law.kind}"))),
        (label(page, "number"), plain(law.number[page.locale])),
        (label(page, "original"), registers.source(page, law)),
    ]
    parts = [
        f"# {plain(law.name[page.locale])} {{#top}}",
        plain(page.say("law.own_words")),
        fact_list(facts),
        *(_provision(page, law, article) for article in law.provision),
    ]
    return "\n\n".join(parts)


def _provision(page: Speaker, law: Law, article: str) -> str:
    id = f"{law.id}.{article}"
    provision = law.provision[article]
    facts = [
        (label(page, "since"), plain(registers.since(page, provision))),
        (label(page, "checked"), page.day(provision.version[-1].checked)),
        (label(page, "used_by"), _uses(page, id)),
    ]
    gist = plain(provision.gist[page.locale])
    if provision.version[-1].uncertain:
        gist += f' <span class="badge">{plain(page.say("list.uncertain"))}</span>'
    heading = f"## {plain(registers.article(page, id))} {{#{registers.anchor(id)}}}"
    return f"{heading}\n\n{gist}\n\n{fact_list(facts)}"


def _uses(page: Speaker, id: str) -> str:
    """Return the scenarios and routes that rest on a provision, as links."""
    found = uses.of_provision(page.rulebook, id)
    links = [
        f"[{page.word(f'scenario.{one}.title')}]({page.to(f'scenarios/{one}.md')})"
        for one in found.scenarios
    ]
    links += [route_link(page, one) for one in found.routes]
    return page.say("list.and").join(links) if links else plain(page.say("law.elsewhere"))
