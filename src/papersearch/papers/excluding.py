"""Follows minutes through the exclusion of the public: from when on it is out, and when it is let in again."""

import re

from papersearch.papers.folding import bare

_PUBLIC = (
    r"(?:(?:all |any |the |remaining |members of the )*(?:press and (?:the |members of the )?public|public and (?:the )?(?:press|media)|"
    r"press or public|public|press)(?: and (?:the )?press)?)"
)
_TAKEN = r"(?:considered|discussed|taken|dealt with|heard|held|transacted|conducted|received|debated|minuted)"
_IN_PRIVATE = (
    rf"(?:in (?:private|camera|closed|exempt|confidential|committee|secret)\b|in (?:the )?absence of {_PUBLIC}|without {_PUBLIC}|"
    rf"(?:with|after|following) (?:the )?(?:exclusion of )?{_PUBLIC}(?: (?:having |being )?(?:been )?excluded)?|under part (?:2|ii|two|b)\b)"
)
_MATTERS = r"(?:items?|business|matters?|reports?|minutes?|discussions?|part of the meeting|remainder of the meeting)"
_SESSION = re.compile(
    rf"(?:(?:the )?(?:following |next |remaining |rest of the )?{_MATTERS}(?: of business)?(?: \w+){{0,4}}? (?:was|were|is|are|will be|to be|being) (?:then )?{_TAKEN} "
    rf"{_IN_PRIVATE}.{{0,120}}"
    rf"|(?:the )?(?:following )?{_MATTERS}(?: of business)?(?: to be)?(?: {_TAKEN})? {_IN_PRIVATE}(?: session)?.{{0,80}}"
    rf"|{_MATTERS} from which {_PUBLIC} (?:is|are|was|were|will be|may be) (?:likely to be )?excluded.{{0,60}}"
    r"|in (?:committee|camera|private(?: session)?|closed session|confidential session|exempt session)"
    rf"|(?:in (?:the )?absence of|after the exclusion of|following the exclusion of) {_PUBLIC}"
    rf"|(?:the (?:committee|council|cabinet|board|panel|meeting) )?(?:then )?(?:moved|went|resolved itself|entered) into (?:closed|private|exempt|confidential|committee)\b.{{0,60}}"
    r"|sesiwn (?:gaeedig|breifat|gyfrinachol))"
)
"""A line that says that what follows was taken without the public."""
_NUMBERED_SESSION = re.compile(
    r"(?:\d{1,4}[a-z]? |[a-z]{1,4}\d{1,4} |\d{1,4} \d{1,4} )(?:(?:closed|confidential|private|exempt) (?:sessions?|business|items|matters|part)|in (?:camera|committee|private|closed session))"
)
_LEFT = re.compile(
    rf"(?:(?:at (?:this|that) (?:point|stage|juncture)|at \d.{{0,12}}?) )?{_PUBLIC}(?: (?:present|in attendance|then|now|all|who were present))*"
    r" (?:left|withdrew|retired|vacated|(?:were|was) (?:then )?(?:asked|requested|instructed|invited) to (?:leave|withdraw)|(?:were|was) (?:then )?excluded|"
    r"having (?:left|withdrawn|been excluded))\b.{0,100}"
)
_BACK = re.compile(
    rf"(?:.{{0,160}} )?(?:(?:{_PUBLIC}(?: \w+){{0,3}}? (?:re ?admitted|invited back|returned|re ?joined|re ?entered|allowed back|welcomed back|re ?invited)"
    r"|(?:re ?admit|re ?admission of|invite back) (?:the )?(?:press|public))"
    r"|(?:resumed|returned|moved back|reverted|went back|return|resumption|reconvened)(?: \w+){0,3} (?:open|public) (?:session|meeting|part)"
    r"|(?:open|public) (?:session|meeting) (?:was )?(?:resumed|reconvened|recommenced)|(?:end|close|conclusion) of (?:the )?(?:closed|private|confidential|exempt) (?:session|business|items?|part)"
    r")\b.{0,160}"
)
_REFUSED = re.compile(
    r"\b(?:not (?:to )?(?:be |to )?(?:excluded?|re ?admitted)|no (?:need|reason|resolution|motion|requirement)|not (?:necessary|required|agreed|moved|carried)|"
    r"(?:motion|vote|proposal) (?:was |fell|to .{0,60} was )?(?:lost|fell|withdrawn|defeated)|was lost|fell)\b"
)
_OUT = re.compile(
    rf"\b{_PUBLIC}(?: \w+){{0,3}}? (?:be|were|was|are|is) (?:now |then |hereby |temporarily )?(?:excluded|(?:asked|requested|instructed|required) to (?:leave|withdraw))\b"
    rf"|\b(?:to )?exclud(?:e|ed|ing) {_PUBLIC}|\bexclusion of {_PUBLIC} (?:was )?(?:agreed|approved|carried)"
    r"|\b(?:move|go|moved|went|enter|resolve itself) into (?:closed|private|exempt|confidential|committee)\b|\bmeet in private\b"
    r"|\b(?:gwahardd|eithrio|cau allan)\b.{0,30}\bcyhoedd\b|\bcyhoedd\b.{0,60}\b(?:gwahardd|eithrio|hallgau|cau allan)\b"
)
_DECIDED = re.compile(
    r"\b(?:resolved|agreed|carried|approved|determined|decided|penderfynwyd|cytunwyd|it was (?:unanimously )?(?:moved|proposed))\b"
)
_STATED = re.compile(r"(?:\d{1,3} |[a-z] )?(?:that|to exclude|under|pursuant|in accordance|by virtue|bod)\b.*")
_POLICY = re.compile(r"\b(?:policy|protocol|procedure|scheme|standing orders?|constitution) (?:to|that|of|for|on)\b")
_NAMED = re.compile(
    r"\bitems? (?:(?:nos?|numbers?|numbered) )?(?P<items>\d{1,3}(?:(?: (?:and|to|or))? \d{1,3}){0,12})\b(?! of (?:part|schedule))"
)
_NEXT_ONLY = re.compile(
    r"\b(?:following|next) (?:agenda )?item\b(?! ?s\b)(?! of business\b.{0,30}\bitems\b)(?! and (?:all|any|the))"
)
_LONGEST = 1_200
_MOST_NAMED, _LONGEST_SESSION = 40, 260


