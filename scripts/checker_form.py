"""The questionnaire as HTML: readable without script, asked one by one with it.

Everything the page's script says or decides with is written here: the words, the
order of the questions and their conditions, as JSON beside the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker import flow
from checker.model import LOCALES, Kind, Question, Rulebook
from checker.wording import Voice, voice
from scripts.codes import code_numbers
from scripts.speaker import plain

GROUPS = {
    "buyer": "purchase",
    "signs": "trouble",
    "paid_on": "payment",
    "reply": "reply",
    "paid_to": "further",
}
"""The question with which a part of the questionnaire begins, and the part's name."""

AUTOCOMPLETE = {"my_name": "name", "my_phone": "tel"}
"""What a browser may fill in by itself; everything else is typed."""

WORDS = "ui.checker."
PACK_WORDS = "ui.pack."

_VARIABLE = re.compile(r"\{\{ *(\w+) *(?:\|[^}]*)?\}\}")
_CALL = re.compile(r"\{\{ *\w+\(")


def checker_form(rulebook: Rulebook, locale: str) -> str:
    """Return the questionnaire for a Markdown page.

    The form is plain HTML; the links to guide pages are Markdown, so that the
    site's builder resolves and checks them.
    """
    speak = voice(rulebook, locale, rulebook.law_checked)
    html = _template("checker_form.html.j2").render(
        locale=locale,
        say=lambda key, **values: speak(WORDS + key, **values),
        word=speak,
        groups=tuple(_groups(rulebook)),
        details=tuple(_beside_letters(rulebook, Kind.TEXT)),
        noted=tuple(_beside_letters(rulebook, Kind.DATE)),
        autocomplete=AUTOCOMPLETE,
        blank=lambda question: rulebook.messages["zh"][f"question.{question.id}.blank"],
        most=longest(rulebook, rulebook.law_checked),
        plan=_script(form_plan(rulebook, locale)),
    )
    lines = [line for line in html.splitlines() if line.strip()]
    return "\n".join([*lines, "", _links(rulebook, speak)])


def form_plan(rulebook: Rulebook, locale: str) -> dict[str, object]:
    """Return what the page's script works with, as JSON values.

    Beside the questions and notices: when each scenario fits, the part each
    question belongs to, and the page's own words with ``{name}`` for values.
    """
    speak = voice(rulebook, locale, rulebook.law_checked)
    code_numbers(rulebook)  # the page makes codes by itself; here it is checked that it can
    return {
        **flow.form_plan(rulebook),
        "letters": {id: speak(f"letter.{id}.title") for id in rulebook.letters},
        "scenarios": [{"id": one.id, "when": one.when} for one in rulebook.scenarios.values()],
        "words": _words(speak, WORDS),
        "pack": _pack(rulebook),
    }


def desk_words(rulebook: Rulebook, locale: str) -> dict[str, Markup | str]:
    """Return the words of the page for several cases: for its script, and without one."""
    speak = voice(rulebook, locale, rulebook.law_checked)
    return {
        "script": _script(_words(speak, "ui.desk.")),
        "noscript": speak("ui.desk.noscript"),
    }


def _words(speak: Voice, prefix: str) -> dict[str, str]:
    """Return the sentences below a key, with ``{name}`` for values."""
    keys = [key for key in speak.rulebook.messages[speak.locale] if key.startswith(prefix)]
    return {key.removeprefix(prefix): _pattern(speak, key) for key in keys}


def _pack(rulebook: Rulebook) -> dict[str, object]:
    """Return the words of what is handed in with the evidence.

    Both languages speak in the pack's cover. Its index is Chinese, and there the reader speaks:
    what is 您 to the page is 我 in the index.
    """
    voices = {one: voice(rulebook, one, rulebook.law_checked) for one in LOCALES}
    chinese = voices["zh"]
    evidence = {
        id: {
            "title": chinese(f"evidence.{id}.title"),
            "proves": chinese(f"evidence.{id}.proves").replace("您", "我"),
        }
        for id in rulebook.evidence
    }
    words = {one: _words(speak, PACK_WORDS) for one, speak in voices.items()}
    return {**words, "evidence": evidence}


@lru_cache(maxsize=4)
def longest(rulebook: Rulebook, today: date) -> int:
    """Return how many questions the longest way through asks."""
    return max(len(given) for given in flow.paths(rulebook, today))


def _pattern(speak: Voice, key: str) -> str:
    """Return a sentence in which only the script's own values are still open."""
    text = speak.rulebook.messages[speak.locale][key]
    names = set(_VARIABLE.findall(text)) if not _CALL.fullmatch(text) else set()
    return speak(key, **{name: f"{{{name}}}" for name in names})


def _groups(rulebook: Rulebook) -> Iterator[tuple[str, list[Question]]]:
    asked = [one for one in rulebook.questions.values() if not one.for_letters]
    starts = [place for place, one in enumerate(asked) if one.id in GROUPS]
    for start, end in pairwise([*starts, len(asked)]):
        yield GROUPS[asked[start].id], asked[start:end]


def _beside_letters(rulebook: Rulebook, kind: Kind) -> Iterator[Question]:
    """Yield what is typed beside the letters, or the days that their records put in place."""
    return (one for one in rulebook.questions.values() if one.for_letters and one.kind is kind)


def _links(rulebook: Rulebook, speak: Voice) -> str:
    """Return the notices and the scenarios as Markdown."""
    notices = "\n\n".join(
        f'<div class="pause" data-notice="{id}" markdown>\n\n'
        f"**{plain(speak(f'notice.{id}.title'))}**\n\n"
        f"{plain(speak(f'notice.{id}.text'))}\n\n"
        f"[{plain(speak(f'notice.{id}.go'))}]({notice.page}.md)\n\n</div>"
        for id, notice in rulebook.notices.items()
    )
    titles = {id: plain(speak(f"scenario.{id}.title")) for id in rulebook.scenarios}
    pages = "\n".join(
        f'-   [{title}](scenarios/{id}.md){{ data-scenario="{id}" }}'
        for id, title in titles.items()
    )
    title = plain(speak(f"{WORDS}plain.pages"))
    return (
        f'<div class="pauses" id="checker-notices" markdown>\n\n{notices}\n\n</div>\n\n'
        f'<div class="by-page" id="checker-pages" markdown>\n\n**{title}**\n\n{pages}\n\n</div>\n'
    )


def _script(plan: dict[str, object]) -> Markup:
    text = json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@cache
def _template(name: str):
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
