"""The other side's words into what they are, what is wrong in them and what to answer."""

from __future__ import annotations

from datetime import date

from checker import law
from checker.decoding import Decoding, NextRoute, Reading, Usual
from checker.errors import AnswerError, AnswerErrors
from checker.facts import Say
from checker.loading import load_rulebook
from checker.model import LOCALES, Rulebook
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
    state = "choose" if ranking.replies else "unknown"
    state = "stop" if ranking.stop else "sure" if ranking.sure else state
    return _decoding(state, ranking.replies, book, say, today, locale)


def picked(id: object, *, today: date, locale: str, rulebook: Rulebook | None = None) -> Decoding:
    """Return what there is to a class that the reader picked.

    Raises:
        AnswerErrors: there is no such class.
        UnknownLocale: the rulebook does not speak *locale*.
    """
    book = load_rulebook() if rulebook is None else rulebook
    say = voice(book, locale, today)
    if id not in book.replies:
        raise _refused("unknown-option", say, value=str(id)[:40], options=", ".join(book.replies))
    reply = book.replies[str(id)]
    state = "stop" if reply.kind is ReplyKind.SCAM else "picked"
    return _decoding(state, (reply,), book, say, today, locale)


def usual(*, today: date, locale: str, rulebook: Rulebook | None = None) -> tuple[Usual, ...]:
    """Return every class by its title, in the order of the rulebook."""
    book = load_rulebook() if rulebook is None else rulebook
    say = voice(book, locale, today)
    return tuple(
        Usual(reply=one.id, kind=one.kind.value, title=say(f"reply.{one.id}.title"))
        for one in book.replies.values()
    )


def _decoding(
    state: str, replies: tuple[Reply, ...], book: Rulebook, say: Say, today: date, locale: str
) -> Decoding:
    leads = state in ("stop", "sure", "picked")
    shown = 1 if leads else CHOICES
    readings = tuple(_reading(one, book, say, today, locale) for one in replies)
    return Decoding(
        rulebook=book.version,
        decoded_on=today,
        locale=locale,
        state=state,
        sure=leads,
        text=say(f"decoder.{state}.text"),
        ask=say(f"decoder.{state}.ask"),
        readings=readings[:shown],
        further=readings[shown:] if leads else (),
    )


def _check(text: object, say: Say) -> None:
    code = "not-text" if not isinstance(text, str) else "long-reply" if len(text) > LIMIT else ""
    if code:
        raise _refused(code, say)


def _refused(code: str, say: Say, value: str = "", options: str = "") -> AnswerErrors:
    words = say(
        f"error.{code}.text",
        question=say("decoder.name"),
        value=value,
        options=options,
        other="",
        limit=str(LIMIT),
    )
    return AnswerErrors([AnswerError(question="text", code=code, text=words)])


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
        sent=voice(book, LOCALES[0], today)(f"{base}.answer"),
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