def is_session(text: str) -> bool:
    """Whether a line of minutes says that what follows it was taken without the public."""
    said = bare(text)
    is_said = len(said) <= _LONGEST_SESSION and any(
        form.fullmatch(said) for form in (_SESSION, _NUMBERED_SESSION, _LEFT)
    )
    return is_said and not _REFUSED.search(said)


def is_return(text: str) -> bool:
    """Whether a line says that the public was let in again."""
    said = bare(text)
    return len(said) < _LONGEST and bool(_BACK.fullmatch(said)) and not _REFUSED.search(said)


def excludes(text: str, before: str) -> bool:
    """Whether a sentence of minutes excludes the public; `before` is the line above it, which may say that it was resolved."""
    said = bare(text[:_LONGEST])
    if not _OUT.search(said) or _REFUSED.search(said) or _POLICY.search(said):
        return False
    return bool(_DECIDED.search(said) or _STATED.fullmatch(said) or _DECIDED.search(bare(before[:_LONGEST])))


def items_named(text: str) -> frozenset[int]:
    """The items for which the public was excluded, as far as they are named by number."""
    named: set[int] = set()
    said = bare(re.sub(r"(?<=\d)\s*[-\u2010-\u2015]\s*(?=\d)", " to ", text[:_LONGEST]))
    for found in _NAMED.finditer(said):
        numbers = [int(one) for one in re.findall(r"\d+", found["items"])]
        named.update(numbers)
        if " to " in found["items"] and 0 <= numbers[-1] - numbers[0] <= _MOST_NAMED:
            named.update(range(numbers[0], numbers[-1] + 1))
    return frozenset(named)


def is_for_next_only(text: str) -> bool:
    """Whether the public was excluded for the next item alone."""
    return bool(_NEXT_ONLY.search(bare(text[:_LONGEST])))
