"""Finds the people whom a paper's structure names: lists, cells, contacts, speakers."""

import re
from importlib.resources import files

from papersearch.model import Person

_TITLE = (
    r"(?:(?:Councillor|Cllr|Alderman|Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Revd?|Sir|Dame|Baroness|Lord|Judge)\.?\s+)"
)
_WORD = r"(?!(?:Councillors?|Cllrs?|Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Tel|Telephone|Email|Phone|Mobile|Ext)\b)(?:[A-Z][a-z]?['\u2019])?[A-Z][a-z\u00c0-\u017f]+(?:\s?[-\u2010-\u2015]\s?[A-Z][a-z\u00c0-\u017f]+)*"
_INITIAL = r"[A-Z]\.?"
_NAME = rf"{_WORD}(?:\s(?:{_INITIAL}\s)?(?:(?:de|van|von|der|al|el|bin|O)\s)?{_WORD}){{1,2}}"
_COUNCILLOR = re.compile(rf"\b(?:Councillors?|Cllrs?)\.?\s+(?P<name>{_NAME})\s*(?:\((?P<mark>[^)]*)\))?")
_BEFORE_POST = re.compile(rf"(?P<name>{_WORD}\s(?:{_INITIAL}\s)?{_WORD})(?=\s*,|\s+and\s+{_WORD}\s+{_WORD})")
_WHOLE = re.compile(rf"{_TITLE}?(?P<name>{_NAME})\s*(?:\((?P<mark>[^)]*)\))?")
_VERBS = (
    r"(?:also |then |briefly |jointly |further |formally )?"
    r"(?:presented|introduced|reported|outlined|provided|explained|said|stated|advised|opened|concluded|referred|"
    r"confirmed|gave|highlighted|updated|asked|noted|thanked|moved|proposed|responded|added|queried|welcomed|informed)\b"
)
_SPEAKER = re.compile(
    rf"(?:the\s+)?{_TITLE}?(?P<name>{_NAME})(?:,\s(?P<post>[^.;:]{{3,200}}?),?|\sand\s.{{3,120}}?)?\s+{_VERBS}"
)
_AND_ANOTHER = re.compile(rf"\sand\s(?={_TITLE}?{_NAME},)")
_SECOND_SPEAKER = re.compile(
    rf"\sand\s{_TITLE}?(?P<name>{_NAME}),\s(?P<post>[^.;:]{{3,90}}?),?\s(?:presented|introduced|outlined|gave|provided)\b"
)
_CONTACT = re.compile(rf"(?P<names>{_NAME}(?:(?:,\s|\sand\s){_NAME})*)[,:]?\s+(?:on\s|[Tt]el\b|\(?0\d{{2,4}})")
_POST_WORDS = frozenset(
    line
    for line in files("papersearch").joinpath("words", "posts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)  # fmt: skip


def clean_name(name: str) -> str:
    """A name without title, its dashes and blanks as in print: "Dr. David Quirke \N{EN DASH}Thornton" is "David Quirke-Thornton"."""
    bare = re.sub(rf"^(?:{_TITLE})+", "", " ".join(name.split()))
    return re.sub(r"\s?[\u2010-\u2015-]\s?", "-", bare).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def is_name(text: str) -> bool:
    """Whether two or three capitalised words can be a person: none of them belongs to a post or service."""
    bare = re.sub(r"['\u2019]s$", "", text)
    words = [word.strip(".").casefold() for word in re.split(r"[\s-]+", bare)]
    return len(words) >= 2 and not any(word in _POST_WORDS for word in words)


def person_of(text: str, *, standing: str, line: int) -> Person | None:
    """The person of a line or cell that is a name and nothing else: "Councillor Ann Lee (Chair)"."""
    match = _WHOLE.fullmatch(" ".join(text.split()).rstrip(".,;"))
    if not match or not is_name(match["name"]):
        return None
    return Person(name=clean_name(match["name"]), mark=match["mark"], standing=standing, line=line)


def people_of_cell(text: str, *, standing: str, line: int) -> tuple[Person, ...]:
    """The people of one cell or line that names several, with or without separators."""
    folded = " ".join(text.split())
    councillors = list(_COUNCILLOR.finditer(folded))
    if councillors:
        return tuple(
            Person(name=clean_name(one["name"]), mark=one["mark"], standing=standing, line=line) for one in councillors
        )
    with_posts = [match for match in _BEFORE_POST.finditer(folded) if is_name(match["name"])]
    listed = [person_of(one, standing=standing, line=line) for one in re.split(r",|;|\band\b", folded)]
    if listed and all(listed):
        return tuple(one for one in listed if one)
    if with_posts:
        return _with_posts(folded, with_posts, standing, line)
    words = folded.split()
    pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    is_run_of_names = len(words) % 2 == 0 and all(
        re.fullmatch(rf"{_WORD}\s{_WORD}", one) and is_name(one) for one in pairs
    )
    return tuple(Person(name=clean_name(one), standing=standing, line=line) for one in pairs) if is_run_of_names else ()


def speakers_of(text: str, *, line: int) -> tuple[Person, ...]:
    """Those who lead a paragraph: "Ann Lee, Head of Housing, presented ..."."""
    match = _SPEAKER.match(text.lstrip("* "))
    if not match or not is_name(match["name"]):
        return ()
    post = _AND_ANOTHER.split(match["post"], maxsplit=1)[0] if match["post"] else None
    found = [Person(name=clean_name(match["name"]), post=post, standing="speaker", line=line)]
    second = _SECOND_SPEAKER.search(text[: match.end() + 10])
    if second and is_name(second["name"]):
        found.append(Person(name=clean_name(second["name"]), post=second["post"], standing="speaker", line=line))
    return tuple(found)


def contacts_of(text: str, *, line: int) -> tuple[Person, ...]:
    """Those named before a telephone number."""
    match = _CONTACT.search(" ".join(text.split()))
    if not match:
        return ()
    names = re.split(r",\s|\sand\s", match["names"])
    return tuple(Person(name=clean_name(one), standing="contact", line=line) for one in names if is_name(one))


def named_with_post(text: str, *, standing: str, line: int) -> Person | None:
    """The person of "Ann Lee, Head of Housing", or `None` where only a post stands."""
    name, _, post = " ".join(text.split()).partition(",")
    person = person_of(name, standing=standing, line=line)
    return Person(name=person.name, post=post.strip() or None, standing=standing, line=line) if person else None


def merged(people: list[Person]) -> tuple[Person, ...]:
    """Each person once, as first named; a post or mark that only a later place gives is added."""
    found: dict[str, Person] = {}
    for one in people:
        before = found.get(one.name)
        if before is None:
            found[one.name] = one
        elif (one.post and not before.post) or (one.mark and not before.mark):
            found[one.name] = Person(
                name=before.name,
                post=before.post or one.post,
                mark=before.mark or one.mark,
                standing=before.standing,
                line=before.line,
            )
    return tuple(found.values())


def _with_posts(text: str, matches: list[re.Match[str]], standing: str, line: int) -> tuple[Person, ...]:
    people = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        post = text[match.end() : following.start() if following else len(text)]
        post = re.sub(rf"(?:\s+and\s+{_TITLE}?|\s+{_TITLE})$", "", f"{post} ").strip(" ,")
        people.append(Person(name=clean_name(match["name"]), post=post or None, standing=standing, line=line))
    return tuple(people)
