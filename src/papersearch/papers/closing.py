"""Tells banners and headings that close what they stand on, and headings that open it again."""

import re

from papersearch.papers.folding import bare, fold

NOTHING = re.compile(
    r"(?:none|nil|false|n a|na|not applicable|no|there (?:is|are|was|were) no(?:ne)?|not required)\b.*"
)
"""What stands under or after a label or heading that closes nothing."""
_THING = (
    r"(?:report|item|appendix|appendices|annexe?|schedule|paper|information|document|memorandum|briefing|supplement|addendum|minute|"
    r"business case|letter)s?"
)
_SHUT = r"(?:exempt|confidential|restricted|private|not for publication)"
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
    r"part (?:b|2|ii|two)\b.*\b(?:closed|exempt|private|confidential|not open|not for publication|(?:press and public|public and press|public) excluded|"
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
    rf"(?:\d{{1,4}}[a-z]?|[a-z]{{1,4}}\d{{1,4}}|\d{{1,4}}/\d{{1,4}})[.):]?\s+(?:(?:exempt|confidential|private) (?:item|report|minute)s? ?[-:(].+|"
    rf".*[(\[] ?(?:{_SHUT}|not for publication)\b[^)\]]{{0,60}}[)\]]?|.* - ?{_SHUT}(?: (?:item|report|minute))?)"
)
"""The numbered title of one item: "7. Sale of land (exempt)"."""
_STANDING_ITEM = re.compile(r".*any other (?:urgent )?(?:closed|exempt|private|confidential) (?:business|items?).*")
_THINGS_BEFORE = re.compile(r"^\W*(?:report )?title\s*:\s*", re.IGNORECASE)
_LONGEST_BANNER, _LONGEST_TITLE = 300, 140


def is_banner(text: str, *, is_title: bool) -> bool:
    """Whether a line of its own closes what it stands on; `is_title` where it stands at the head."""
    folded = fold(_THINGS_BEFORE.sub("", text)).replace("&", " and ").strip(" -()[].!\"':;")
    if not folded or len(folded) >= _LONGEST_BANNER:
        return False
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


def is_closed_part(text: str) -> bool:
    """Whether a heading opens a part that is closed: "PART B - CLOSED BUSINESS"."""
    return bool(_CLOSED_PART.fullmatch(bare(text)))


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
