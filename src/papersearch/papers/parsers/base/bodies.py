"""Committee names as papers print them, and the bodies that meet."""

import re

_BODY = re.compile(
    r"\b(?:committee|cabinet|council|panel|board|forum|executive|commission|assembly|sub-?committee|sub-?group|"
    r"working (?:group|party)|task group|partnership|authority|lead member|cabinet member|conference|court|bench)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:the\s+)?(?:(?:open|closed|public|private)\s+section\s+of\s+the\s+)?(?:meeting\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\s+(?:(?:an?\s+)?(?:(?:ordinary|special|extraordinary|annual(?: general)?|monthly|agm|egm|draft|approved|unconfirmed)\s+)*"
    r"(?:meetings?|minutes|agm|egm|agenda))+$",
    re.IGNORECASE,
)
"""What follows the name of the body that met: "Cabinet minutes", "Parish Council annual meeting"."""
_KIND = re.compile(r"\b(?:annual|extraordinary|ordinary)\s+(?=(?:parish|town|community)\s+council\b)", re.IGNORECASE)
_LONGEST = 120


def is_body(text: str) -> bool:
    """Whether a name is that of a committee, cabinet, panel or other body, not of an officer's post."""
    folded = " ".join(text.split())
    return (
        len(folded) <= _LONGEST
        and bool(_BODY.search(folded))
        and not re.search(
            r"\b(?:officer|director|clerk|chief executive|executive summary|executive/routine|rooms?|chambers?)\b",
            folded,
            re.IGNORECASE,
        )
    )


def is_council(text: str) -> bool:
    """Whether a line is the name of a council and nothing else, as papers print it above the committee's."""
    folded = " ".join(text.replace("*", " ").split())
    return is_body(folded) and bool(re.fullmatch(r"[^:\d]{3,60}\bcouncil", folded, re.IGNORECASE))


def body_name(text: str) -> str:
    """The name without "the meeting of the", in title case if it was printed in capitals."""
    name = _PREFIX.sub("", " ".join(text.replace("*", " ").split())).strip(" ,.;:-")
    bare = _KIND.sub("", _MEETING.sub("", name)).strip(" ,.;:-\N{EN DASH}")
    name = bare if re.search(rf"{_BODY.pattern}$", bare, re.IGNORECASE) else name
    return _title_case(name) if name.isupper() else name


def _title_case(name: str) -> str:
    small = {"and", "of", "for", "the", "in", "on", "to", "with"}
    words = name.casefold().split()
    return " ".join(
        word if at and word in small else "-".join(piece.capitalize() for piece in word.split("-"))
        for at, word in enumerate(words)
    )
