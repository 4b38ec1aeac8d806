"""What an attacker or a broken program might hand in, by a name that says what it is.

Texts are values for one field; files are whole case files; each test says which door it tries.
"""

from __future__ import annotations

import gzip
import json

HIT = "window.__hit=1"

TEXTS: dict[str, str] = {
    "script": f"<script>{HIT}</script>",
    "image with handler": f'<img src=x onerror="{HIT}">',
    "svg with handler": f"<svg/onload={HIT}>",
    "frame": f'<iframe srcdoc="<script>parent.{HIT}</script>"></iframe>',
    "closes the quote": f'"><script>{HIT}</script>',
    "closes the text area": f"</textarea><script>{HIT}</script>",
    "closes the data block": f"</script><script>{HIT}</script>",
    "comment": "<!-- -->",
    "character data": "<![CDATA[x]]>",
    "entity": "&lt;script&gt;&#60;b&#62;",
    "script address": f"javascript:{HIT}",
    "data address": f"data:text/html,<script>{HIT}</script>",
    "template value": "{{ 7 * 7 }}",
    "template class walk": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "template loop": "{% for i in range(10**9) %}x{% endfor %}",
    "template include": "{% include '/etc/passwd' %}",
    "template comment": "{# hidden #}",
    "script template": "${7*7}",
    "format": "{0.__class__} %(x)s %s %n",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula plus": "+1+1",
    "formula minus": "-1+1|cmd",
    "formula at": "@SUM(1+1)",
    "formula full width": "＝1+1",
    "formula after tab": "\t=1+1",
    "shell": "$(rm -rf /); `id` && echo x",
    "sql": "'; DROP TABLE cases; --",
    "path": "../../../../etc/passwd",
    "windows path": "..\\..\\CON.txt",
    "header": "x\r\nSet-Cookie: a=b",
    "new lines": "a\nb\rc\u2028d\u2029e",
    "nul": "a\x00b",
    "bell and escape": "\x07\x1b[2J\x1b]0;x\x07",
    "turned round": "退款\u202e款退\u202c",
    "turned round, isolated": "\u2066abc\u2067def\u2069",
    "nothing to see": "王\u200b小\u200c明\u200d\ufeff",
    "tags nobody sees": "王" + "".join(chr(0xE0000 + ord(one)) for one in "ignore"),
    "private": "\ue000\uf8ff",
    "lone surrogate": "a\ud800b",
    "no character": "\ufffe\uffff",
    "piled accents": "Z" + "\u0301\u0316\u0489" * 200,
    "widest character": "﷽" * 50,
    "emoji family": "👩‍👩‍👧‍👦" * 10,
    "look-alikes": "аpple＄ｐａｙ",
    "only spaces": " \u3000\u00a0 ",
    "long": "长" * 10_000,
    "endless": "x" * 1_000_000,
    "number word": "NaN",
    "endless number": "1e999",
    "digits": "9" * 5_000,
    "negative nothing": "-0",
    "thai digits": "๑๒๓",
    "unknown, said twice": "??",
    "null": "null",
    "prototype": "__proto__",
    "constructor": "constructor.prototype.polluted",
    "json in text": '{"answers":{"goods":"card_key"}}',
    "unit separator": "a\x1fb\x7f\x9b",
}

VALUES: dict[str, object] = {
    "yes": True,
    "nothing": None,
    "whole number": 7,
    "huge number": 10**400,
    "endless": float("inf"),
    "no number": float("nan"),
    "list of lists": [[["none"]]],
    "long list": ["none"] * 100_000,
    "object": {"__proto__": {"polluted": True}},
    "deep": json.loads("[" * 400 + "]" * 400),
    "bytes": b"\xff\xfe",
    "day of the year nothing": "0000-00-00",
    "last day": "9999-12-31",
    "no such day": "2026-02-30",
    "full width day": "２０２６-１１-０１",
}

_ANSWERS = {"buyer": "own_use", "goods": "card_key"}


def _file(**more: object) -> str:
    return json.dumps({"format": 2, "rulebook": "2026.11.2", "answers": _ANSWERS} | more)


FILES: dict[str, str | bytes] = {
    "nothing": "",
    "space": " \n",
    "no json": "hello",
    "half": _file()[:-9],
    "two": _file() + _file(),
    "number": "3",
    "text": '"answers"',
    "list": "[]",
    "null": "null",
    "deep list": "[" * 100_000,
    "deep object": '{"answers":' * 50_000,
    "huge number": '{"format": 1' + "0" * 5_000 + "}",
    "not a number": '{"format": NaN, "answers": {}}',
    "newer": _file(format=3),
    "much newer": _file(format=10**30),
    "negative": _file(format=-1),
    "format as text": _file(format="2"),
    "format as list": _file(format=[2]),
    "answers as list": _file(answers=[]),
    "answers as text": _file(answers="goods"),
    "answers null": _file(answers=None),
    "no answers": '{"format": 2}',
    "sealed without anything": _file(sealed={}),
    "sealed for ever": _file(sealed={"version": 1, "iterations": 10**12}),
    "sealed newer": _file(sealed={"version": 99}),
    "enormous": '{"format": 2, "answers": {"x": "' + "x" * 4_000_000 + '"}}',
    "binary": bytes(range(256)) * 8,
    "gzip": gzip.compress(_file().encode(), mtime=0),
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "zip": b"PK\x03\x04" + b"\x00" * 64,
    "utf-16": _file().encode("utf-16"),
    "page": f"<!doctype html><script>{HIT}</script>",
    "login page": "<html><title>Login</title></html>",
    "script": f"({HIT})",
    "yaml": "answers:\n  goods: !!python/object/apply:os.system ['id']\n",
    "pickle": b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
}

READ: dict[str, str] = {
    "byte order mark": "\ufeff" + _file(),
    "twice the same name": '{"format": 2, "answers": {"goods": "top_up", "goods": "card_key"}}',
    "prototype": '{"format": 2, "answers": {"__proto__": {"polluted": 1}, "constructor": "x"}}',
    "unknown names": _file(answers={f"unknown_{number}": "x" for number in range(5_000)}),
    "foreign fields": _file(**{"<b>": 1, "eval": HIT, "toString": "x"}),
    "version with markup": _file(rulebook=f"<img onerror={HIT}>"),
    "version as object": _file(rulebook={"a": 1}),
    "progress as text": _file(progress="x"),
    "progress of strangers": _file(progress={"letters": {"<b>": {"sent_on": "9999-99-99"}}}),
    "progress deep": _file(progress={"letters": {"refund-demand": {"sent_on": [[]]}}}),
}
"""Files that can be read as cases, with contents that cannot all be used."""
