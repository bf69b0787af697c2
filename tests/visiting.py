"""An invented council's index and a visitor who checks every page that is fetched from it."""

import hashlib
import json
from datetime import UTC, date, datetime, time
from itertools import pairwise

from lxml import etree, html

from papersearch.engines.memory_engine import MemoryEngine
from papersearch.model import (
    AgendaItem,
    Basis,
    Committee,
    Council,
    Form,
    Line,
    Meeting,
    Paper,
    PaperType,
    Paragraph,
    Person,
    Role,
    SourceFile,
    SourceRef,
    SourceText,
)
from papersearch.passage import entry_of
from papersearch.settings import Settings
from papersearch.web.app import HEADERS, create_app

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
FARNDALE = Council(slug="farndale", name="Farndale Borough Council")
OXBY = Council(slug="oxby", name="Oxby Town Council")
CABINET = Committee(council="farndale", slug="cabinet", name="Cabinet")
PANEL = Committee(council="farndale", slug="young-people-panel", name="Young People Panel")
_OWN_LINE = ("dd", "dt", "li", "p", "td", "th")
LONG_WORD = "Llan" + "fair" * 14
HOSTILE = '<script>alert(1)</script> & "quoted" &amp; {{ 7 * 7 }}'
SPRING = Meeting(council="farndale", committee=CABINET, day=date(2019, 4, 9), starts=time(14), place="Guildhall")
AUTUMN = Meeting(council="farndale", committee=PANEL, day=date(2020, 10, 6))
WINTER = Meeting(council="farndale", committee=PANEL, day=date(2021, 1, 19))
FERRY = AgendaItem(number="4", title="The ferry at Quay Lane")
LAMPS = AgendaItem(number="5", title="Street lamps")
FOYER = AgendaItem(number="7", title="Foyer for young tenants")


def unit(text, role=Role.BODY, form=Form.PARAGRAPH, **stated):
    """One paragraph of a paper, without its place in the source."""
    return {"text": text, "role": role, "form": form, **stated}


def paper(name, type_, title, meeting, units, *, council=FARNDALE, item=None, **stated):
    """A card and its passages, made as they are for a file that was read."""
    paper_id = hashlib.sha256(name.encode()).hexdigest()[:12]
    path = f"{council.slug}/{name}"
    paragraphs = tuple(
        Paragraph(source=SourceRef(path=path, first_line=at, last_line=at), **one) for at, one in enumerate(units, 1)
    )
    made = Paper(
        id=paper_id,
        type=type_,
        title=title,
        meeting=meeting,
        item=item,
        paragraphs=paragraphs,
        source=SourceRef(path=path, first_line=1, last_line=len(units)),
        **({"basis": {"meeting_date": Basis.STATED} if meeting.day else {}} | stated),
    )
    file = SourceFile(path=path, council=council, digest=name, sha256=name)
    lines = tuple(Line(number=at, text=one["text"]) for at, one in enumerate(units, 1))
    return entry_of(made, file, SourceText(lines=lines))


