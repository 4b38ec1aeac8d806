"""What is said about a host's folder: every problem in words, or what the copy changes."""

from __future__ import annotations

from pathlib import Path

from checker.errors import HostProblem
from checker.host import read_host, told, with_host
from checker.host_merging import HostCopy
from checker.host_trial import trial_problems
from checker.wording import Voice


def examined(folder: Path | None, say: Voice) -> tuple[list[HostProblem], list[str]]:
    """Return the problems of a host's folder and the lines to print; without one, of nothing."""
    book = say.rulebook
    if folder is None:
        return [], [say("cli.host.rulebook", version=book.version)]
    copy, problems = read_host(folder, book)
    if copy is not None:
        problems = [*trial_problems(with_host(book, copy), book, book.law_checked)]
    if copy is None or problems:
        count = say("cli.host.count", count=len(problems))
        return problems, [count, *(f"- {told(one, say)}" for one in problems)]
    return [], [*_summary(copy, say)]


def _summary(copy: HostCopy, say: Voice) -> list[str]:
    host, found = copy.host, copy.content
    there = say.rulebook.messages[say.locale]
    version = f"{say.rulebook.version}+{host.id}.{host.version}"
    changed = {
        "messages": sum(key in there for key in found.messages[say.locale]),
        "routes": len(found.routes),
        "letters": len(found.letters),
        "evidence": len(found.evidence),
        "off": len(host.off),
    }
    return [
        say("cli.host.none", version=version, name=host.name[say.locale]),
        say("cli.host.changed", **changed),
        say("cli.host.area", area=host.area[say.locale]),
    ]
