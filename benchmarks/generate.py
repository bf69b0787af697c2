"""Makes papers of an invented county of any size, for speed and size and never for ranking.

Words follow Zipf's law as mended by Mandelbrot, set phrases go by subject, and the subject by committee. The same seed
gives the same papers, and a smaller corpus is the beginning of a larger one.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from papersearch.model import Form, PaperType, Person, Role, SourceRef
from papersearch.passage import PaperCard, Passage

SUBJECTS = {
    "Care": "care leavers,foster carers,social workers,pathway plan,virtual school,placement stability",
    "Housing": "council homes,temporary accommodation,rough sleeping,housing need,damp and mould,major works",
    "Schools": "school places,pupil premium,special educational needs,attendance targets,free school meals",
    "Planning": "planning permission,conservation area,affordable housing,local plan,section 106,flood risk",
    "Money": "council tax,capital programme,budget gap,revenue monitoring,general fund,dedicated schools grant",
    "Health": "mental health,public health,hospital discharge,adult social care,health inequalities",
    "Safety": "knife crime,antisocial behaviour,domestic abuse,hate crime,youth offending",
    "Streets": "parking permits,cycle lane,air quality,road safety,bus route,street lamps",
    "Conduct": "declarations of interest,terms of reference,forward plan,internal audit,risk register",
    "Climate": "climate emergency,carbon neutral,waste collection,recycling rate,solar panels",
}
COMMITTEES = (
    "Cabinet", "Overview and Scrutiny Committee", "Planning Committee", "Corporate Parenting Committee",
    "Housing Panel", "Audit Committee", "Licensing Sub-Committee", "Schools Forum", "Health and Wellbeing Board",
    "Standards Committee", "Pensions Committee", "Highways Committee", "Community Safety Board", "Appeals Panel",
)  # fmt: skip
COUNCILS = ("Harrowmere", "Tidewell", "Ousebridge", "Castleby", "Fennick", "Marlow Vale")
_COMMON = [
    "the",
    "of",
    "to",
    "and",
    "in",
    "a",
    "that",
    "for",
    "be",
    "is",
    "was",
    "on",
    "with",
    "as",
    "by",
    "are",
    "at",
    "from",
    "this",
    "it",
    "will",
    "which",
    "have",
    "or",
    "an",
    "not",
    "has",
    "been",
    "their",
    "were",
    "council",
    "report",
    "members",
    "committee",
    "children",
    "work",
    "service",
    "services",
    "would",
    "noted",
    "agreed",
    "more",
    "there",
    "had",
    "its",
    "young",
    "people",
    "year",
    "other",
    "than",
    "also",
    "officer",
    "officers",
    "who",
    "review",
    "through",
    "support",
    "needs",
    "they",
    "all",
    "local",
    "may",
    "through",
]
_BEGINNINGS = [
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "cr",
    "d",
    "dr",
    "f",
    "fl",
    "fr",
    "g",
    "gl",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sc",
    "sh",
    "sl",
    "sp",
    "st",
    "str",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
_MIDDLES = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oa", "oo", "ou", "au", "ar", "er", "ir", "or", "ur"]
_ENDINGS = [
    "b",
    "ck",
    "d",
    "ft",
    "g",
    "k",
    "l",
    "ll",
    "lt",
    "m",
    "mp",
    "n",
    "nd",
    "ng",
    "nk",
    "nt",
    "p",
    "pt",
    "r",
    "rd",
    "rk",
    "rm",
    "rn",
    "rt",
    "s",
    "sh",
    "ss",
    "st",
    "t",
    "th",
    "x",
]
_SUFFIXES = ("", "", "", "", "ing", "ed", "s", "er", "ment", "tion", "al", "ly", "ness", "able")
_ROLES = (Role.BODY, Role.BODY, Role.BODY, Role.BODY, Role.RESOLUTION, Role.RECOMMENDATION, Role.ACTION)
_TYPES = (PaperType.REPORT, PaperType.MINUTES, PaperType.REPORT, PaperType.DECISION, PaperType.AGENDA)
_PASSAGES_A_PAPER = 24
_BLOCK = 400


def _vocabulary(size: int, luck: np.random.Generator) -> list[str]:
    """Distinct words: common ones, those of the set phrases, then invented ones of two or three syllables."""
    spoken = (word for phrases in SUBJECTS.values() for word in phrases.replace(",", " ").split())
    words = dict.fromkeys([*_COMMON, *spoken])
    while len(words) < size:
        draws = luck.integers(0, 1 << 30, (size, 8)).tolist()
        for first, second, third, fourth, fifth, sixth, ending, length in draws:
            syllables = _BEGINNINGS[first % 35] + _MIDDLES[second % 18] + _ENDINGS[third % 30]
            if length % 3:
                syllables += _MIDDLES[fourth % 18] + _BEGINNINGS[fifth % 35] + _MIDDLES[sixth % 5]
            words[syllables + _SUFFIXES[ending % len(_SUFFIXES)]] = None
    return list(words)[:size]


def papers(passages: int, *, seed: int = 11, words: int = 200_000) -> Iterator[tuple[PaperCard, tuple[Passage, ...]]]:
    """Papers one after another until they hold at least so many passages."""
    luck = np.random.default_rng(seed)
    vocabulary = np.array(_vocabulary(words, luck), dtype=object)
    shares = 1.0 / (np.arange(1, words + 1) + 2.7) ** 1.07
    cumulated = np.cumsum(shares) / shares.sum()
    made, number = 0, 0
    while True:
        lengths = np.clip(luck.lognormal(4.2, 0.6, (_BLOCK, _PASSAGES_A_PAPER)), 8, 400).astype(int)
        tokens = vocabulary[np.searchsorted(cumulated, luck.random(int(lengths.sum())))]
        ends = np.cumsum(lengths).reshape(lengths.shape)
        draws = luck.integers(0, 1 << 30, (_BLOCK, _PASSAGES_A_PAPER, 6)).tolist()
        for paper in range(_BLOCK):
            texts = [
                tokens[end - length : end].tolist() for end, length in zip(ends[paper], lengths[paper], strict=True)
            ]
            yield _paper(number, texts, draws[paper])
            made, number = made + _PASSAGES_A_PAPER, number + 1
            if made >= passages:
                return


def _paper(number: int, texts: list[list[str]], draws: list[list[int]]) -> tuple[PaperCard, tuple[Passage, ...]]:
    """One paper of four items; six papers in a row are of one meeting."""
    meeting = number // 6
    council = COUNCILS[meeting * 7 % len(COUNCILS)]
    committee = COMMITTEES[meeting * 11 % len(COMMITTEES)]
    day = date(2004, 5, 3) + timedelta(days=meeting * 37 % 7600) if meeting % 40 else None
    paper_id = f"{number * 2654435761 % (1 << 48):012x}"
    slug = committee.casefold().replace(" ", "-")
    meeting_key = f"{council.casefold().replace(' ', '-')}/{slug}/{day}" if day else paper_id
    subjects = list(SUBJECTS)
    title = f"{subjects[number % len(subjects)]} in {council}"
    people = tuple(map(_name, range(number % 2000, number % 2000 + 9)))
    source = SourceRef(path=f"{council}/{paper_id}.txt", first_line=1, last_line=len(texts))
    common = {
        "council": council.casefold().replace(" ", "-"),
        "council_name": f"{council} Council",
        "committee": committee,
        "meeting_date": day,
        "meeting_key": meeting_key,
        "lead_officer": people[number % 9] if number % 3 else None,
    }
    passages = []
    for ordinal, (words, draw) in enumerate(zip(texts, draws, strict=True)):
        item = ordinal * 4 // len(texts)
        subject = subjects[(number + item * 3 + (draw[0] % 9 == 0)) % len(subjects)]
        phrases = SUBJECTS[subject].split(",")
        for place in range(1 + len(words) // 80):
            at = draw[1 + place % 2] % len(words)
            words[at:at] = phrases[int(len(phrases) * (draw[3] / (1 << 30)) ** 1.8)].split()
        words[0] = words[0].capitalize()
        item_title = f"{subject} and {phrases[item % len(phrases)]}"
        passages.append(
            Passage(
                id=f"{paper_id}{draw[4] & 0xFFFFFF:06x}{ordinal:02x}",
                paper_id=paper_id,
                ordinal=ordinal,
                text=" ".join(words) + ".",
                context=f"{item_title}\n{title}\n{phrases[draw[5] % len(phrases)].capitalize()}",
                form=Form.PARAGRAPH if draw[0] % 5 else Form.LIST_ITEM,
                role=_ROLES[draw[5] % len(_ROLES)],
                number=str(ordinal + 1),
                section=(phrases[draw[5] % len(phrases)].capitalize(),),
                lead_in=None,
                speaker=None,
                truncated=False,
                date_basis=None,
                year=str(day.year) if day else None,
                item_key=f"{meeting_key}/{item_title.casefold().replace(' ', '-')}",
                item_number=str(item + 1),
                item_title=item_title,
                paper_title=title,
                paper_type=_TYPES[number % len(_TYPES)],
                paper_complete=True,
                people=people[draw[2] % 9 : draw[2] % 9 + 2] if draw[0] % 4 == 0 else (),
                source=SourceRef(path=source.path, first_line=ordinal + 1, last_line=ordinal + 1),
                **common,
            )
        )
    card = PaperCard(
        id=paper_id,
        title=title,
        type=_TYPES[number % len(_TYPES)],
        starts=None,
        place=None,
        item_number=None,
        item_title=None,
        items=tuple((str(place + 1), subjects[(number + place * 3) % len(subjects)]) for place in range(4)),
        source=source,
        digest=f"digest {paper_id}",
        sha256=f"sha256 {paper_id}",
        complete=True,
        version=None,
        published=None,
        address=None,
        ids=(),
        pages=None,
        textless_pages=(),
        passages=len(passages),
        people=tuple(Person(name=name) for name in people),
        **common,
    )
    return card, tuple(passages)


def _name(number: int) -> str:
    return f"{'ABCDEFGHJKLM'[number % 12]}. {_MIDDLES[number % 18].title()}{_ENDINGS[number // 18 % 30]}erton"
