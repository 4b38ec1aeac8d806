"""What a page is, said for machines: its name, day, language, and a question with its answer."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

LICENSE = "https://creativecommons.org/licenses/by/4.0/"

_ANSWER = re.compile(r'<div class="answer">(.*?)</div>', re.S)


def structured(page, tag: str, site: str) -> str:
    """Return the page's description after schema.org, as JSON that may stand in a page.

    A page that opens with an answer is a question with that answer; every other is a page of text.
    *tag* is the language, *site* the name of the site. The day is the one on which the page's law
    was last checked. Nothing is said here that the reader does not see on the page.
    """
    about = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": page.meta.get("title", page.title),
        "description": page.meta.get("description"),
        "inLanguage": tag,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "WebSite", "name": site},
        "license": LICENSE,
        "lastReviewed": str(page.meta["checked"]) if "checked" in page.meta else None,
        "url": page.canonical_url,
    }
    answer = _ANSWER.search(page.content or "")
    if answer:
        reply = {"@type": "Answer", "text": Markup(answer[1]).striptags()}
        question = {"@type": "Question", "name": about["name"], "acceptedAnswer": reply}
        about |= {"@type": "FAQPage", "mainEntity": [question]}
    said = {name: value for name, value in about.items() if value}
    # A sign that would end the element is written as its number.
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
