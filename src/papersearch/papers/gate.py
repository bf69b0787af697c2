"""Lets only parts that are open go on: it fails closed.

After Schedule 12A of the Local Government Act 1972: papers with exempt information carry a classification or a banner.
A label that is present must have one of the open words; what is closed is never parsed, and nothing of it is kept.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papersearch.model import Line, Part, SourceFile

OPEN_WORDS = (
    "open",
    "public",
    "unrestricted",
    "not exempt",
    "non exempt",
    "official",
    "not protectively marked",
    "for publication",
    "part 1",
    "part i",
    "part a",
)
_LABELS = (
    "classification",
    "security classification",
    "protective marking",
    "exempt status",
    "publication status",
    "public or private",
    "confidentiality",
)
_NEXT_LABEL = re.compile(
    r"\b(?:date|meeting name|meeting|report title|title|wards?(?:\(s\))?|ward\(s\)|from|to|report of|report to|cabinet member|item no|agenda item|decision maker|"
    r"key decision|contact officer|lead officer|author|portfolio|committee|subject|status)\b\s*:?"
)
_BANNER = re.compile(
    r"(?:\W*)(?:this (?:report|paper|document|appendix|item) is )?(?:strictly )?(?:"
    r"not for publication\b.*|"
    r"(?:exempt|confidential|restricted)(?: (?:report|item|appendix|paper|information|minutes|agenda|business|and confidential))*(?: - .*| by virtue .*| under .*)?|"
    r"(?:document|report|item|appendix|agenda item|paper) is (?:restricted|exempt|confidential)\b.*|"
    r"(?:exempt|confidential)\b.{0,80}\bby virtue of (?:paragraph|category|section)s? .*|"
    r"by virtue of paragraphs? .{1,80}(?:of part|of schedule|schedule 12a).*|"
    r"official[ -]sensitive\b.*"
    r")\W*"
)
_CLOSED_PART = re.compile(
    r"\W*(?:part (?:b|2|ii|two)\b\W*(?:closed|exempt|private|confidential|not open|in the absence|excluding)?.*(?:closed|exempt|private|confidential|not for publication|press and public excluded).*|"
    r"closed (?:minutes|agenda|business|section|session|report)|(?:exempt|confidential|private) (?:minutes|business|session|section|agenda)|"
    r"minutes of the (?:closed|exempt|private|confidential) (?:section|part|session).*|closed section of .*)\W*"
)
_OPEN_PART = re.compile(
    r"\W*(?:part (?:a|1|i|one)\b.*|minutes of the (?:open|public) (?:section|part|session).*|open (?:minutes|business|section|session)|"
    r"(?:agenda )?item(?: no)? \d+.*classification (?:open|public|unrestricted)\b.*)\W*"
)
_NOT_PART = re.compile(r".*any other (?:closed|exempt|private) business.*")
_CONFUSABLES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u04bb\u0501\u051b\u0455\u0422\u0421\u0415\u0420\u041e\u0425\u041c\u0410\u0392\u0395\u039f\u03a1\u03a4\u03a7\u03b1\u03bf\u03c1\u03bd\u03b9\u03c4\u0131\u0261\u1d04\u1d0f\u1d18\u1d07",
    "aeopcxyijhdqstcepoxmabeoptxaopvitigcope",
)  # fmt: skip
_LABEL_REACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A part that stays closed: which rule, and on which line; no word of it but the label's value."""

    rule: str
    line: int
    value: str | None = None

    @property
    def reason(self) -> str:
        """One line for the quarantine list, with how an officer releases a paper that is open."""
        if self.rule == "label":
            stated = (
                f"the classification {self.value!r} is not one of the open words"
                if self.value
                else "the classification is empty"
            )
            return f'withheld: {stated}; if it is open, say classification = "open" in a sidecar'
        if self.rule == "restricted":
            return "withheld: it is on the restrict list"
        return f"withheld: line {self.line} marks it as closed ({self.rule})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gate lets through of one part, and what it keeps out."""

    part: Part | None
    withheld: tuple[Withheld, ...]