def sample():
    """Six papers: an agenda, minutes, two reports, a decision and one that states neither committee nor date."""
    ada = Person(name="Ada Thorne", standing="member")
    return (
        paper(
            "agenda.txt",
            PaperType.AGENDA,
            "Agenda of the Cabinet",
            SPRING,
            [
                unit("The ferry at Quay Lane", form=Form.HEADING, item=FERRY, number="4"),
                unit("Street lamps", form=Form.HEADING, item=LAMPS, number="5"),
            ],
        ),
        paper(
            "minutes.txt",
            PaperType.MINUTES,
            "Minutes of the Cabinet",
            SPRING,
            [
                unit("Ada Thorne, Bel Marsh", role=Role.ATTENDANCE),
                unit("The ferry at Quay Lane", form=Form.HEADING, item=FERRY, number="4"),
                unit("Ada Thorne asked whether the ferry fares would rise; the ferry is old.", item=FERRY),
                unit("That the fares stay as they are.", Role.RESOLUTION, Form.LIST_ITEM, item=FERRY, number="1"),
                unit("That the ferry be painted.", Role.RESOLUTION, Form.LIST_ITEM, item=FERRY, number="2"),
                unit("Members asked when the lamps would be lit.", item=LAMPS),
            ],
            people=(ada,),
        ),
        paper(
            "report-ferry.txt",
            PaperType.REPORT,
            "The ferry at Quay Lane",
            SPRING,
            [
                unit("RECOMMENDATIONS", form=Form.HEADING),
                unit("That Cabinet keep the fares.", role=Role.RECOMMENDATION, number="1"),
                unit("Costs", form=Form.HEADING, section=("RECOMMENDATIONS",)),
                unit("The ferry carries 1,500 people a week.", number="2", section=("RECOMMENDATIONS", "Costs")),
                unit("Fuel | 900 | pounds", form=Form.TABLE_ROW, section=("Costs",)),
                unit("repairs to the ferry", form=Form.LIST_ITEM, lead_in="The costs are:", number="a"),
            ],
            item=FERRY,
            lead_officer="Cy Oakes",
            published=date(2019, 4, 1),
            address="https://democracy.farndale.example/ferry",
            facts={"key_decision": "No"},
        ),
        paper(
            "decision-foyer.txt",
            PaperType.DECISION,
            "Foyer for young tenants",
            AUTUMN,
            [
                unit(
                    "Officers will bring a report on housing for young tenants to the next meeting.", role=Role.ACTION
                ),
                unit(f"A tenant wrote: {HOSTILE}"),
                unit(f"The house is called {LONG_WORD}."),
            ],
            item=AgendaItem(number=None, title="Foyer for young tenants"),
        ),
        paper(
            "agenda-panel.txt",
            PaperType.AGENDA,
            "Agenda of the Young People Panel",
            AUTUMN,
            [unit("Foyer for young tenants", form=Form.HEADING, item=FOYER, number="7")],
        ),
        paper(
            "minutes-panel.txt",
            PaperType.MINUTES,
            "Minutes of the Young People Panel",
            WINTER,
            [unit("The foyer was opened; housing was discussed with Ada Thorne.", item=FOYER)],
            people=(ada,),
            basis={"meeting_date": Basis.INFERRED},
        ),
        paper(
            "note.txt",
            PaperType.PAPER,
            "A note on the old ferry",
            Meeting(council="oxby"),
            [unit("The old ferry sank.")],
            council=OXBY,
            complete=False,
        ),
    )


