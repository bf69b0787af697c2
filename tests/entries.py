"""Builds cards and passages of an invented council, so that a test states only what it is about."""

from datetime import date

from papersearch.model import Council, Form, PaperType, Role, SourceFile, SourceRef
from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import FoundFile
from papersearch.passage import PaperCard, Passage, entry_of


def passage_of(paper_id, ordinal, text, **stated):
    """One passage; what is not stated follows from the paper's id, its day and its item."""
    day = stated.get("meeting_date")
    values = {
        "id": f"{paper_id}-{ordinal:03}",
        "context": "",
        "form": Form.PARAGRAPH,
        "role": Role.BODY,
        "number": None,
        "section": (),
        "lead_in": None,
        "speaker": None,
        "truncated": False,
        "council": "harrowmere",
        "council_name": "Harrowmere Council",
        "committee": "Cabinet",
        "meeting_date": None,
        "date_basis": None,
        "year": str(day.year) if day else None,
        "meeting_key": paper_id,
        "item_key": f"{stated.get('meeting_key', paper_id)}/{paper_id}",
        "item_number": None,
        "item_title": None,
        "paper_title": "A paper of Harrowmere",
        "paper_type": PaperType.REPORT,
        "paper_complete": True,
        "people": (),
        "lead_officer": None,
        "source": SourceRef(path=f"harrowmere/{paper_id}.txt", first_line=ordinal + 1, last_line=ordinal + 1),
        "place": f"paragraph {(stated.get('number') or str(ordinal + 1)).strip('().')}",
    }
    return Passage(paper_id=paper_id, ordinal=ordinal, text=text, **(values | stated))


def card_of(paper_id, passages=(), **stated):
    """The card of a paper that holds these passages."""
    values = {
        "title": "A paper of Harrowmere",
        "type": PaperType.REPORT,
        "council": "harrowmere",
        "council_name": "Harrowmere Council",
        "committee": "Cabinet",
        "meeting_date": None,
        "starts": None,
        "place": None,
        "meeting_key": paper_id,
        "item_number": None,
        "item_title": None,
        "items": (),
        "source": SourceRef(path=f"harrowmere/{paper_id}.txt", first_line=1, last_line=max(1, len(passages))),
        "digest": f"digest of {paper_id}",
        "sha256": f"sha256 of {paper_id}",
        "complete": True,
        "version": None,
        "published": None,
        "address": None,
        "ids": (),
        "pages": None,
        "textless_pages": (),
        "passages": len(passages),
        "people": (),
        "lead_officer": None,
    }
    return PaperCard(id=paper_id, **(values | stated))


def paper_of(paper_id, *texts, **stated):
    """A card and its passages: each text is a string, or a string and what else is stated of that passage."""
    pairs = [(one, {}) if isinstance(one, str) else one for one in texts]
    passages = tuple(passage_of(paper_id, at, text, **(stated | more)) for at, (text, more) in enumerate(pairs))
    return card_of(paper_id, passages), passages


def entries_of_texts(folder, slug, name, texts):
    """The cards and passages of papers as text, each written to a file of its own and read as a council's files are."""
    council = Council(slug=slug, name=name)
    entries = []
    for at, text in enumerate(texts):
        place = folder / f"{at}.txt"
        place.write_text(text, encoding="utf-8")
        source = SourceFile(path=f"{slug}/{at}.txt", council=council, digest="", sha256="")
        reading = read_papers(FoundFile(source=source, location=place))
        entries += [entry_of(paper, source, reading.text) for paper in reading.papers]
    return entries


def indexed(engine, *papers):
    """A reader of the engine after one run that adds these papers."""
    with engine.writer() as writer:
        for card, passages in papers:
            writer.add(card, passages)
    engine.catch_up()
    return engine.reader()


def harrowmere():
    """Three papers of two meetings and one that states neither committee nor date."""
    spring = {
        "meeting_date": date(2019, 4, 9),
        "meeting_key": "harrowmere/cabinet/2019-04-09",
        "committee": "Cabinet",
    }
    autumn = {
        "meeting_date": date(2020, 10, 6),
        "meeting_key": "harrowmere/housing-panel/2020-10-06",
        "committee": "Housing Panel",
    }
    lamps = {"item_key": "harrowmere/cabinet/2019-04-09/street-lamps", "item_title": "Street lamps"}
    ferry = {"item_key": "harrowmere/cabinet/2019-04-09/the-ferry", "item_title": "The ferry"}
    repairs = {"item_key": "harrowmere/housing-panel/2020-10-06/repairs", "item_title": "Repairs"}
    return (
        paper_of(
            "minutes-2019",
            ("Street lamps", lamps | {"form": Form.HEADING, "context": "Street lamps"}),
            ("Members asked when the lamps in Quay Lane would be lit.", lamps | {"context": "Street lamps"}),
            ("Resolved: that the lamps be lit by June.", lamps | {"context": "Street lamps", "role": Role.RESOLUTION}),
            ("The ferry", ferry | {"form": Form.HEADING, "context": "The ferry"}),
            ("The ferry runs from Quay Lane; its fares will not rise.", ferry | {"context": "The ferry"}),
            **spring,
            paper_type=PaperType.MINUTES,
            people=("Ada Thorne",),
        ),
        paper_of(
            "report-2019",
            ("Planning the lamps costs 1,500 pounds a year.", lamps | {"context": "Street lamps\nCosts"}),
            ("The members' fares are paid by the council.", ferry | {"context": "The ferry\nFares"}),
            **spring,
            paper_type=PaperType.REPORT,
            lead_officer="Bel Marsh",
        ),
        paper_of(
            "report-2020",
            ("Damp homes were repaired under the housing plan.", repairs | {"people": ("Ada Thorne", "Cy Oakes")}),
            ("The plan was not to light the lanes.", repairs),
            **autumn,
            paper_type=PaperType.REPORT,
        ),
        paper_of("note", "A note on lamps, lanes and the ferry.", committee=None),
    )
