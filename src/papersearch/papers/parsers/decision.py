"""Decision pages: "Decision details", with its maker, its dates and the words of the decision."""

from papersearch.dates import find_dates
from papersearch.model import Basis, Meeting, Paper, PaperType, Part, Person
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.bodies import body_name, is_body
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.people import merged, named_with_post, speakers_of
from papersearch.papers.parsers.base.stating import basis_of
from papersearch.papers.parsers.base.webpage import WebPage, compose_blocks, page_kind, read_web_page, title_of

_MAKERS = ("decision maker", "made by", "decision made by", "decision taken by", "decision taker")
_DAYS = ("date of decision", "decision date", "date decision made", "date decision taken", "meeting date")
_OWN_LABELS = (*_MAKERS, *_DAYS, "decided at meeting", "decision status", "implementation date (not before)")
_PEOPLE_LABELS = (
    ("lead officer", "lead_officer"),
    ("report author", "author"),
    ("contact", "contact"),
    ("contact officer", "contact"),
    ("decision taken by", "named"),
    ("decision maker", "named"),
)


class DecisionParser:
    """Reads a decision page (`ieDecisionDetails`) as saved text or HTML."""

    name = "decision"

    def claims(self, part: Part) -> bool:
        """By its first line, or by two labels that only decision pages have."""
        if page_kind(part.lines):
            return page_kind(part.lines) == self.name
        facts = read_web_page(part.lines[:60]).facts
        return sum(label in facts for label in _OWN_LABELS) >= 2

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The decision; its meeting is that of "Decided at meeting", never the publication date."""
        page = read_web_page(part.lines)
        item = title_of(page)
        composer = Composer(origin, decides=True, item=item)
        compose_blocks(composer, page.blocks)
        meeting, basis = _meeting(page, origin)
        published = find_dates(page.facts.get("publication date", "") or page.facts.get("date published", ""))
        return Paper(
            id=origin.paper_id,
            type=PaperType.DECISION,
            title=item.title if item else "Decision without a title",
            meeting=meeting,
            item=item,
            paragraphs=tuple(composer.units),
            source=origin.place(part.lines),
            people=merged(_people(page, composer)),
            published=published[0].day if published else None,
            complete=not any(unit.truncated for unit in composer.units),
            facts={label: value for label, value in page.facts.items() if value},
            basis=basis,
        )


def _meeting(page: WebPage, origin: Origin) -> tuple[Meeting, dict[str, Basis]]:
    decided = page.facts.get("decided at meeting", "")
    dates = find_dates(decided) or find_dates(next((page.facts[name] for name in _DAYS if page.facts.get(name)), ""))
    maker = next((page.facts[name] for name in _MAKERS if page.facts.get(name)), "")
    name = decided[dates[0].end :].strip(" -\N{EN DASH}") if decided and find_dates(decided) else ""
    committee = name or (maker if is_body(maker) else "")
    meeting = Meeting(
        council=origin.council.slug,
        committee=origin.committee(body_name(committee)) if committee else None,
        day=dates[0].day if dates else None,
    )
    return meeting, basis_of(committee=committee, meeting_date=dates)


def _people(page: WebPage, composer: Composer) -> list[Person]:
    people = [one for unit in composer.units for one in speakers_of(unit.text, line=unit.source.first_line)]
    for label, standing in _PEOPLE_LABELS:
        one = named_with_post(page.facts.get(label, ""), standing=standing, line=None)
        people += [one] if one else []
    return people
