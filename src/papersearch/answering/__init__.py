"""Answers a question with quotations, or says it cannot."""

from papersearch.answering.answer import Answer, Arranged, Citation, Outcome, SentenceFound, Thresholds
from papersearch.answering.asking import Asked, understand
from papersearch.answering.composing import NO_DIRECT_ANSWER, answer
from papersearch.answering.kinds import Kind

__all__ = [
    "NO_DIRECT_ANSWER",
    "Answer",
    "Arranged",
    "Asked",
    "Citation",
    "Kind",
    "Outcome",
    "SentenceFound",
    "Thresholds",
    "answer",
    "understand",
]
