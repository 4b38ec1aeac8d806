"""The rulebook that is published: the guide's own, or the one that a host's folder makes of it.

The folder is ``overrides/host/`` once it holds anything but its README; HOST_FOLDER names another.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from checker import load_rulebook
from checker.errors import HostError
from checker.host import load_host, told, with_host
from checker.host_look import tints
from checker.host_merging import HostCopy
from checker.host_trial import trial_problems
from checker.model import LOCALES, Rulebook
from checker.wording import voice

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "overrides" / "host"
READMES = ("README.md", "README.zh.md")

STYLE, PICTURE = "tint.css", "host-"
"""Names of what a host adds to the site's files; the style sheet comes after the site's own."""

_LAYOUT = """\
.host-by {
  display: flex; align-items: center; gap: .5rem; flex-basis: 100%; margin: 0 -5rem .3rem 0;
  color: var(--soft); font-size: .9rem; line-height: 1.4;
}
.host-logo { width: 1.75rem; height: 1.75rem; flex: none; object-fit: contain; }
.foot-host { border-top: 1px solid var(--foot-soft); padding-top: .8rem; }
"""


def folder() -> Path | None:
    """Return the folder of the host whose copy this is; None for the guide itself."""
    if named := os.environ.get("HOST_FOLDER", ""):
        return Path(named).resolve()
    held = [path.name for path in FOLDER.iterdir()] if FOLDER.is_dir() else []
    return FOLDER if any(name not in READMES for name in held) else None


def choose(chosen: Path) -> None:
    """Publish the copy of the host whose folder this is."""
    os.environ["HOST_FOLDER"] = str(chosen)


def rulebook() -> Rulebook:
    """Return the rulebook that is published.

    Raises:
        RulebookError: the guide's own has mistakes.
        HostError: the host's folder has.
    """
    chosen = folder()
    return load_rulebook() if chosen is None else _hosted(chosen)[0]


@cache
def _hosted(chosen: Path) -> tuple[Rulebook, HostCopy]:
    base = load_rulebook()
    copy = load_host(chosen, base)
    book = with_host(base, copy)
    if problems := [*trial_problems(book, base, base.law_checked)]:
        raise HostError(problems)
    return book, copy


def files() -> dict[str, bytes]:
    """Return the host's style sheet and picture by name; nothing for the guide itself."""
    chosen = folder()
    if chosen is None:
        return {}
    copy = _hosted(chosen)[1]
    found = {STYLE: style(copy.host.colour).encode()}
    if copy.host.logo:
        found[f"{PICTURE}{copy.host.logo}"] = copy.picture
    return found


def style(colour: str) -> str:
    """Return the host's style sheet: where its name stands, and its colour if it has one."""
    if not colour:
        return _LAYOUT
    light, dark = (
        ":root { " + " ".join(f"{name}: {value};" for name, value in found.items()) + " }"
        for found in tints(colour).values()
    )
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n{_LAYOUT}"


def explained(error: HostError) -> str:
    """Return what is wrong with the host's folder, in both languages."""
    base = load_rulebook()
    lines = []
    for locale in LOCALES:
        say = voice(base, locale, base.law_checked)
        lines.append(say("cli.host.count", count=len(error.problems)))
        lines += [f"- {told(one, say)}" for one in error.problems]
    return "\n".join(lines)
