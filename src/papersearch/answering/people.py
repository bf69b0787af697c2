"""People and posts that the papers know, and those that a question names."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from papersearch.analysis import words
from papersearch.engines.port import Reader

_TITLE = r"(?:Councillor|Cllr|Mrs?|Ms|Miss|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Alderman|Reverend|Rev)\b\.?\s+"
_POSSESSIVE = r"['\u2019]s\b"
_TITLED = re.compile(rf"\b{_TITLE}(?P<name>(?:[A-Z](?:\.|\b)\s*)?(?:[A-Z][\w'\u2019-]+\s*){{1,3}})")


_SHORT_POSTS = frozenset({"Director", "Head", "Chief", "Leader", "Chair", "Clerk", "Mayor"})


@dataclass(frozen=True, slots=True)
class People:
    """Who is named by structure: full names by surname, and by the post that stands beside a name."""

    by_surname: Mapping[str, frozenset[str]]
    by_post: Mapping[str, frozenset[str]]
    names: frozenset[str]
    plain_names: Mapping[str, str]
    """The names, folded and between blanks."""


def people_of(reader: Reader) -> People:
    """The people and posts of this generation."""
    return reader.remember("answering: people", lambda: _people(reader))


def _people(reader: Reader) -> People:
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    by_post: defaultdict[str, set[str]] = defaultdict(set)
    for person in (person for card in reader.cards() for person in card.people):
        spoken = person.name.split()
        if len(spoken) > 1:
            by_surname[_plain(spoken[-1])].add(person.name)
        if person.post and len(person.post.split()) > 1:
            by_post[_plain(person.post)].add(person.name)
    names = frozenset(name for found in by_surname.values() for name in found)
    return People(_frozen(by_surname), _frozen(by_post), names, {name: f" {_plain(name)} " for name in names})


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {key: frozenset(names) for key, names in found.items()}


@dataclass(frozen=True, slots=True)
class Someone:
    """A person or post of a question.

    Attributes:
        words: as the question names them.
        surname: folded; empty for a post.
        names: the full names that this may be; none where no paper has the person in a list or as a speaker. Of a post,
            all who hold or held it.
        post: folded, if the question names a post.
    """

    words: str
    surname: str = ""
    names: frozenset[str] = frozenset()
    post: str = ""

    def is_in(self, text: str, speaker: str | None = None) -> bool:
        """Whether a text names them, or they lead it as its speaker."""
        if speaker is not None and speaker in self.names:
            return True
        folded = _plain(text)
        if re.search(rf"\b{re.escape(self.post or self.surname)}\b", folded):
            return True
        return bool(self.post) and self._is_short_in(text)

    def _is_short_in(self, text: str) -> bool:
        """Whether a text names the post by its first word alone, as minutes do once it is known ("The Director")."""
        short = self.post.split()[0].capitalize()
        return short in _SHORT_POSTS and bool(re.search(rf"\b[Tt]he {short}\b(?! [Oo]f\b)", text))


def someone_in(question: str, reader: Reader) -> Someone | None:
    """The person that a question names by title or full name, or else by a post."""
    known = people_of(reader)
    titled = _TITLED.search(question)
    if titled:
        spoken = re.sub(_POSSESSIVE, "", titled["name"]).split()
        return _someone(titled.group().strip(), spoken, known)
    folded = f" {_plain(re.sub(_POSSESSIVE, '', question))} "
    full = [name for name, plain in known.plain_names.items() if plain in folded]
    if full:
        name = max(full, key=len)
        return _someone(name, name.split(), known)
    posts = [post for post in known.by_post if f" {post} " in folded]
    if posts:
        post = max(posts, key=len)
        return Someone(words=post, post=post, names=known.by_post[post])
    return None


def _someone(shown: str, spoken: list[str], known: People) -> Someone:
    surname = _plain(spoken[-1])
    asked = [_plain(one) for one in spoken]
    names = frozenset(
        name for name in known.by_surname.get(surname, frozenset()) if all(one in _plain(name).split() for one in asked)
    )
    return Someone(words=shown, surname=surname, names=names or known.by_surname.get(surname, frozenset()))


def _plain(text: str) -> str:
    return " ".join(words(text.replace("&", " and ")))
