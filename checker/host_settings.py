"""Who publishes a copy: the settings of ``host.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace

from checker.errors import HostProblem, nearest
from checker.host_folder import LOGOS, SETTINGS
from checker.host_look import CONTRAST, GROUNDS, WRONG, contrast
from checker.hosts import Host
from checker.model import LOCALES
from checker.spelling import forbidden

LONGEST = {"name": 40, "contact": 200, "disclaimer": 300, "area": 20}
"""Characters of what stands on every page."""

_ID = re.compile(r"[a-z][a-z0-9]{2,19}")
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_SITE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./~-]*)?", re.ASCII)
_FILING_LIMIT = 40


_STAND_IN = Host(
    id="",
    version=1,
    **{key: dict.fromkeys(LOCALES, "") for key in LONGEST},
    languages=LOCALES,
)


def settings(table: Mapping[str, object]) -> tuple[Host, list[HostProblem]]:
    """Return the host and all that is wrong with ``host.toml``.

    What is missing or wrong has a stand-in, so that everything else in the folder can be looked
    at in the same run; a host with problems is for nothing but that.
    """
    problems = [*_key_problems(table)]
    offered = table["languages"] if isinstance(table.get("languages"), list) else LOCALES
    sound = {} if table else {"logo": WRONG}
    for key, value in table.items():
        wrong: list[HostProblem] = []
        if key in LONGEST:
            wrong = [*_texts(key, value, [one for one in LOCALES if one in offered])]
        elif key in _KINDS:
            wrong = [*_KINDS[key](key, value)]
        else:
            continue
        problems += wrong
        if not wrong:
            sound[key] = _value(value)
        elif key == "logo":
            sound[key] = WRONG
    return replace(_STAND_IN, **sound), problems


def _value(value: object) -> object:
    """Return a value as the record has it: a text in a language not offered is the Chinese one."""
    if isinstance(value, dict):
        return {locale: value.get(locale, value[LOCALES[0]]) for locale in LOCALES}
    return tuple(value) if isinstance(value, list) else value


def _key_problems(table: Mapping[str, object]) -> Iterator[HostProblem]:
    known = [one.name for one in fields(Host)]
    for key in table:
        if key not in known:
            near = nearest(key, known)
            yield _wrong("unknown-key", value=key, suggestion=near, other=", ".join(known))
    for one in fields(Host):
        if one.default is MISSING and one.name not in table:
            yield _wrong("missing-key", value=one.name)


def _id(key: str, value: object) -> Iterator[HostProblem]:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        yield _wrong("bad-id", key, value=_short(value))


def _version(key: str, value: object) -> Iterator[HostProblem]:
    if type(value) is not int or not 0 < value < 10_000:
        yield _wrong("bad-version", key, value=_short(value))


def _texts(key: str, value: object, needed: list[str]) -> Iterator[HostProblem]:
    if not isinstance(value, dict):
        yield _wrong("want-texts", key, value=key)
        return
    for locale in needed:
        if locale not in value:
            yield _wrong("missing-language", key, value=locale, other=key)
    for locale, text in value.items():
        entry = f"{key}.{locale}"
        if locale not in LOCALES:
            yield _wrong("unknown-language", entry, value=locale)
        elif not isinstance(text, str) or not text.strip():
            yield _wrong("want-text", entry)
        else:
            yield from _line(entry, text, LONGEST[key])


def _line(entry: str, text: str, longest: int) -> Iterator[HostProblem]:
    if len(text) > longest:
        yield _wrong("too-long", entry, value=str(longest), other=str(len(text)))
    if letters := [letter for letter in text if forbidden(letter)]:
        yield _wrong("bad-letters", entry, value=written(letters[0]))


def _languages(key: str, value: object) -> Iterator[HostProblem]:
    yield from _list(key, value)
    if isinstance(value, list):
        for one in value:
            if isinstance(one, str) and one not in LOCALES:
                yield _wrong("unknown-language", key, value=one)
        if LOCALES[0] not in value:
            yield _wrong("chinese-stays", key)


def _list(key: str, value: object) -> Iterator[HostProblem]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield _wrong("want-list", key, value=key)
    elif len(set(value)) < len(value):
        yield _wrong("listed-twice", key)


def _colour(key: str, value: object) -> Iterator[HostProblem]:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        yield _wrong("bad-colour", key, value=_short(value))
        return
    for ground in GROUNDS.values():
        if (found := contrast(value, ground)) < CONTRAST:
            # Rounded down, so that what is too little never reads as enough.
            ratio = f"{int(found * 10) / 10:.1f}"
            yield _wrong("pale", key, value=ratio, other=ground)
            return


def _logo(key: str, value: object) -> Iterator[HostProblem]:
    if value not in LOGOS:
        yield _wrong("logo-name", key, value=_short(value))


def _site(key: str, value: object) -> Iterator[HostProblem]:
    if not isinstance(value, str) or not _SITE.fullmatch(value):
        yield _wrong("bad-site", key, value=_short(value))


def _filing(key: str, value: object) -> Iterator[HostProblem]:
    if not isinstance(value, str) or not value.strip():
        yield _wrong("want-text", key)
    else:
        yield from _line(key, value, _FILING_LIMIT)


_KINDS = {
    "id": _id,
    "version": _version,
    "languages": _languages,
    **dict.fromkeys(("off", "route_order", "letter_order"), _list),
    "colour": _colour,
    "logo": _logo,
    "site": _site,
    "filing": _filing,
}


def written(letter: str) -> str:
    """Return a character that may not be shown by its number, and any other as it is."""
    return letter if letter.isprintable() else f"U+{ord(letter):04X}"


def _wrong(
    code: str, entry: str = "", *, value: str = "", other: str = "", suggestion: str = ""
) -> HostProblem:
    return HostProblem(
        file=SETTINGS, entry=entry, code=code, value=value, other=other, suggestion=suggestion
    )


def _short(value: object) -> str:
    return str(value)[:60]
