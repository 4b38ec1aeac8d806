"""The numbers that stand for questions and options in resume codes, and that no two are the same.

``overrides/checker/code.js`` works out the same numbers from the same names; nothing is listed, so
nothing has to be kept in order when questions are added or moved.
"""

from __future__ import annotations

from checker.model import UNSURE, Rulebook


def number(question: str, option: str = "") -> int:
    """Return three bytes made from the names: FNV-1a with 32 bits, folded to 24."""
    total = 0x811C9DC5
    for byte in f"{question} {option}".encode():
        total = ((total ^ byte) * 0x01000193) & 0xFFFFFFFF
    return (total ^ (total >> 24)) & 0xFFFFFF


def code_numbers(rulebook: Rulebook) -> dict[int, str]:
    """Return what each number stands for.

    Raises:
        ValueError: two names have the same number; one of them has to be called something else.
    """
    found: dict[int, str] = {}
    for question in rulebook.questions.values():
        for option in ("", UNSURE, *question.options):
            name = f"{question.id} {option}".strip()
            other = found.setdefault(number(question.id, option), name)
            if other != name:
                raise ValueError(f"resume codes cannot tell '{name}' from '{other}': rename one")
    return found
