"""Start a host's folder: ask for what every copy needs, write host.toml, and check it.

python -m scripts.new_host                                 asks, and writes overrides/host/host.toml
python -m scripts.new_host --name shanghai --set name.zh=…   asks for nothing that is given
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from checker import load_rulebook
from checker.errors import HostProblem
from checker.host import told
from checker.host_settings import LONGEST, settings
from checker.model import LOCALES
from checker.wording import Voice, voice
from scripts.hosted import FOLDER

FILE = "host.toml"
CHECK = "python -m checker check --host"
OPTIONAL = ("colour", "site", "filing")


class NotGiven(Exception):
    """Nobody is there to be asked; the text says what has to be given."""


def questions(languages: list[str]) -> list[str]:
    """Return what is asked, in order: texts once for each language."""
    return [*(f"{key}.{locale}" for key in LONGEST for locale in languages), *OPTIONAL]


def asked(given: dict[str, str], ask: Callable[[str], str] | None, say: Voice) -> dict[str, str]:
    """Return an answer to every question: the one given, or what somebody types.

    An answer that cannot be taken is asked for again, with the reason.

    Raises:
        NotGiven: an answer is missing or cannot be taken, and nobody can be asked.
    """
    answers: dict[str, str] = {}
    for key in ("id", "languages"):
        answers[key] = _answer(key, given, ask, say, answers)
    for key in questions(_languages(answers["languages"])):
        answers[key] = _answer(key, given, ask, say, answers)
    return answers


def _answer(
    key: str,
    given: dict[str, str],
    ask: Callable[[str], str] | None,
    say: Voice,
    before: dict[str, str],
) -> str:
    question = say(f"cli.host.ask.{key.partition('.')[0]}", language=key.partition(".")[2])
    text = given[key] if key in given else ask(question) if ask else _absent(key, say)
    while wrong := list(_wrong({**before, key: text}, key)):
        reasons = "\n".join(told(one, say) for one in wrong)
        if ask is None or key in given:
            raise NotGiven(reasons)
        text = ask(f"{reasons}\n{question}")
    return text


def _absent(key: str, say: Voice) -> str:
    if key in OPTIONAL:
        return ""
    if key == "languages":
        return ",".join(LOCALES)
    raise NotGiven(say("cli.host.ask.missing", name=key))


def _wrong(answers: dict[str, str], key: str) -> Iterator[HostProblem]:
    """Yield what is wrong with the answer to *key* alone."""
    for one in settings(tomllib.loads(text_of(answers)))[1]:
        if one.entry in (key, key.partition(".")[0]) and one.code != "missing-language":
            yield one


def _languages(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def text_of(answers: dict[str, str]) -> str:
    """Return the answers as ``host.toml``; what was left empty is left out."""
    lines = ["# 本站由谁发布。能改什么，见README.zh.md。", ""]
    tables: dict[str, list[str]] = {}
    for key, text in answers.items():
        name, _, locale = key.partition(".")
        if locale:
            tables.setdefault(name, []).append(f"{locale} = {_quoted(text)}")
        elif key == "languages":
            lines.append(f"languages = [{', '.join(map(_quoted, _languages(text)))}]")
        elif text:
            lines.append(f"{key} = {_quoted(text)}")
    lines.append("version = 1")
    for name, entries in tables.items():
        lines += ["", f"[{name}]", *entries]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # JSON's quotation is TOML's, but for the characters above the first plane and DEL.
    return json.dumps(text.strip(), ensure_ascii=False).replace("\x7f", "\\u007f")


def main(arguments: list[str] | None = None, check: str = CHECK) -> int:
    """Ask, write and say what comes next; return 3 when an answer is missing or bad."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--name", default="", help="the id of the host, such as shanghai")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=TEXT", dest="given")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--locale", choices=LOCALES, default=LOCALES[0])
    options = parser.parse_args(arguments)
    book = load_rulebook()
    say = voice(book, options.locale, book.law_checked)
    target = options.folder / FILE
    if target.exists():
        print(say("cli.host.ask.exists", file=target.name), file=sys.stderr)
        return 3
    given = dict(one.split("=", 1) for one in options.given if "=" in one)
    if options.name:
        given["id"] = options.name
    try:
        answers = asked(given, _typed if sys.stdin.isatty() else None, say)
    except NotGiven as missing:
        print(missing, file=sys.stderr)
        return 3
    options.folder.mkdir(parents=True, exist_ok=True)
    target.write_text(text_of(answers), "utf-8")
    print(say("cli.host.ask.done", file=target.name, command=f"{check} {options.folder}"))
    return 0


def _typed(question: str) -> str:
    return input(f"{question}\n> ")


if __name__ == "__main__":
    sys.exit(main())
