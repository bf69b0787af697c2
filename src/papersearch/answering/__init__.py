"""Answers a question with quotations, or says it cannot."""

from papersearch.answering.answer import Answer, Citation, Outcome, SentenceFound
from papersearch.answering.asking import Asked, Kind, understand
from papersearch.answering.composing import answer

__all__ = ["Answer", "Asked", "Citation", "Kind", "Outcome", "SentenceFound", "answer", "understand"]
