"""A text in stretches, so that one sentence among many still counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.spelling import spelled

LONG = 70
"""Letters; in a longer text every two sentences beside each other are a stretch."""
SHORT = 8
"""Letters; a shorter sentence says too little by itself."""

_SENTENCE = re.compile(r"[^。！？!?\n…；;]+[。！？!?\n…；;]*")


def windows(text: str) -> tuple[str, ...]:
    """Return the whole text and each of its sentences, or of a long one every two; none twice."""
    sentences = _SENTENCE.findall(text)
    if len(sentences) < 2:
        return (text,)
    long = len(spelled(text).letters) > LONG
    alone = (one for one in sentences if len(spelled(one).letters) >= SHORT)
    return tuple(dict.fromkeys((text, *(_pairs(sentences) if long else alone))))


def _pairs(sentences: list[str]) -> Iterator[str]:
    for at in range(len(sentences) - 1):
        yield "".join(sentences[at : at + 2])
