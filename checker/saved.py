"""Saved cases: answers and what became of the letters, so that an old file meets today's law."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checker.answers import shown
from checker.errors import SavedCaseError
from checker.facts import Say
from checker.model import Rulebook
from checker.progress import NOTHING, Progress

FORMAT = 2
"""Since 2 with what became of the letters; a file of format 1 has none of it."""

FORMATS = (1, FORMAT)
SIZE_LIMIT = 4_000_000
"""Characters; far above any real case, and low enough to be read without harm."""


@dataclass(frozen=True, slots=True)
class SavedCase:
    """What a file holds; the answers are checked by the door for answers, not here."""

    answers: Mapping[str, object]
    rulebook: str  # the version it was saved with; empty when the file does not say
    progress: object = field(default_factory=dict)  # checked by ``read_progress``


def write(
    answers: Mapping[str, object],
    rulebook: Rulebook,
    saved_on: date,
    *,
    personal: bool = False,
    progress: Progress = NOTHING,
) -> str:
    """Return the file's text; personal answers are left out unless asked for."""
    kept = {
        id: answers[id]
        for id, question in rulebook.questions.items()
        if id in answers and (personal or not question.personal)
    }
    case = {
        "format": FORMAT,
        "rulebook": rulebook.version,
        "saved_on": saved_on.isoformat(),
        "answers": kept,
        "progress": {
            "reached": progress.reached,
            "letters": {form: dict(record) for form, record in progress.letters.items()},
        },
    }
    return json.dumps(case, ensure_ascii=False, indent=2) + "\n"


def read(text: str, say: Say) -> SavedCase:
    """Return the case in *text*; a bare object of answers is read as one too.

    Raises:
        SavedCaseError: the text is too long, damaged, of a newer format, or under a passphrase.
    """
    if len(text) > SIZE_LIMIT:
        raise _error("too-big", say, limit=str(SIZE_LIMIT))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _error("damaged-case", say) from None
    if not isinstance(found, dict):
        raise _error("not-an-object", say)
    if "format" not in found:
        return SavedCase(found, "")
    if isinstance(found["format"], int) and found["format"] > FORMAT:
        raise _error("newer-format", say, value=str(found["format"]))
    if found["format"] in FORMATS and isinstance(found.get("sealed"), dict):
        raise _error("sealed-case", say)
    known = type(found["format"]) is int and found["format"] in FORMATS
    if not known or not isinstance(found.get("answers"), dict):
        raise _error("damaged-case", say)
    version = found.get("rulebook")
    progress = found["progress"] if found["format"] > 1 and "progress" in found else {}
    saved_with = shown(version) if isinstance(version, str) else ""
    return SavedCase(found["answers"], saved_with, progress)


def _error(code: str, say: Say, *, value: str = "", limit: str = "") -> SavedCaseError:
    text = say(f"error.{code}.text", question="", value=value, options="", other="", limit=limit)
    return SavedCaseError(code, text)
