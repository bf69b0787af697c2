"""What a text says of itself in the front matter at its head: title, day of publication, tags."""

import re
from collections.abc import Iterable
from dataclasses import replace

from papersearch.dates import find_dates
from papersearch.model import Line, Paper

_PUBLISHED = ("published", "published date", "publication date", "date", "updated")


def with_front_matter(paper: Paper, front: Iterable[Line]) -> Paper:
    """The paper with the front matter among its facts; a date in it is that of the post, never of the meeting."""
    facts: dict[str, str] = {}
    name = ""
    for line in front:
        key, colon, value = line.text.strip().partition(":")
        if colon and re.fullmatch(r"[A-Za-z][\w .-]*", key) and not line.text.startswith((" ", "\t", "-")):
            name = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", key).split()).casefold()
            facts[name] = value.strip(" \"'[]")
        elif name:
            facts[name] = ", ".join(one for one in (facts[name], line.text.strip(" -\"'")) if one)
    stated = (find_dates(facts[key][:10] or "") or find_dates(facts[key]) for key in _PUBLISHED if key in facts)
    published = next((found[0].day for found in stated if found), None)
    return replace(paper, facts={**facts, **paper.facts}, published=paper.published or published)
