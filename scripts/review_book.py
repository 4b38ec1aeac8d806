"""The review book: everything a lawyer has to read before signing, in one document.

It stands beside the guide, not in it: no menu, no search and no map of the site leads there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.model import LOCALES, Rulebook
from checker.report import LetterDraft
from scripts import policy, registers
from scripts.dependencies import crossing
from scripts.review_flow import asked_in_order, charts
from scripts.review_readers import bar_name, provision_users, question_readers
from scripts.review_sources import Sources, Told, sources, tell
from scripts.review_words import Words
from scripts.signoffs import Standing, State, standings

PLACES = {"zh": "review/index.html", "en": "en/review/index.html"}
"""Where the book lies in the site, by language."""

TAGS = {"zh": "zh-CN", "en": "en"}
_ASKED_FOR = ("owed", "arguable")


def review_book(rulebook: Rulebook, locale: str, beside: Sources | None = None) -> str:
    """Return the book as one HTML document.

    Raises:
        SignoffError: a signature names no scenario.
        StoryError: a story's answers are not valid.
    """
    beside = beside or Sources()
    words = Words(rulebook, locale)
    found = standings(rulebook, beside.signoffs)
    html = _template().render(
        w=words,
        content_policy=policy.in_page(),
        say=words.say,
        label=words.label,
        voice=words.voice,
        book=rulebook,
        locale=locale,
        tags=TAGS,
        beside=beside,
        standings=found,
        counts={state.value: _count(found, state) for state in State},
        figures=charts(words),
        asked=asked_in_order(rulebook),
        readers=question_readers(words),
        users=provision_users(words),
        laws=_laws(rulebook),
        article=lambda id: registers.article(words.site, id),
        crossing=crossing,
        bar_name=lambda id: bar_name(words, id),
        samples=_samples(rulebook, locale, beside),
        letters=_letters(rulebook, beside),
        up="../" * PLACES[locale].count("/"),
        other=next(one for one in LOCALES if one != locale),
        places={one: PLACES[one] for one in rulebook.languages},
    )
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """A story with what the engine says, sorted by verdict."""

    told: Told
    answers: list[tuple[str, str]]

    def grounds(self, verdict: str) -> list[str]:
        """Return the grounds with a verdict: holds, fails, open or contested."""
        return [
            one.ground
            for one in self.told.findings
            if verdict == ("contested" if one.contested else one.verdict.value)
        ]


def _samples(rulebook: Rulebook, locale: str, beside: Sources) -> dict[str, list[Sample]]:
    words = Words(rulebook, locale)
    return {
        id: [
            Sample(tell(rulebook, story, locale), words.answers(story.answers))
            for story in (beside.stories[id] if id in beside.stories else ())
        ]
        for id in rulebook.scenarios
    }


def _letters(
    rulebook: Rulebook, beside: Sources
) -> dict[str, tuple[Told, tuple[LetterDraft, ...]]]:
    """Return one story of each scenario whose person gets letters, told in Chinese, with them."""
    found = {}
    for id in rulebook.scenarios:
        for story in beside.stories[id] if id in beside.stories else ():
            told = tell(rulebook, story, "zh")
            if told.headline.state in _ASKED_FOR and (drafts := told.letters()):
                found[id] = (told, drafts)
                break
    return found


def _count(found: Mapping[str, Standing], state: State) -> int:
    return sum(one.state is state for one in found.values())


def _laws(rulebook: Rulebook):
    return sorted(rulebook.laws.values(), key=lambda one: registers.KINDS.index(one.kind))


def books(rulebook: Rulebook, assets: Mapping[str, str]) -> dict[str, str]:
    """Return the book of each language by its place in the site.

    Raises:
        SignoffError: a signature names no scenario.
        StoryError: a story's answers are not valid.
    """
    beside = sources(assets=assets)
    return {PLACES[locale]: review_book(rulebook, locale, beside) for locale in rulebook.languages}


def write(found: Mapping[str, str], site: Path) -> None:
    """Write the books into the site."""
    for place, html in found.items():
        target = site / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, "utf-8")


@cache
def _template():
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review_book.html.j2")
