"""Finds the people whom a paper's structure names: lists, cells, contacts, speakers."""

import re
from importlib.resources import files

from papersearch.model import Person

_TITLE = r"(?:(?:Councillor|Cllr|Alderman|Dr|Messrs|Mesdames|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Revd?|Sir|Dame|Baroness|Lord|Judge)\.?\s+)"
_NO_NAME = r"(?!(?:Councillors?|Cllrs?|Dr|Messrs|Mesdames|Mr|Mrs|Ms|Miss|Prof|Professor|Tel|Telephone|Email|Phone|Mobile|Ext)\b)"
_PIECE = r"(?:[A-Z][a-z]?['\u2019]|Ma?c|Fitz|De|Di|La|Le|Van)?[A-Z\u00c0-\u00de][a-z\u00c0-\u017f]+"
_WORD = rf"{_NO_NAME}{_PIECE}(?:\s?[-\u2010-\u2015]\s?(?!Chair|Vice|Mayor|Clerk|Leader|Cllr|Councillor){_PIECE})*"
_INITIAL = r"[A-Z]\.?"
_NAME = rf"{_WORD}(?:\s(?:{_INITIAL}\s)?(?:(?:de|van|von|der|al|el|bin|ap|O|\u00d3)\s)?{_WORD}){{1,2}}"
_SHORT_NAME = rf"(?:{_INITIAL}\s?){{1,3}}(?<=[\s.])(?:(?:[Aa][pb]|de|van|von|der|la|le|St\.?)\s)?{_WORD}"
_HEADS = re.compile(r"\b(?:Councillors?|Cllrs?|Aldermen|Alderman)\.?:?\s+")
_BETWEEN = re.compile(r"(?:[,;]|\band\b|&)(?![^()]*\))")
_BEFORE_POST = re.compile(rf"(?P<name>{_WORD}\s(?:{_INITIAL}\s)?{_WORD})(?=\s*,|\s+and\s+{_WORD}\s+{_WORD})")
_WITH = re.compile(rf"^(?:together )?(?:with )?(?:the )?(?={_TITLE})")
"""What a sentence on who was there puts before a name: "with the Rev. Ann Lee"."""
_MARK = r"\s*(?:\((?P<mark>[^)]*)\)|[-\u2010-\u2015]\s(?P<dashed>(?:Vice[- ])?(?:Chair|Mayor|Clerk)\w*))?"
_WHOLE = re.compile(rf"{_TITLE}*(?P<name>{_NAME}|{_SHORT_NAME}){_MARK}")
_VERBS = (
    r"(?:also |then |briefly |jointly |further |formally )?"
    r"(?:presented|introduced|reported|outlined|provided|explained|said|stated|advised|opened|concluded|referred|"
    r"confirmed|gave|highlighted|updated|asked|noted|thanked|moved|proposed|responded|added|queried|welcomed|informed|"
    r"raised|suggested|replied|felt|expressed|commented|questioned|declared|stressed|emphasised|clarified|reminded|summarised|"
    r"requested|described|drew|spoke|was concerned|wished)\b"
)
_SPEAKER = re.compile(
    rf"(?:the\s+)?{_TITLE}?(?P<name>{_NAME})(?:,\s(?P<post>[^.;:]{{3,200}}?),?|\sand\s.{{3,120}}?)?\s+{_VERBS}"
)
_SHORT_SPEAKER = re.compile(rf"{_TITLE}(?P<name>{_SHORT_NAME})\s+{_VERBS}")
_BY_SURNAME = re.compile(rf"{_TITLE}(?P<name>{_WORD})\s+{_VERBS}")
_BY_FIRST_NAME = re.compile(rf"(?P<name>{_WORD})\s+(?:took|{_VERBS})")
_AND_ANOTHER = re.compile(rf"\sand\s(?={_TITLE}?{_NAME},)")
_SECOND_SPEAKER = re.compile(
    rf"\sand\s{_TITLE}?(?P<name>{_NAME}),\s(?P<post>[^.;:]{{3,90}}?),?\s(?:presented|introduced|outlined|gave|provided)\b"
)
_CONTACT = re.compile(rf"(?P<names>{_NAME}(?:(?:,\s|\sand\s){_NAME})*)[,:]?\s+(?:on\s|[Tt]el\b|\(?0\d{{2,4}})")
_REACHED_AT = re.compile(
    r"[\s,;(\u2010-\u2015-]*(?:\b(?:tel|telephone|phone|ext|e-?mail)\b|\(?\b0\d{2,4}\b|\S+@)", re.IGNORECASE
)
_POST_WORDS = frozenset(
    line
    for line in files("papersearch").joinpath("words", "posts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)  # fmt: skip


def clean_name(name: str) -> str:
    """A name without title, its dashes and blanks as in print: "Dr. David Quirke \N{EN DASH}Thornton" is "David Quirke-Thornton"."""
    bare = re.sub(rf"^(?:{_TITLE})+", "", " ".join(name.split()))
    bare = re.sub(r"(?<=\b[A-Z])\.\s?", " ", bare)
    return re.sub(r"\s?[\u2010-\u2015-]\s?", "-", bare).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip()


def is_name(text: str) -> bool:
    """Whether two or three capitalised words can be a person: none of them belongs to a post or service."""
    bare = re.sub(r"['\u2019]s$", "", text)
    words = [word.strip(".").casefold() for word in re.split(r"[\s-]+", bare)]
    return len(words) >= 2 and not any(word in _POST_WORDS for word in words)


def person_of(text: str, *, standing: str, line: int | None) -> Person | None:
    """The person of a line or cell that is a name and nothing else: "Councillor Ann Lee (Chair)", "J. Coker"."""
    match = _WHOLE.fullmatch(_WITH.sub("", " ".join(text.split())).rstrip(".,;"))
    if not match or not is_name(match["name"]):
        return None
    mark = match["mark"] or match["dashed"]
    return Person(name=clean_name(match["name"]), mark=mark, standing=standing, line=line)


def people_of_cell(text: str, *, standing: str, line: int) -> tuple[Person, ...]:
    """The people of one cell or line that names several, with or without separators."""
    folded = " ".join(text.split())
    if _HEADS.search(folded):
        chunks = [_BETWEEN.split(chunk) for chunk in _HEADS.split(folded)]
        return _listed([piece for chunk in chunks for piece in chunk], standing, line)
    separated = re.sub(rf"(?<=[\w)])\s+(?={_TITLE}{_PIECE})", "; ", folded)
    pieces = _BETWEEN.split(separated)
    listed = _listed(pieces, standing, line)
    if len(listed) == len(pieces):
        return listed
    with_posts = [match for match in _BEFORE_POST.finditer(separated) if is_name(match["name"])]
    if with_posts and len(with_posts) >= len(listed):
        return _with_posts(separated, with_posts, standing, line)
    return listed or _run_together(folded, standing, line)


def _listed(pieces: list[str], standing: str, line: int) -> tuple[Person, ...]:
    people = (person_of(piece, standing=standing, line=line) for piece in pieces)
    return tuple(one for one in people if one)


def _run_together(text: str, standing: str, line: int) -> tuple[Person, ...]:
    """The people of "Ann Lee Bob Day": pairs of words without a separator (002:117)."""
    words = text.split()
    pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    is_run = len(words) % 2 == 0 and all(re.fullmatch(rf"{_WORD}\s{_WORD}", one) and is_name(one) for one in pairs)
    return tuple(Person(name=clean_name(one), standing=standing, line=line) for one in pairs) if is_run else ()


def speaker_among(text: str, people: tuple[Person, ...]) -> str | None:
    """Who leads a paragraph by surname or first name alone, if only one of these people has it."""
    bare = text.lstrip("* ")
    surname, first = _BY_SURNAME.match(bare), _BY_FIRST_NAME.match(bare)
    match, place = (surname, -1) if surname else (first, 0)
    if match is None:
        return None
    named = {person.name for person in people if person.name.split()[place] == clean_name(match["name"])}
    return named.pop() if len(named) == 1 else None


def speakers_of(text: str, *, line: int) -> tuple[Person, ...]:
    """Those who lead a paragraph: "Ann Lee, Head of Housing, presented ..."."""
    short = _SHORT_SPEAKER.match(text.lstrip("* "))
    if short:
        return (Person(name=clean_name(short["name"]), standing="speaker", line=line),)
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


def named_with_post(text: str, *, standing: str, line: int | None) -> Person | None:
    """The person of "Ann Lee, Head of Housing", or `None` where only a post stands."""
    name, _, post = _REACHED_AT.split(" ".join(text.split()), maxsplit=1)[0].partition(",")
    person = person_of(name, standing=standing, line=line)
    return Person(name=person.name, post=post.strip(" ,-") or None, standing=standing, line=line) if person else None


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
        post = _REACHED_AT.split(post, maxsplit=1)[0]
        post = re.sub(rf"(?:\s+and\s+{_TITLE}?|\s+{_TITLE})$", "", f"{post} ").strip(" ,;")
        people.append(Person(name=clean_name(match["name"]), post=post or None, standing=standing, line=line))
    return tuple(people)
