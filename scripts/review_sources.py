"""What the review book shows beside the rulebook: comments, stories, signatures, styles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker import advise, claims, findings, letters
from checker.answers import read
from checker.errors import AnswerErrors
from checker.facts import Case
from checker.model import Rulebook
from checker.outcome import Outlook, outlook
from checker.papers import PLAIN
from checker.report import Finding, Headline, LetterDraft
from checker.wording import voice
from scripts.signoffs import Signoff
from scripts.signoffs import read as read_signoffs

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "checker" / "rulebook"
STORIES = ROOT / "tests" / "stories"

_ABOVE = re.compile(
    r"""^((?:\#.*\n)+)\[\[(ground|bar|objection|party)\]\]\nid\s*=\s*"([^"]+)\"""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Story:
    """A case with its expected result, as written for the tests."""

    name: str
    why: str
    today: date
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the book is made from beside the rulebook; all of it may be missing."""

    stories: Mapping[str, tuple[Story, ...]] = field(default_factory=dict)  # by scenario
    comments: Mapping[str, str] = field(default_factory=dict)  # by kind and id
    signoffs: tuple[Signoff, ...] = ()
    assets: Mapping[str, str] = field(default_factory=dict)  # name → place in the site


@dataclass(frozen=True, slots=True)
class Told:
    """What the engine says of a story."""

    story: Story
    headline: Headline
    findings: tuple[Finding, ...]
    view: Outlook

    def letters(self) -> tuple[LetterDraft, ...]:
        """Return the letters the person of the story gets."""
        return letters.drafts(self.view, advise.evidence(self.view), PLAIN)


class StoryError(Exception):
    """A story cannot be told; the text says which and why."""


def sources(content: Path = CONTENT, stories: Path = STORIES, assets=()) -> Sources:
    """Return what there is in the folders."""
    return Sources(
        stories=dict(_stories(stories)),
        comments=comments(content),
        signoffs=read_signoffs(content / "signoffs.toml"),
        assets=dict(assets),
    )


def _stories(folder: Path) -> Iterator[tuple[str, tuple[Story, ...]]]:
    for file in sorted(folder.glob("*.toml")):
        listed = tomllib.loads(file.read_text("utf-8"))["story"]
        yield (
            file.stem,
            tuple(Story(one["name"], one["why"], one["today"], one["answers"]) for one in listed),
        )


def comments(content: Path) -> dict[str, str]:
    """Return the comment a lawyer would sign, by ``scenario.<id>``, ``ground.<id>`` and so on.

    A file's is its first line; a rule's are the lines directly above it.
    """
    found = {}
    for file in sorted((*content.glob("scenarios/*.toml"), *content.glob("routes/*.toml"))):
        text = file.read_text("utf-8")
        if text.startswith("#"):
            found[f"{file.parent.name[:-1]}.{file.stem}"] = text.splitlines()[0].lstrip("# ")
        found |= _rule_comments(text)
    for name in ("bars.toml", "parties.toml"):
        if (file := content / name).is_file():
            found |= _rule_comments(file.read_text("utf-8"))
    return found


def _rule_comments(text: str) -> dict[str, str]:
    return {
        f"{kind}.{id}": "".join(line.lstrip("# ") for line in above.splitlines())
        for above, kind, id in _ABOVE.findall(text)
    }


def tell(rulebook: Rulebook, story: Story, locale: str) -> Told:
    """Return what the engine says of the story on its day.

    Raises:
        StoryError: the story's answers are not valid.
    """
    say = voice(rulebook, locale, story.today)
    try:
        facts = read(story.answers, rulebook, story.today, say)
    except AnswerErrors as error:
        raise StoryError(f"story '{story.name}': {error}") from error
    case = Case(rulebook, facts, locale, say)
    found = findings.find(case)
    view = outlook(case, found)
    return Told(story, claims.headline(view, claims.claims(view)), found, view)
