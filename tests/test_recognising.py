"""One parser is chosen for a part, or it is told why none is."""

import pytest

from papersearch.errors import AmbiguousPaperError, UnrecognisedPaperError
from papersearch.model import Line, Part, PartHint
from papersearch.papers.parsers import PARSERS, PLAIN
from papersearch.papers.recognising import recognise


def part_of(text, hint=PartHint.WHOLE, link=None):
    lines = tuple(Line(number=at, text=line, link=link) for at, line in enumerate(text.split("\n"), 1))
    return Part(lines=lines, hint=hint)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Decision details\n\nLamps\n", "decision"),
        ("DECISION DETAILS\n\nLamps\n", "decision"),
        ("Home\nShare this item\nDecision details\n\nLamps\n", "decision"),
        ("Lamps\n\nDecision Maker: Cabinet\n\nDate of decision: 04/03/2020\n", "decision"),
        ("Issue - meetings\n\nLamps\n", "issue"),
        ("Issue - decisions\n\nLamps\n", "issue"),
        ("Issue details\n\nLamps\n", "issue"),
        ("Lamps\n\nMeeting: 04/03/2020 - Cabinet (Item 4)\n", "issue"),
        ("Agenda item\n\nLamps\n", "agenda_item"),
        ("Agenda and minutes\n\nCabinet - Tuesday, 3rd March, 2020 5.00 pm\n", "meeting_page"),
        ("Agenda, decisions and minutes\n\nCabinet\n", "meeting_page"),
        ("MINUTES of the Cabinet held on 3 March 2020\n", "minutes"),
        ("Saltmere Council\n\nDraft minutes of the meeting of the Cabinet\nheld on 3 March 2020\n", "minutes"),
        ("Item No. 3.\tClassification: Open\tDate: 3 March 2020\nReport title:\tLamps\n", "report"),
        ("Report to: Cabinet\nDate: 3 March 2020\nSubject: Lamps\n", "report"),
        ("Cabinet\n3 March 2020\n\nOrder of business\n\n1. Apologies\n", "agenda"),
        ("A note.\n\nThe lamps are lit.\n", "paper"),
        ("Minutes of evidence are kept for a year.\n", "paper"),
    ],
)
def test_a_part_is_recognised_by_its_own_marks(text, name):
    assert recognise(part_of(text)).name == name


@pytest.mark.parametrize("hint", [PartHint.AGENDA, PartHint.MINUTES, PartHint.REPORT])
def test_what_the_splitter_saw_decides(hint):
    assert recognise(part_of("Words.", hint)).name == hint.value


@pytest.mark.parametrize("kind", [parser.name for parser in (*PARSERS, PLAIN)])
def test_a_sidecar_overrides(kind):
    assert recognise(part_of("A note.\n\nWords.\n"), kind=kind).name == kind


def test_a_sidecar_does_not_override_the_parts_of_a_pack():
    assert recognise(part_of("Words.", PartHint.MINUTES), kind="decision").name == "minutes"


def test_an_unknown_kind_names_those_there_are():
    with pytest.raises(UnrecognisedPaperError, match="agenda_item"):
        recognise(part_of("Words."), kind="newsletter")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("--- 123 ---\n", "no words"),
        ("Page not found\n\n404\n", "error page"),
        ("Runtime Error\n\nDescription: An application error occurred on the server.\n", "error page"),
        ("Browse meetings\n\nCabinet\nPlanning Committee\nAudit Committee\n", "list of pages"),
        ("Committees\n\nCabinet\nPlanning\n", "list of pages"),
    ],
)
def test_what_is_no_paper_is_refused_with_its_kind(text, why):
    with pytest.raises(UnrecognisedPaperError, match=why):
        recognise(part_of(text))


def test_two_claims_name_both():
    text = (
        "Lamps\n\nMeeting: 04/03/2020 - Cabinet (Item 4)\n\nDecision Maker: Cabinet\n\nDate of decision: 04/03/2020\n"
    )

    with pytest.raises(AmbiguousPaperError, match="decision and issue"):
        recognise(part_of(text))


def test_every_parser_has_a_name_of_its_own():
    names = [parser.name for parser in (*PARSERS, PLAIN)]

    assert len(set(names)) == len(names)
