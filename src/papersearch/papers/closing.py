"""Tells banners and headings that close what they stand on, and headings that open it again."""

import re

from papersearch.papers import welsh_markings
from papersearch.papers.folding import bare, fold

NOTHING = re.compile(
    r"(?:none|nil|false|n a|na|not applicable|no|there (?:is|are|was|were) no(?:ne)?|not required)\b.*"
)
"""What stands under or after a label or heading that closes nothing."""
_THING = (
    r"(?:report|item|appendix|appendices|annexe?|schedule|paper|information|document|memorandum|briefing|supplement|addendum|minute|"
    r"business case|letter)s?"
)
_SHUT = rf"(?:exempt|confidential|restricted|private|not for publication|{welsh_markings.SHUT})"
_GROUND = r"by virtue of (?:paragraph|category|section)\(?s?\)? .*|under (?:paragraph|category|section|schedule)s? .*"
_BANNER = re.compile(
    rf"(?:(?:this|the following|the attached|the enclosed) {_THING} is |strictly )?(?:"
    r"not ?for ?publication\b.*|not to be published\b.*|not for (?:public )?(?:release|disclosure)\b.*|"
    rf"(?:{_THING} |agenda item )?(?:is )?(?:exempt|confidential|restricted)(?: from publication)?[ ,:(-]*(?:{_GROUND})|"
    rf"{_GROUND}|"
    rf"(?:exempt|confidential)\b.{{0,80}}\b(?:{_GROUND})|"
    rf"(?:{_THING}|agenda item) is (?:restricted|exempt|confidential)\b.*|"
    r"(?:information|matters?) (?:in|contained in) this report (?:is|are) (?:exempt|confidential)\b.*|"
    r"official ?[-:/]? ?sensitive\b.*|private and confidential|"
    r"not open to (?:the )?(?:press (?:and|or|nor) )?(?:the )?(?:members of the )?public(?:[ ,:(-]+(?:by virtue|under|as|because|paragraph|exempt)\b.*)?|"
    rf"(?:that )?(?:the )?(?:press and (?:the )?|members of the )?public (?:should|must|will|shall|to|is to|are to|may) be excluded\b.{{0,80}}\b(?:this|the) {_THING}\b.{{0,40}}|"
    rf"(?:(?:reasons?|grounds?) for (?:the )?(?:restriction|exemption|confidentiality)|reasons? restricted) ?[:-] ?(?:{_THING} )?(?:(?:exempt|confidential|restricted)\b.*|{_GROUND}|paragraph\b.*)|"
    rf"(?:local government act 1972[ ,:-]*)?schedule 12 ?a\b[^.]{{0,60}}[:-] ?{_SHUT}"
    r")"
)
"""A line that closes what it stands on."""
_TITLE_BANNER = re.compile(
    rf"(?:strictly )?(?:exempt|confidential|restricted|private)(?: ?(?:and|or|/) ?(?:exempt|confidential))?(?: {_THING}(?: \w{{1,3}})?)?"
    r"(?: ?[-:(] ?(?P<rest>.*)| (?:until|to all|not for)\b.*)?|"
    rf"{_THING}(?: \w{{1,3}})? ?[-,:(] ?{_SHUT}\b.*|"
    rf"(?:this |the )?(?:{_THING}|agenda item) (?:is|are) (?:(?:strictly )?(?:exempt|confidential|private|closed)|not for publication)\b.*|"
    rf"(?:this |the )?{_THING} contains? (?:exempt|confidential)(?:(?: and | or |/)(?:exempt|confidential))? information\b"
    r"(?!.*\b(?:appendi|annex)).*|"
    rf"(?:(?:the )?(?:following )?(?:{_THING}|business|matters?) )?(?:is |are )?to be (?:considered|taken|heard|dealt with|discussed) in "
    r"(?:private|exempt|closed|confidential)\b.*|"
    rf"closed {_THING}|(?:restricted|limited|private|confidential|closed) (?:circulation|distribution)\b.*|"
    r"(?:for )?(?:the )?(?:(?:elected|cabinet|council|committee) )?members of (?:the )?.{2,40} only|"
    r"(?:exempt|closed|private|confidential) session|exempt from (?:publication|disclosure)\b.*|"
    r"(?:for )?(?:members?|councillors?|cabinet members?)(?:'? ?s?'?)?(?: eyes)? only|"
    r"[^.]{3,40} ?[-:(] ?(?:not for publication|exempt from publication)|"
    r"do not (?:publish|circulate|distribute)\b.*|not for (?:wider |onward )?(?:circulation|distribution)\b.*|"
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b.*|"
    r"pink (?:papers?|pages?|reports?)|.{0,60}\bprinted on pink\b.*|"
    r"part (?:2|ii|two|b)(?: (?:reports?|items?|agenda|minutes|papers?))?"
)
"""The same, where it is printed in capitals or stands at the head of a paper."""
_BARE_PART = re.compile(r"part (?:2|ii|two|b)(?: (?:reports?|items?|agenda|minutes|papers?|business))?")
_CLOSED_PART = re.compile(
    r"part (?:b|2|ii|two)\b.*\b(?:(?:press|public) (?:is|are|was|were|will be|shall be|may be|must be) (?:likely to be )?excluded|closed|exempt|private|confidential|not open|not for publication|(?:press and public|public and press|public) excluded|"
    r"absence of|excluding (?:the )?(?:press|public)).*|"
    r"(?:closed|exempt|confidential|private) (?:minutes?|agenda|business|section|session|reports|items|part)(?: (?:of|from|for|which|to be|not) .{0,60})?|"
    r"(?:draft )?minutes of the (?:closed|exempt|private|confidential) (?:section|part|session).*|closed section of .*|"
    r"(?:the )?(?:press and (?:the )?public|public and (?:the )?press) (?:are |to be )?excluded"
)
_OPEN_PART = re.compile(
    r"part (?:a|1|i|one)\b.*|(?:draft )?minutes of the (?:open|public) (?:section|part|session).*|"
    r"(?:open|public) (?:minutes|business|section|session|items|part)(?: .{0,60})?|"
    r"(?:agenda )?item(?: no)? \d+.*classification (?:open|public|unrestricted)\b.*"
)
_PUBLIC_PART = re.compile(r"part (?:a|1|i|one)\b.*\b(?:open|public|press)\b.*")
_CLOSED_ITEM = re.compile(
    rf"(?:\d{{1,4}}[a-z]?|[a-z]{{1,4}}\d{{1,4}}|\d{{1,4}}/\d{{1,4}})[.):]?\s+(?:(?:exempt|confidential|private)(?: (?:item|report|minute|matter|business)s?)? ?(?:[:(]| -|- ).+|"
    rf".*[(\[] ?(?:{_SHUT}|in (?:camera|private|committee|closed session|private session|exempt session)|closed (?:session|item|minute)|eitem {_SHUT})\b[^)\]]{{0,60}}[)\]]?|"
    rf".*(?: -|-|:) ?(?:{_SHUT}(?: (?:item|report|minute|and confidential))?|in (?:camera|private|committee|closed session|private session)|(?:closed|private|confidential|exempt) session)|"
    r"(?:strictly )?(?:private and confidential|confidential|exempt|in (?:camera|private)))"
)
"""The numbered title of one item: "7. Sale of land (exempt)"."""
_STANDING_ITEM = re.compile(r".*any other (?:urgent )?(?:closed|exempt|private|confidential) (?:business|items?).*")
_THINGS_BEFORE = re.compile(r"^\W*(?:report )?title\s*:\s*", re.IGNORECASE)
_LONGEST_BANNER, _LONGEST_TITLE = 300, 140
_IN_EVERY_BANNER = re.compile(
    r"publi|release|disclos|exempt|confiden|restrict|virtue|private|sensitive|under|schedule|closed|exclu|circulat|distribut|only|embargo|pink|part|"
    r"yhoedd|eithri|yfrinach|wahardd|reifat|paragraff"
)
_BETWEEN_LANGUAGES = re.compile(r"\s*[/\t\u2022\u00b7]\s*|\s+-\s+|\s*\|\s*")
_WELSH_FIRST = re.compile(
    rf"(?:(?:eitem|adroddiad|atodiad) )?{welsh_markings.SHUT} (?:(?:exempt|confidential|restricted|private)(?: (?:item|report|appendix))?|not for publication\b.*)"
)
_MOST_LANGUAGES = 4
_NOT_EXCLUDED = re.compile(r"\bnot (?:be )?excluded\b")
_RESTRICTED_ROW = re.compile(
    r"\b(?:restricted|exempt) by virtue of paragraphs?[ ()s]*\d+[a-z]?(?:[ ,and]*\d+)*(?: of (?:part \d of )?(?:the )?schedule 12 ?a)?(?: (?:of|to) the local government act 1972)?(?P<rest>.*)"
)
_LONGEST_ROW = 5_000
_RESTRICTION = re.compile(
    r"(?:(?:reasons?|grounds?) (?:for (?:the )?|of )?(?:restriction|restricted|exemption|confidentiality|exclusion) ?[:-]? ?)?"
    r"(?:(?:this |the )?(?:item |report |document )?(?:is )?(?:restricted|exempt|confidential)(?: from publication)? )?(?:by virtue of|under) paragraphs?\b.*|"
    r"(?:reasons?|grounds?) (?:for (?:the )?)?(?:restriction|restricted|exemption|confidentiality) ?[:-] ?(?:restricted|exempt|confidential|paragraph|schedule)\b.*"
)
_APPENDICES = re.compile(
    r"(?:list of )?(?:(?:exempt|confidential|restricted|private|closed)(?: ?(?:/|and|or|,) ?(?:exempt|confidential|restricted|private))? )?"
    r"(?:appendices|annexes|enclosures|attachments|background (?:papers|documents)) ?: ?\S|"
    r"(?:exempt|confidential|restricted|private|closed)(?: ?(?:/|and|or|,) ?(?:exempt|confidential|restricted|private))? "
    r"(?:appendix|annexe?)(?:\(?(?:es|s)\)?)? ?: ?(?:appendix|annexe?)\b"
)


