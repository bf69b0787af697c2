"""A search that reads like a question: where it is answered, and its main words."""

from dataclasses import dataclass

from papersearch.analysis import QUESTION_WORDS, STOP_WORDS
from papersearch.query import Parsed
from papersearch.web.state.question import AskState
from papersearch.web.state.search import SearchState

_OPENERS = frozenset(
    {"what", "who", "whom", "whose", "when", "where", "why", "how", "which", "did", "does", "do", "has", "have"}
    | {"had", "was", "were", "is", "are", "can", "could", "will", "would", "should"}
)
_FEWEST = 4
"""Words of a question without its mark; "what works" may be the name of something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The address that answers it, and the search for its main words alone; empty if all words are such."""

    ask_url: str
    words: str
    words_url: str


def question_of(state: SearchState, parsed: Parsed) -> Question | None:
    """The question that a search reads like; `None` for phrases, fields and plain words."""
    asked = parsed.plain
    has_mark = state.q.endswith("?") and len(asked) > 1
    if not asked or not (has_mark or (asked[0] in _OPENERS and len(asked) >= _FEWEST)):
        return None
    main = [word for word in asked if word not in STOP_WORDS and word not in QUESTION_WORDS]
    words = " ".join(main) if len(main) < len(asked) else ""
    return Question(
        ask_url=AskState(q=state.q, filters=state.filters).url(),
        words=words,
        words_url=state.asking(words).url() if words else "",
    )
