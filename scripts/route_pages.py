"""The page of one route: when it is open, what to do, both sides' time limits, how it may end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.model import DeadlineRule, Route, RouteOutcome, Step
from scripts.lists import citations, fact_list, label, route_link
from scripts.registers import address
from scripts.speaker import Speaker, plain


def route_page(page: Speaker, route: Route) -> str:
    """Return the page below its front matter, as Markdown with calls."""
    word = f"route.{route.id}"
    parts = [
        f"# {page.word(f'{word}.title')} {{#top}}",
        f'<div class="answer" markdown>\n{page.word(f"{word}.text")}\n</div>',
        _heading(page, "steps"),
        "\n".join(f"1. {_step(page, one)}" for one in route.step),
        fact_list(_facts(page, route)),
        *_listed(page, "asks", [page.word(f"{word}.asks.{one}") for one in route.asks]),
        *_listed(page, "outcomes", [_outcome(page, route, one) for one in route.outcome]),
        *_listed(
            page, "refusals", [page.word(f"{word}.refusal.{one.id}") for one in route.refusal]
        ),
        *_listed(page, "together", list(_together(page, route))),
        *_listed(page, "law", [citations(page, (one,)) for one in route.basis]),
    ]
    return "\n\n".join(parts)


def _heading(page: Speaker, name: str) -> str:
    return f"## {plain(page.say(f'route.{name}'))} {{#{name}}}"


def _listed(page: Speaker, name: str, entries: list[str]) -> Iterator[str]:
    """Yield a heading and its entries, or nothing when there are none."""
    if entries:
        yield _heading(page, name)
        yield "\n".join(f"-   {entry}" for entry in entries)


def _facts(page: Speaker, route: Route) -> Iterable[tuple[str, str]]:
    yield label(page, "cost"), page.word(f"route.{route.id}.cost")
    if route.opens_when:
        yield label(page, "opens"), page.word(f"route.{route.id}.opens")
    if route.url:
        yield label(page, "official"), address(page, route.url)


def _outcome(page: Speaker, route: Route, outcome: RouteOutcome) -> str:
    text = page.word(f"route.{route.id}.outcome.{outcome.id}")
    if not outcome.next:
        return text
    links = page.say("list.and").join(route_link(page, one) for one in outcome.next)
    return f"{text} {label(page, 'then_to')}{links}"


def _together(page: Speaker, route: Route) -> Iterator[str]:
    """Yield which routes this one closes, and which may run at the same time."""
    for name, ids in (("excludes", route.excludes), ("parallel", route.parallel)):
        if ids:
            links = page.say("list.and").join(route_link(page, id) for id in ids)
            yield f"{label(page, name)}{links}"


def _step(page: Speaker, step: Step) -> str:
    """Return a step with what it hangs on: until when, and which letter."""
    notes = [_deadline(page, page.rulebook.deadlines[id]) for id in step.deadlines]
    if step.letter:
        title = page.word(f"letter.{step.letter}.title")
        link = f"[{title}]({page.to(f'letters/{step.letter}.md')})"
        notes.append(label(page, "letter") + link)
    marked = "".join(f'<span class="due">{note}</span>' for note in notes)
    maybe = plain(page.say("list.maybe"))
    badge = f'<span class="badge">{maybe}</span> ' if step.when or step.unless else ""
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
    return label(page, "until_then") + text