def is_banner(text: str, *, is_title: bool) -> bool:
    """Whether a line of its own closes what it stands on; `is_title` where it stands at the head."""
    folded = fold(_THINGS_BEFORE.sub("", text)).replace("&", " and ").strip(" -()[].!\"':;")
    if not folded or len(folded) >= _LONGEST_BANNER or not _IN_EVERY_BANNER.search(folded):
        return False
    if _is_in_two_languages(folded, text, is_title=is_title):
        return True
    forms = {folded, " ".join(folded.replace("-", " ").split()), " ".join(folded.split())}
    if any(_BANNER.fullmatch(one) for one in forms):
        return True
    letters = [char for char in text if char.isalpha()]
    if not (is_title or all(char.isupper() for char in letters)):
        return False
    match = next((found for one in forms if (found := _TITLE_BANNER.fullmatch(one))), None)
    is_part = match is not None and bool(_BARE_PART.fullmatch(match.group()))
    if match is None or (is_part and not is_title):
        return False
    return not (match["rest"] and NOTHING.fullmatch(bare(match["rest"])))


def _is_in_two_languages(folded: str, text: str, *, is_title: bool) -> bool:
    """Whether a banner stands in Welsh, alone or beside the English: "NID I'W GYHOEDDI / NOT FOR PUBLICATION"."""
    if is_title or not any(char.islower() for char in text):
        is_welsh = (welsh_markings.is_banner(bare(one)) for one in (folded, *_BETWEEN_LANGUAGES.split(folded)))
        if any(is_welsh) or bool(_WELSH_FIRST.match(bare(folded))):
            return True
    pieces = _BETWEEN_LANGUAGES.split(folded)
    return 1 < len(pieces) <= _MOST_LANGUAGES and any(_BANNER.fullmatch(one.strip(" -()[]")) for one in pieces)


