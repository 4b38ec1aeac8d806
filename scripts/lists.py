"""Lists for guide pages, made from the rulebook: scenarios, grounds, evidence, routes, letters."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import EvidenceItem, Ground
from checker.papers import LetterForm
from checker.replies import Reply, ReplyKind
from scripts import registers
from scripts.speaker import Speaker, plain


def scenario_list(page: Speaker) -> str:
    """Return the scenarios as cards that lead to their pages."""
    cards = [
        f"-   [{page.word(f'scenario.{id}.title')}]({page.to(f'scenarios/{id}.md')})"
        f"{{ #scenario-{id} .to-{id} }}\n\n    {page.word(f'scenario.{id}.short')}\n"
        for id in page.rulebook.scenarios
    ]
    return _box("cards scenarios", "\n".join(cards))


def ground_list(page: Speaker, scenario: str) -> str:
    """Return what a claim can rest on in a scenario, each with its provisions."""
    page.known("scenario", scenario, page.rulebook.scenarios)
    chosen = page.rulebook.scenarios[scenario]
    parts = [_ground(page, ground) for ground in chosen.ground]
    note = plain(chosen.note[page.locale])
    parts.append(f'<p class="not-covered" markdown>{label(page, "not_covered")}{note}</p>')
    return _box("grounds", "\n".join(parts))


def _ground(page: Speaker, ground: Ground) -> str:
    title = f"**{page.word(f'ground.{ground.id}.name')}**"
    if ground.contested:
        title += f' <span class="badge">{plain(page.say("list.contested"))}</span>'
        text = page.word(f"ground.{ground.id}.contested")
    else:
        text = page.word(f"ground.{ground.id}.holds")
    basis = fact_list([(label(page, "basis"), citations(page, ground.basis))])
    return _box("ground", f"{title}\n\n{text}\n\n{basis}", f"ground-{ground.id}")


def evidence_list(page: Speaker, scenario: str) -> str:
    """Return the evidence of a scenario, what vanishes first at the top."""
    page.known("scenario", scenario, page.rulebook.scenarios)
    wanted = page.rulebook.scenarios[scenario].evidence
    items = [item for item in page.rulebook.evidence.values() if item.id in wanted]
    return _box("evidence-list", "\n".join(_evidence(page, item) for item in items))


def _evidence(page: Speaker, item: EvidenceItem) -> str:
    word = f"evidence.{item.id}"
    facts = fact_list(
        (label(page, name), page.word(f"{word}.{name}")) for name in ("proves", "substitute")
    )
    how = page.word(f"{word}.how")
    content = f"{_evidence_title(page, item)}\n\n{how}\n\n{facts}"
    return _box("evidence", content, f"evidence-{item.id}")


def _evidence_title(page: Speaker, item: EvidenceItem) -> str:
    title = f"**{page.word(f'evidence.{item.id}.title')}**"
    if item.fragile:
        title += f' <span class="badge fragile">{plain(page.say("list.fragile"))}</span>'
    return title


def evidence_table(page: Speaker) -> str:
    """Return all the evidence as a table, what vanishes first at the top."""
    names = ("evidence", "proves", "how", "substitute")
    rows = []
    for item in page.rulebook.evidence.values():
        anchor = f'<span id="evidence-{item.id}"></span>'
        words = [page.word(f"evidence.{item.id}.{name}") for name in names[1:]]
        rows.append([anchor + _evidence_title(page, item), *words])
    return table([plain(page.say(f"list.{name}")) for name in names], rows)


def route_brief(page: Speaker, route: str) -> str:
    """Return one route in a sentence, with the way to its page."""
    page.known("route", route, page.rulebook.routes)
    text = page.word(f"route.{route}.text")
    return _box("route brief", f"**{route_link(page, route)}**\n\n{text}", f"route-{route}")


def route_link(page: Speaker, route: str) -> str:
    """Return a link to the page of a route, under its title."""
    return f"[{page.word(f'route.{route}.title')}]({page.to(f'routes/{route}.md')})"


def letter_list(page: Speaker) -> str:
    """Return the letters the checker writes: what for, where to, with what enclosed."""
    parts = [_letter(page, letter) for letter in page.rulebook.letters.values()]
    return _box("letters", "\n".join(parts))


def _letter(page: Speaker, letter: LetterForm) -> str:
    where = page.word(f"letter.{letter.id}.where")
    if letter.limit:
        where += f" {plain(page.say('list.limit', limit=letter.limit))}"
    facts = [(label(page, "where"), where)]
    if letter.encloses:
        titles = [page.word(f"evidence.{item}.title") for item in letter.encloses]
        facts.append((label(page, "encloses"), page.voice("reason.join").join(titles)))
    word = page.word(f"letter.{letter.id}.title")
    title = f"**[{word}]({page.to(f'letters/{letter.id}.md')})**"
    button = f"[{plain(page.say('list.make_letter'))}]({page.to('checker.md')}){{ .more }}"
    return _box("letter-card", f"{title}\n\n{fact_list(facts)}\n\n{button}", f"letter-{letter.id}")


def reply_list(page: Speaker, kind: str) -> str:
    """Return what the other side usually says of one *kind*, and what to answer."""
    page.known("kind", kind, list(ReplyKind))
    chosen = [one for one in page.rulebook.replies.values() if one.kind.value == kind]
    return "\n\n".join(_reply(page, one) for one in chosen)


def _reply(page: Speaker, reply: Reply) -> str:
    word = f"reply.{reply.id}"
    facts = [
        (label(page, slot), page.word(f"{word}.{slot}"))
        for slot in ("right", "wrong", "answer", "proof")
    ]
    facts.append((label(page, "basis"), citations(page, reply.basis)))
    title = f"**{page.word(f'{word}.title')}**"
    return _box("route", f"{title}\n\n{fact_list(facts)}", f"reply-{reply.id}")


def citations(page: Speaker, provisions: Iterable[str]) -> str:
    """Return provisions as links to their gist on the page of their law, each law named once."""
    named, laws = "", []
    for id in provisions:
        law = id.partition(".")[0]
        printed = registers.article(page, id) if law == named else page.voice.cite(id)
        link = f"[{plain(printed)}]({registers.to(page, id)}){{ .cite }}"
        if law == named:
            laws[-1] += page.say("list.and") + link
        else:
            laws.append(link)
        named = law
    return page.say("list.then").join(laws)


def table(heads: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table without alignment, which would need inline styles."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def fact_list(facts: Iterable[tuple[str, str]]) -> str:
    """Return facts as a list, each under its label."""
    return _box("facts", "\n".join(f"-   {label}{text}" for label, text in facts))


def label(page: Speaker, name: str) -> str:
    """Return the name of a fact, to stand before it."""
    return f'<span class="label">{plain(page.say(f"list.{name}"))}</span>'


def _box(kind: str, content: str, id: str = "") -> str:
    anchor = f' id="{id}"' if id else ""
    return f'<div class="{kind}"{anchor} markdown>\n\n{content}\n\n</div>'