def judge(part: Part, file: SourceFile, running_heads: Sequence[str] = ()) -> Judged:
    """The open remainder of a part; `part` is `None` where nothing of it is open."""
    if file.restricted:
        return Judged(part=None, withheld=(Withheld(rule="restricted", line=part.lines[0].number),))
    labelled = _closed_label(part.lines, file)
    is_released = str(file.supplied.get("classification", "")).casefold() == "open"
    if labelled and not is_released:
        return Judged(part=None, withheld=(labelled,))
    banner = next((head for head in running_heads if _is_banner(fold(head))), None)
    if banner is not None and not is_released:
        return Judged(part=None, withheld=(Withheld(rule="running head", line=part.lines[0].number),))
    return _without_closed_lines(part) if not is_released else Judged(part=part, withheld=())


def fold(text: str) -> str:
    """A line as the gate compares it: forms, case, look-alike letters, accents, spaced letters and white space folded."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc") or char in "\t\n")
    plain = plain.translate(_CONFUSABLES).casefold().translate(_CONFUSABLES)
    plain = re.sub(r"[\u2010-\u2015_*|#]+", "-", plain)
    plain = re.sub(
        r"(?<![^\W_])([^\W\d_])(?:[ \t\u00a0.]([^\W\d_])){3,}(?![^\W_])",
        lambda match: re.sub(r"[\s.]", "", match.group()),
        plain,
    )
    return " ".join(plain.split()).strip()


def _closed_label(lines: tuple[Line, ...], file: SourceFile) -> Withheld | None:
    labels = (*_LABELS, *(fold(label).rstrip(":") for label in file.council.gate_labels))
    openers = {re.sub(r"\W+", " ", fold(word)).strip() for word in (*OPEN_WORDS, *file.council.open_words)}
    pattern = re.compile(
        rf"(?:^|[\t:;.|-]\s*|\s{{2,}}|\d\.?\s+)(?P<label>{'|'.join(map(re.escape, labels))})\s*(?P<colon>[:\uff1a=\t-]|$)"
    )
    for at, line in enumerate(lines):
        folded = "\t".join(fold(cell) for cell in line.text.split("\t"))
        match = pattern.search(folded)
        if not match:
            continue
        value = folded[match.end() :].strip(" \t:-")
        if not value:
            value = _value_below(lines[at + 1 : at + 1 + 2 * _LABEL_REACH])
        value = _NEXT_LABEL.split(value.replace("\t", " "), maxsplit=1)[0].strip(" :-.")
        if re.sub(r"\W+", " ", value).strip() not in openers:
            return Withheld(rule="label", line=line.number, value=value[:40] if len(value.split()) <= 3 else "")
    return None


def _value_below(lines: tuple[Line, ...]) -> str:
    stated = [fold(line.text) for line in lines if line.text.strip()][:1]
    return stated[0] if stated else ""


def _is_banner(folded: str) -> bool:
    return bool(_BANNER.fullmatch(folded)) and len(folded) < 300


def _without_closed_lines(part: Part) -> Judged:
    """The part up to a banner or closed heading, and again from the next plainly open heading."""
    kept: list[Line] = []
    withheld: list[Withheld] = []
    is_closed = False
    for line in part.lines:
        folded = fold(line.text)
        bare = re.sub(r"[^\w\s]", " ", folded)
        bare = " ".join(bare.split())
        rule = _closing_rule(folded, bare)
        if rule and not is_closed:
            withheld.append(Withheld(rule=rule, line=line.number))
            if rule == "banner":
                return Judged(part=None, withheld=tuple(withheld))
            is_closed = True
        elif is_closed and _OPEN_PART.fullmatch(bare):
            is_closed = False
        if not is_closed:
            kept.append(line)
    if not any(line.text.strip() for line in kept):
        return Judged(part=None, withheld=tuple(withheld))
    return Judged(part=replace(part, lines=tuple(kept)) if withheld else part, withheld=tuple(withheld))


def _closing_rule(folded: str, bare: str) -> str | None:
    if not bare or _NOT_PART.fullmatch(bare):
        return None
    if _is_banner(folded) or _BANNER.fullmatch(bare):
        return "banner"
    return "closed part" if _CLOSED_PART.fullmatch(bare) and len(bare) < 200 else None
