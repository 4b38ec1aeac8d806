"""The other side's words into what they are, what is wrong in them and what to answer."""

from __future__ import annotations

from datetime import date

from checker import law
from checker.decoding import Decoding, NextRoute, Reading
from checker.errors import AnswerError, AnswerErrors
from checker.facts import Say
from checker.loading import load_rulebook
from checker.model import Rulebook
from checker.ranking import ranked
from checker.replies import Reply, ReplyKind
from checker.report import EvidenceNeed
from checker.wording import voice

LIMIT = 4_000
"""Characters; a long chat page or the refund part of an agreement."""

CHOICES = 3
"""So many are offered while no class clearly leads."""


def decode(text: str, *, today: date, locale: str, rulebook: Rulebook | None = None) -> Decoding:
    """Return what the other side's words are; never more sure than the words are clear.

    Raises:
        AnswerErrors: *text* is no text or longer than the limit.
        UnknownLocale: the rulebook does not speak *locale*.
    """
    book = load_rulebook() if rulebook is None else rulebook
    say = voice(book, locale, today)
    _check(text, say)
    ranking = ranked(text, book)
    found = ranking.replies
    scam = bool(found) and found[0].kind is ReplyKind.SCAM
    state = "stop" if scam else "sure" if ranking.sure else "choose" if found else "unknown"
    readings = tuple(_reading(one, book, say, today, locale) for one in found)
    shown = 1 if ranking.sure else CHOICES
    return Decoding(
        rulebook=book.version,
        decoded_on=today,
        locale=locale,
        state=state,
        sure=ranking.sure,
        text=say(f"decoder.{state}.text"),
        ask=say(f"decoder.{state}.ask"),
        readings=readings[:shown],
        further=readings[shown:],
    )


def _check(text: object, say: Say) -> None:
    code = "not-text" if not isinstance(text, str) else "long-reply" if len(text) > LIMIT else ""
    if code:
        name = say("decoder.name")
        words = say(
            f"error.{code}.text", question=name, value="", options="", other="", limit=str(LIMIT)
        )
        raise AnswerErrors([AnswerError(question="text", code=code, text=words)])


def _reading(reply: Reply, book: Rulebook, say: Say, today: date, locale: str) -> Reading:
    base = f"reply.{reply.id}"
    # There is no case here, so the law of today is shown, as for a day that is not known.
    citations, _ = law.cite(book, reply.basis, today, locale)
    return Reading(
        reply=reply.id,
        kind=reply.kind.value,
        title=say(f"{base}.title"),
        right=say(f"{base}.right"),
        wrong=say(f"{base}.wrong"),
        answer=say(f"{base}.answer"),
        proof=say(f"{base}.proof"),
        evidence=tuple(
            EvidenceNeed(
                item=item.id,
                title=say(f"evidence.{item.id}.title"),
                proves=say(f"evidence.{item.id}.proves"),
                how=say(f"evidence.{item.id}.how"),
                substitute=say(f"evidence.{item.id}.substitute"),
                fragile=item.fragile,
            )
            for item in book.evidence.values()
            if item.id in reply.evidence
        ),
        next=tuple(NextRoute(route=id, title=say(f"route.{id}.title")) for id in reply.next),
        citations=citations,
    )
