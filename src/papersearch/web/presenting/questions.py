"""A search that reads like a question: where it is answered, and the search for all its words."""

from dataclasses import dataclass

from papersearch.query import MAX_LENGTH, Parsed
from papersearch.web.state.question import AskState
from papersearch.web.state.search import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The address that answers it, and the search that requires its every word; empty if none was left out."""

    ask_url: str
    every_word_url: str


def question_of(state: SearchState, parsed: Parsed) -> Question | None:
    """The question that a search reads like; `None` for phrases, fields and plain words."""
    if not parsed.is_question:
        return None
    every_word = " ".join(f'"{word}"' if word in parsed.left_out else word for word in parsed.plain)
    is_offered = bool(parsed.left_out) and len(every_word) <= MAX_LENGTH
    return Question(
        ask_url=AskState(q=state.q, filters=state.filters).url(),
        every_word_url=state.asking(every_word).url() if is_offered else "",
    )
