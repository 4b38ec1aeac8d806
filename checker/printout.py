"""A report as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from checker.decoding import Decoding, Reading
from checker.facts import Say
from checker.report import Citation, Finding, LetterDraft, Reason, Report, RouteResult
from checker.values import Missing, Verdict, plain
from checker.wording import Voice

_SIGNS = {Verdict.HOLDS: "✓", Verdict.OPEN: "?", Verdict.FAILS: "✗"}


def printout(report: Report, say: Voice) -> str:
    """Return the report in the order of the result page: answer, first step, why, ways on."""
    return "\n".join(_report(report, say)) + "\n"


def explained(report: Report) -> str:
    """Return every finding with its law and its reasons down to the answers."""
    return "\n".join(line for finding in report.findings for line in _tree(finding)) + "\n"


def lettered(report: Report, say: Say) -> str:
    """Return the letters in full, each with its English reading version."""
    if not report.letters:
        return say("cli.no_letters") + "\n"
    return "\n".join(line for letter in report.letters for line in _letter(letter, say))


def decoded(decoding: Decoding, say: Say) -> str:
    """Return what the other side's words are: what leads or may be chosen, then the rest."""
    lines = [decoding.text, decoding.ask]
    for reading in decoding.readings:
        lines += _section(reading.title, _read(reading, say))
    lines += _section(say("cli.decoded.further"), [one.title for one in decoding.further])
    return "\n".join(lines) + "\n"


def _read(reading: Reading, say: Say) -> Iterator[str]:
    for slot in ("right", "wrong", "answer", "proof"):
        yield f"{say(f'cli.decoded.{slot}')}\n  {getattr(reading, slot)}"
    yield from (_law(one, say) for one in reading.citations)
    for heading, titles in (
        ("cli.heading.evidence", [one.title for one in reading.evidence]),
        ("cli.heading.routes", [one.title for one in reading.next]),
    ):
        yield _lines(say(heading), *titles)


def _report(report: Report, say: Voice) -> Iterator[str]:
    yield report.headline.text
    yield report.headline.sure
    yield from _section(
        say("cli.heading.warnings"), [f"! {one.title}\n  {one.text}" for one in report.warnings]
    )
    first = report.routes[0].steps[0] if report.routes else None
    yield from _section(say("cli.heading.first"), [first.text] if first else [])
    yield from _section(say("cli.heading.claims"), [one.message for one in report.claims])
    yield from _section(
        say("cli.heading.findings"), [_finding(one, say) for one in report.findings]
    )
    yield from _money(report, say)
    yield from _section(
        say("cli.heading.parties"),
        [f"{one.name}\n  {one.owes}\n  {one.shows}" for one in report.parties],
    )
    yield from _section(
        say("cli.heading.open_points"),
        [_lines(one.question, one.moves, one.hint) for one in report.open_points],
    )
    yield from _section(say("cli.heading.flips"), [one.text for one in report.flips])
    yield from _section(
        say("cli.heading.objections"),
        [_lines(f"“{one.says}”", one.answer, one.proof) for one in report.objections],
    )
    yield from _section(say("cli.heading.routes"), [_route(one, say) for one in report.routes])
    yield from _section(
        say("cli.heading.closed"), [f"{one.title}\n  {one.opens}" for one in report.closed_routes]
    )
    yield from _section(
        say("cli.heading.evidence"),
        [f"{one.title}\n  {say('cli.line.how', how=one.how)}" for one in report.evidence],
    )
    yield from _section(
        say("cli.heading.letters"),
        [f"{one.title}\n  {say('cli.line.where', where=one.where)}" for one in report.letters],
    )
    yield ""
    yield say("cli.line.footer", version=report.rulebook, day=report.law_checked)
    if host := say.rulebook.host:
        name, text = host.name[report.locale], host.disclaimer[report.locale]
        yield say("cli.host.footer", name=name, text=text)


def _section(heading: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"\n## {heading}"
        yield from entries


def _money(report: Report, say: Say) -> Iterator[str]:
    rungs = [
        say("cli.line.rung", name=one.name, amount=one.amount) + f"\n  {one.text}"
        for one in report.ladder
    ]
    yield from _section(say("cli.heading.ladder"), rungs)
    yield from _section(say("cli.heading.costs"), [one.text for one in report.costs])


def _lines(first: str, *more: str) -> str:
    return "\n  ".join((first, *(one for one in more if one)))


def _finding(finding: Finding, say: Say) -> str:
    lines = [f"{_SIGNS[finding.verdict]} {finding.message}"]
    lines += [f"  {gap.text}" for gap in finding.gaps if gap.text != finding.message]
    lines += [f"  {_law(one, say)}" for one in finding.citations]
    return "\n".join(lines)


def _law(citation: Citation, say: Say) -> str:
    text = say("cli.line.law", label=citation.label, day=citation.version_from)
    return text + (say("cli.line.unsure") if citation.uncertain else "")


def _route(route: RouteResult, say: Say) -> str:
    lines = [f"{route.order}. {route.title}", f"   {route.text}"]
    for step in route.steps:
        lines.append(f"   - {step.text}")
        lines += [f"     {deadline.text}" for deadline in step.deadlines]
    lines.append(f"   {say('cli.line.cost', cost=route.cost)}")
    for key, names in (("excludes", route.excludes), ("parallel", route.parallel)):
        if names:
            lines.append(f"   {say(f'cli.line.{key}', names=say('reason.join').join(names))}")
    lines += [f"   → {end.text}" for end in route.outcomes]
    lines += [f"   ! {text}" for text in route.refusals]
    return "\n".join(lines)


def _letter(letter: LetterDraft, say: Say) -> Iterator[str]:
    yield f"## {letter.title}"
    yield say("cli.line.where", where=letter.where)
    if letter.over_limit:
        yield say("cli.line.over", count=letter.over_limit)
    yield f"\n{letter.text}\n"
    yield f"### {say('cli.line.reading')}"
    yield f"\n{letter.reading}\n"


def _tree(finding: Finding) -> Iterator[str]:
    contested = " (contested)" if finding.contested else ""
    yield f"{finding.ground}: {finding.verdict}{contested}"
    yield f"  {finding.message}"
    for one in finding.citations:
        yield f"  {one.provision} (in force from {one.version_from.isoformat()})"
    for gap in finding.gaps:
        yield f"  {gap.provision} (not recorded for {gap.day.isoformat()})"
    for bar in finding.barred_by:
        yield f"  barred by {bar}"
    for reason in finding.reasons:
        yield from _branch(reason, 1)


def _branch(reason: Reason, depth: int) -> Iterator[str]:
    value = plain(reason.value)
    shown = ", ".join(value) if isinstance(value, list) else value
    if isinstance(reason.value, Missing):
        shown = reason.value.name.lower().replace("_", " ")
    yield f"{'  ' * depth}{reason.fact} = {shown}  [{reason.origin}]"
    for one in reason.inputs:
        yield from _branch(one, depth + 1)
