"""The worker's one function: a request as JSON text in, an answer as JSON text out."""

from __future__ import annotations

import json
import sys
import traceback
from datetime import date

from checker.assessment import assess
from checker.decoder import decode, picked, usual
from checker.decoding import Decoding
from checker.errors import AnswerErrors, SavedCaseError
from checker.group import member, merged, row
from checker.loading import load_rulebook
from checker.model import LOCALES
from checker.papers import PLAIN, Length, Style, Tone
from checker.saved import SIZE_LIMIT
from checker.values import plain
from checker.wording import voice

PROTOCOL = 1

_WANTED: dict[str, tuple[str, ...]] = {
    "decode": ("text", "reply"),
    "usual": (),
    "member": ("file",),
    "group": ("members",),
}
"""What a request must bring, one of these; every other op, answers."""


class _Refused(Exception):
    """The request as a whole cannot be taken, with the code of the reason."""


def handle(text: str) -> str:
    """Return ``{"v":1,"id":…,"ok":true,"report":…}`` or ``{…,"ok":false,"errors":[…]}``.

    The report is exactly what ``Report.to_json`` gives; the op ``decode`` is answered with
    ``decoding`` in its place, from ``Decoding.to_json``, for a ``text`` or a ``reply`` that was
    picked, the op ``usual`` with the classes to pick from, the op ``member`` with the row of one
    case file, the op ``group`` with what such rows say together. Never raises: a mistake
    of our own is answered with the code ``internal`` and traced to the console.
    """
    request: dict[str, object] = {}
    try:
        request = _read(text)
        if request["op"] == "decode":
            return _found(request, "decoding", _decoded(request).to_json())
        if request["op"] == "usual":
            listed = [plain(one) for one in usual(**_asked(request))]
            return _found(request, "usual", json.dumps(listed, ensure_ascii=False))
        if request["op"] == "member":
            return _found(request, "member", _member(request))
        if request["op"] == "group":
            return _found(request, "group", _group(request))
        report = assess(request["answers"], style=_style(request), **_asked(request))
        return f'{{"id":{_id(request)},"ok":true,"report":{report.to_json()},"v":{PROTOCOL}}}'
    except SavedCaseError as error:
        return _refusal(request, [{"code": error.code, "question": "", "text": str(error)}])
    except AnswerErrors as errors:
        return _refusal(request, [plain(one) for one in errors.errors])
    except _Refused as refused:
        return _refusal(request, [_whole(str(refused), request)])
    except Exception:  # the one border at which nothing may get through
        traceback.print_exc(file=sys.stderr)
        return _refusal(request, [{"code": "internal", "question": "", "text": "internal"}])


def _decoded(request: dict[str, object]) -> Decoding:
    if "reply" in request:
        return picked(request["reply"], **_asked(request))
    return decode(request["text"], **_asked(request))


def _member(request: dict[str, object]) -> str:
    found = member(str(request.get("code", "")), str(request["file"]), **_asked(request))
    return json.dumps(plain(found), ensure_ascii=False, sort_keys=True)


def _group(request: dict[str, object]) -> str:
    try:
        rows = [row(one) for one in request["members"]]
    except (TypeError, ValueError):
        raise _Refused("not-an-object") from None
    return merged(rows, **_asked(request)).to_json()


def _found(request: dict[str, object], name: str, words: str) -> str:
    return f'{{"{name}":{words},"id":{_id(request)},"ok":true,"v":{PROTOCOL}}}'


def prepare() -> None:
    """Load everything, while the reader is still answering."""
    for locale in LOCALES:
        say = voice(load_rulebook(trusted=True), locale, date(2026, 1, 1))
        say("error.not-a-date.text", question="", value="")


def _read(text: str) -> dict[str, object]:
    if not isinstance(text, str) or len(text) > SIZE_LIMIT:
        raise _Refused("too-big")
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):
        raise _Refused("not-an-object") from None
    if not isinstance(request, dict):
        raise _Refused("not-an-object")
    request.setdefault("op", "assess")
    wanted = _WANTED.get(str(request["op"]), ("answers",))
    if wanted and not any(one in request for one in wanted):
        raise _Refused("not-an-object")
    return request


def _asked(request: dict[str, object]) -> dict[str, object]:
    return {
        "today": _today(request),
        "locale": _locale(request),
        "rulebook": load_rulebook(trusted=True),
    }


def _today(request: dict[str, object]) -> date:
    try:
        return date.fromisoformat(str(request["today"]))
    except (KeyError, ValueError):
        raise _Refused("not-a-date") from None


def _locale(request: dict[str, object]) -> str:
    return request["locale"] if request.get("locale") in LOCALES else LOCALES[0]


def _style(request: dict[str, object]) -> Style:
    """Return how the letters are wanted: ``"letters": {"tone": …, "length": …}``."""
    wanted = request.get("letters")
    wanted = wanted if isinstance(wanted, dict) else {}
    tone, length = wanted.get("tone"), wanted.get("length")
    return Style(
        tone=Tone(tone) if tone in list(Tone) else PLAIN.tone,
        length=Length(length) if length in list(Length) else PLAIN.length,
    )


def _id(request: dict[str, object]) -> str:
    id = request.get("id")
    return json.dumps(id) if isinstance(id, (int, str)) else "null"


def _whole(code: str, request: dict[str, object]) -> dict[str, str]:
    # Which numbers are in force does not matter here, so any day serves.
    say = voice(load_rulebook(trusted=True), _locale(request), date(2026, 1, 1))
    name = say("fact.today.name") if code == "not-a-date" else ""
    text = say(
        f"error.{code}.text",
        question=name,
        value="",
        options="",
        other="",
        limit=str(SIZE_LIMIT),
    )
    return {"code": code, "question": "today" if name else "", "text": text}


def _refusal(request: dict[str, object], errors: list[dict[str, str]]) -> str:
    answer = {"v": PROTOCOL, "ok": False, "errors": errors}
    text = json.dumps(answer, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'{{"id":{_id(request)},{text[1:]}'
