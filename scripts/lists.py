"""Lists for guide pages, made from the rulebook: scenarios, grounds, evidence, routes, letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.model import DeadlineRule, EvidenceItem, Ground, LetterForm, Route, Step
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
    parts.append(f'<p class="not-covered" markdown>{_label(page, "not_covered")}{note}</p>')
    return _box("grounds", "\n".join(parts))


def _ground(page: Speaker, ground: Ground) -> str:
    title = f"**{page.word(f'ground.{ground.id}.name')}**"
    if ground.contested:
        title += f' <span class="badge">{plain(page.say("list.contested"))}</span>'
        text = page.word(f"ground.{ground.id}.contested")
    else:
        text = page.word(f"ground.{ground.id}.holds")
    basis = _facts([(_label(page, "basis"), citations(page, ground.basis))])
    return _box("ground", f"{title}\n\n{text}\n\n{basis}", f"ground-{ground.id}")


def evidence_list(page: Speaker, scenario: str) -> str:
    """Return the evidence of a scenario, what vanishes first at the top."""
    page.known("scenario", scenario, page.rulebook.scenarios)
    wanted = page.rulebook.scenarios[scenario].evidence
    items = [item for item in page.rulebook.evidence.values() if item.id in wanted]
    return _box("evidence-list", "\n".join(_evidence(page, item) for item in items))


def _evidence(page: Speaker, item: EvidenceItem) -> str:
    word = f"evidence.{item.id}"
    facts = _facts(
        (_label(page, name), page.word(f"{word}.{name}")) for name in ("proves", "substitute")
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


def route_card(page: Speaker, route: str) -> str:
    """Return one route: what it is, what to do, what it costs, on what law."""
    page.known("route", route, page.rulebook.routes)
    chosen = page.rulebook.routes[route]
    word = f"route.{route}"
    lines = [f"**{page.word(f'{word}.title')}**", "", page.word(f"{word}.text"), ""]
    lines += [f"1. {_step(page, step)}" for step in chosen.step]
    lines += ["", _facts(_route_facts(page, chosen))]
    lines += _route_ends(page, chosen)
    return _box("route", "\n".join(lines), f"route-{route}")


def route_brief(page: Speaker, route: str, where: str) -> str:
    """Return one route in a sentence, with the way to its card on the page *where*."""
    page.known("route", route, page.rulebook.routes)
    word = f"route.{route}"
    link = f"[{page.word(f'{word}.title')}]({page.to(f'routes/{where}.md')}#route-{route})"
    return _box("route brief", f"**{link}**\n\n{page.word(f'{word}.text')}")


def _route_ends(page: Speaker, route: Route) -> Iterable[str]:
    """Yield, folded away, what is asked, how the route may end, and why it is refused."""
    word = f"route.{route.id}"
    for name, keys in (
        ("asks", [f"{word}.asks.{key}" for key in route.asks]),
        ("outcomes", [f"{word}.outcome.{one.id}" for one in route.outcome]),
        ("refusals", [f"{word}.refusal.{one.id}" for one in route.refusal]),
    ):
        if keys:
            summary = f"<summary>{plain(page.say(f'list.{name}'))}</summary>"
            entries = [f"-   {page.word(key)}" for key in keys]
            yield "\n".join(["", "<details markdown>", summary, "", *entries, "", "</details>"])


def _step(page: Speaker, step: Step) -> str:
    """Return a step with what it hangs on: until when, and which letter."""
    notes = [_deadline(page, page.rulebook.deadlines[id]) for id in step.deadlines]
    if step.letter:
        title = page.word(f"letter.{step.letter}.title")
        link = f"[{title}]({page.to('letters.md')}#letter-{step.letter})"
        notes.append(_label(page, "letter") + link)
    marked = "".join(f'<span class="due">{note}</span>' for note in notes)
    badge = f'<span class="badge">{plain(page.say("list.maybe"))}</span> ' if step.when else ""
    return f"{badge}{page.word(f'step.{step.id}.text')} {marked}".rstrip()


def _deadline(page: Speaker, rule: DeadlineRule) -> str:
    """Return a deadline as a rule: a page knows no dates of anybody's case."""
    start = "fact.today.name" if rule.start == "today" else f"question.{rule.start}.short"
    key = "list.from_then"
    if literal := re.fullmatch(r"(\d+) ([a-z-]+)", rule.period):
        period = page.say(f"list.{literal[2]}", number=literal[1])
        key = "list.that_day" if literal[1] == "0" else key
    else:
        period = page.voice.period(rule.period)
    text = plain(page.say(key, start=page.voice(start), period=period))
    if rule.suggested:
        text += f' <span class="hint">{plain(page.say("list.suggested"))}</span>'
    return _label(page, "until_then") + text


def _route_facts(page: Speaker, route: Route) -> Iterable[tuple[str, str]]:
    yield _label(page, "cost"), page.word(f"route.{route.id}.cost")
    if route.opens_when:
        yield _label(page, "opens"), page.word(f"route.{route.id}.opens")
    if route.url:
        yield _label(page, "official"), registers.address(page, route.url)
    if route.basis:
        yield _label(page, "basis"), citations(page, route.basis)


def route_list(page: Speaker) -> str:
    """Return every route, in the order in which they come."""
    return "\n\n".join(route_card(page, id) for id in page.rulebook.routes)


def letter_list(page: Speaker) -> str:
    """Return the letters the checker writes: what for, where to, with what enclosed."""
    parts = [_letter(page, letter) for letter in page.rulebook.letters.values()]
    return _box("letters", "\n".join(parts))


def _letter(page: Speaker, letter: LetterForm) -> str:
    where = page.word(f"letter.{letter.id}.where")
    if letter.limit:
        where += f" {plain(page.say('list.limit', limit=letter.limit))}"
    facts = [(_label(page, "where"), where)]
    if letter.encloses:
        titles = [page.word(f"evidence.{item}.title") for item in letter.encloses]
        facts.append((_label(page, "encloses"), page.word("reason.join").join(titles)))
    title = f"**{page.word(f'letter.{letter.id}.title')}**"
    button = f"[{plain(page.say('list.make_letter'))}]({page.to('checker.md')}){{ .more }}"
    return _box("letter-card", f"{title}\n\n{_facts(facts)}\n\n{button}", f"letter-{letter.id}")


def citations(page: Speaker, provisions: Iterable[str]) -> str:
    """Return provisions as links to their gist among the sources, each law named once."""
    sources, named, laws = page.to("sources.md"), "", []
    for id in provisions:
        law = id.partition(".")[0]
        label = registers.article(page, id) if law == named else page.voice.cite(id)
        link = f"[{plain(label)}]({sources}#{registers.anchor(id)}){{ .cite }}"
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


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return _box("facts", "\n".join(f"-   {label}{text}" for label, text in facts))


def _label(page: Speaker, name: str) -> str:
    return f'<span class="label">{plain(page.say(f"list.{name}"))}</span>'


def _box(kind: str, content: str, id: str = "") -> str:
    anchor = f' id="{id}"' if id else ""
    return f'<div class="{kind}"{anchor} markdown>\n\n{content}\n\n</div>'
