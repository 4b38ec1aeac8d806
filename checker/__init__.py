"""A checker for refunds of virtual goods: answers in, a report with reasons and law out."""

from checker.assessment import assess
from checker.errors import AnswerErrors, CheckerError, RulebookError
from checker.loading import load_rulebook
from checker.report import Report
from checker.values import Verdict

__all__ = [
    "AnswerErrors",
    "CheckerError",
    "Report",
    "RulebookError",
    "Verdict",
    "assess",
    "load_rulebook",
]