def is_closed_part(text: str) -> bool:
    """Whether a heading opens a part that is closed: "PART B - CLOSED BUSINESS"."""
    said = bare(text)
    return bool(_CLOSED_PART.fullmatch(said) and not _NOT_EXCLUDED.search(said)) or bool(
        welsh_markings.CLOSED_PART.fullmatch(said)
    )


def is_restriction_note(text: str) -> bool:
    """Whether a line under the title of an item says why the item is restricted."""
    return len(text) < _LONGEST_BANNER and bool(_RESTRICTION.fullmatch(fold(text).strip(" -()[].:;")))


def restricts_row(text: str) -> bool:
    """Whether a row of a table says in the midst of its words that its item is restricted, and words of it follow."""
    found = _RESTRICTED_ROW.search(fold(text)) if "\t" in text and len(text) <= _LONGEST_ROW else None
    return found is not None and bool(re.search(r"[^\W\d_]", found["rest"]))


def is_list_of_appendices(text: str) -> bool:
    """Whether a line only names the appendices of its report, closed ones among them."""
    return bool(_APPENDICES.match(fold(text)))


def is_bare_part(text: str) -> bool:
    """Whether a heading only numbers the second part: "PART 2"."""
    return bool(_BARE_PART.fullmatch(bare(text)))


def is_open_part(text: str) -> bool:
    """Whether a heading opens a part that is open: "PART A - OPEN BUSINESS"."""
    return bool(_OPEN_PART.fullmatch(bare(text)))


def is_public_part(text: str) -> bool:
    """Whether a heading says that the first part is the public one."""
    return bool(_PUBLIC_PART.fullmatch(bare(text)))


def is_closed_item(text: str) -> bool:
    """Whether the title of a numbered item says that it is closed."""
    return len(text) <= _LONGEST_TITLE and bool(_CLOSED_ITEM.fullmatch(fold(text)))


def is_standing_item(text: str) -> bool:
    """Whether a line is the item for closed business that agendas print each time."""
    return bool(_STANDING_ITEM.fullmatch(bare(text)))
