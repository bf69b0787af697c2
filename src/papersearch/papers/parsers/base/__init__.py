"""What a parser must do, and the rules of lines, lists, labels and names that parsers share."""

from typing import Protocol

from papersearch.model import Paper, Part
from papersearch.papers.parsers.base.origin import Origin

__all__ = ["Origin", "PaperParser"]


class PaperParser(Protocol):
    """Reads one published form of paper."""

    name: str
    """As `papersearch show` and a sidecar's `kind` call it."""

    def claims(self, part: Part) -> bool:
        """Whether this part has the form's own marks; at most one parser may claim a part."""
        ...

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The paper of a part; it never fails for a value that is missing."""
        ...