def many(count):
    """Reports of as many meetings, one a year from 1996 and over again, each on a ferry of its own."""
    return tuple(
        paper(
            f"report-{at}.txt",
            PaperType.REPORT,
            f"Ferry number {at} of the {LONG_WORD} line",
            Meeting(
                council="farndale",
                committee=Committee(council="farndale", slug=f"panel-{at % 14}", name=f"Panel number {at % 14}"),
                day=date(1996 + at % 26, 3, 1 + at // 26),
            ),
            [unit(f"Ferry {at} is boat {at} of {LONG_WORD}."), unit(f"Ferry {at} again.")],
            item=AgendaItem(number=str(at % 9 + 1), title=f"Ferry number {at}"),
        )
        for at in range(count)
    )


def planning():
    """Papers of a harbour panel: promises with long words and their follow-up, and a plan that was kept, moved and dropped."""
    panel = Committee(council="farndale", slug="harbour-panel", name=f"Harbour Panel of {LONG_WORD}")
    spring, summer, autumn = (
        Meeting(council="farndale", committee=panel, day=day)
        for day in (date(2021, 3, 3), date(2021, 6, 9), date(2021, 9, 8))
    )
    pier = AgendaItem(number="3", title="Pier repairs")
    plan = AgendaItem(number="9", title="Work plan")
    days = ("9 June 2021", "8 September 2021")
    planned = (("Pier repairs", days[0]), (f"Mooring fees of {LONG_WORD}", days[0]), ("Harbour lights", days[0]))

    def agenda(name, meeting, *titles):
        items = [AgendaItem(number=str(at), title=title) for at, title in enumerate(("Apologies", *titles), 1)]
        headings = [unit(one.title, form=Form.HEADING, item=one, number=one.number) for one in items]
        return paper(name, PaperType.AGENDA, "Agenda of the Harbour Panel", meeting, headings)

    def point(text, number):
        return unit(
            text,
            Role.RESOLUTION,
            Form.LIST_ITEM,
            item=pier,
            number=number,
            lead_in="The panel RESOLVED, having heard all:",
        )

    return (
        paper(
            "minutes-harbour.txt",
            PaperType.MINUTES,
            "Minutes of the Harbour Panel",
            spring,
            [
                unit("Pier repairs", form=Form.HEADING, item=pier, number="3"),
                point(
                    "That the Director of Harbours present a report on the pier repairs to the meeting on 9 June 2021.",
                    "1",
                ),
                point(f"That the firm of {LONG_WORD} be asked for a price within 28 days.", "2"),
                point("That the report be noted.", "3"),
            ],
        ),
        paper(
            "plan-harbour.txt",
            PaperType.REPORT,
            "Work plan",
            spring,
            [
                unit(days[0], form=Form.HEADING),
                *(unit(title, Role.PLAN, Form.LIST_ITEM, section=(day,)) for title, day in planned),
            ],
            item=plan,
        ),
        agenda("agenda-harbour.txt", summer, "Pier repairs", "Dredging"),
        paper(
            "plan-later.txt",
            PaperType.REPORT,
            "Work plan",
            summer,
            [
                unit(days[1], form=Form.HEADING),
                unit(planned[1][0], Role.PLAN, Form.LIST_ITEM, section=(days[1],)),
            ],
            item=plan,
        ),
        paper(
            "minutes-later.txt",
            PaperType.MINUTES,
            "Minutes of the Harbour Panel",
            summer,
            [
                unit("Pier repairs", form=Form.HEADING, item=pier, number="3"),
                unit(
                    "As requested at the meeting on 3 March 2021, the Director of Harbours presented a report on the pier repairs.",
                    item=pier,
                ),
            ],
        ),
        agenda("agenda-last.txt", autumn, f"Mooring fees of {LONG_WORD}", "Ropes"),
    )


def engine_of(*papers):
    """An engine that holds these papers, each a card and its passages."""
    engine = MemoryEngine()
    with engine.writer() as writer:
        for card, passages in papers:
            writer.add(card, passages)
    return engine


def visitor_of(*papers, **settings):
    """A visitor to a site over these papers."""
    return Visitor(create_app(engine_of(*papers), Settings(**({"deadline_s": 30.0} | settings)), now=lambda: NOW))


class Visitor:
    """The only way tests fetch: what holds for every answer is checked on each."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()

    def get(self, address, *, status=200, host="localhost", method="GET", **more):
        """An answer of this status, its headers checked."""
        answer = self.client.open(address, base_url=f"http://{host}", method=method, buffered=True, **more)
        assert answer.status_code == status, f"{address} answered {answer.status_code}: {answer.text[-400:]}"
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value or "/original/" in address
        assert "Set-Cookie" not in answer.headers
        assert "Server" not in answer.headers
        return answer

    def page(self, address, *, status=200, **more):
        """A page as a tree: one title, one h1, unique ids, nothing inline, every inner label and link sound."""
        answer = self.get(address, status=status, **more)
        assert answer.mimetype == "text/html"
        tree = html.fromstring(answer.text)
        assert tree.get("lang") == "en-GB"
        assert tree.findtext("head/title").endswith(" – Papersearch")
        assert len(tree.xpath("//h1")) == 1
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert tree.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []
        assert set(tree.xpath("//label/@for")) <= set(ids)
        assert {one[1:] for one in tree.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)
        assert _levels_never_skip([int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4")])
        return tree

    def json(self, address, *, status=200):
        """An answer read as JSON."""
        answer = self.get(address, status=status)
        assert answer.mimetype == "application/json"
        return json.loads(answer.text)

    def xml(self, address):
        """An answer read as XML, strictly."""
        return etree.fromstring(self.get(address).data)


def _levels_never_skip(levels):
    return all(below <= above + 1 for above, below in pairwise(levels))


def words_of(node):
    """The text of a part of a page as it is read, blanks collapsed, a blank between cells, terms and lines."""
    read = "".join(
        f" {text}" if any(one.tag in _OWN_LINE for one in _begun_by(text)) else text for text in node.xpath(".//text()")
    )
    return " ".join(read.split())


def _begun_by(text):
    """The elements whose first words these are."""
    if text.is_text:
        yield (inner := text.getparent())
        while inner.getparent() is not None and inner.getparent()[0] is inner and not inner.getparent().text:
            yield (inner := inner.getparent())


def link(tree, words):
    """The address of the one link whose words begin so."""
    found = [one.get("href") for one in tree.iter("a") if words_of(one).startswith(words)]
    assert len(found) == 1, f"{len(found)} links begin with {words!r}"
    return found[0]


def results(tree):
    """The results of a page: one part of the tree each."""
    return tree.find_class("result")
