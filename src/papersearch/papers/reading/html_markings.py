"""Markings that a page carries where no reader sees them: comments, scripts, styles, attributes and fields."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

_NAME = re.compile(r"classification|marking|exempt|confidential|restricted|publication", re.IGNORECASE)
_BANNER = re.compile(r"(?:strictly )?not for publication\b.{0,80}", re.IGNORECASE)
_STATED = re.compile(
    r"\b(?:classification|protective[ _-]?marking)\W{1,6}(?P<value>(?:exempt|confidential|restricted|closed|part (?:2|ii|b))\b)",
    re.IGNORECASE,
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_OF_OTHERS = frozenset({"a", "img", "link", "meta", "li", "option"})
"""What names other papers, whose markings are not those of the page."""
_MOST, _LONGEST = 5_000, 20_000


def whispered(soup: BeautifulSoup) -> Iterator[str]:
    """The markings themselves, as a paper would print them; nothing else of what stands there."""
    for text in _unseen(soup):
        stated = _STATED.search(text)
        if stated:
            yield f"Classification: {stated['value']}"
        if "for publication" in text.casefold() and re.search(r"\bnot for publication\b", text, re.IGNORECASE):
            yield "NOT FOR PUBLICATION"
    for tag in soup.find_all(True, limit=_MOST):
        yield from _said_by(tag)


def _unseen(soup: BeautifulSoup) -> Iterator[str]:
    for text in soup.find_all(string=lambda one: isinstance(one, Comment) or _is_unseen(one), limit=_MOST):
        yield " ".join(str(text)[:_LONGEST].split())


def _is_unseen(text: NavigableString) -> bool:
    return any(parent.name in _UNSEEN for _, parent in zip(range(4), text.parents, strict=False))


def _said_by(tag: Tag) -> Iterator[str]:
    if tag.name in _OF_OTHERS:
        return
    values = {name: " ".join(value.split()) for name, value in tag.attrs.items() if isinstance(value, str)}
    for name, value in values.items():
        if name == "srcdoc" or _BANNER.fullmatch(value):
            yield from (found.group() for found in _BANNER.finditer(value[:_LONGEST]))
        key = values.get("name", "") if name in ("value", "content") else name.removeprefix("data-")
        if value and _NAME.search(key):
            stated = _STATED.fullmatch(f"classification: {value}")
            if stated:
                yield f"Classification: {value}"
