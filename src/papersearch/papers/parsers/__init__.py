"""One published form each; `PARSERS` is the whole list."""

from papersearch.papers.parsers.agenda import AgendaParser
from papersearch.papers.parsers.agenda_item import AgendaItemParser
from papersearch.papers.parsers.base import PaperParser
from papersearch.papers.parsers.decision import DecisionParser
from papersearch.papers.parsers.issue import IssueParser
from papersearch.papers.parsers.meeting_page import MeetingPageParser
from papersearch.papers.parsers.minutes import MinutesParser
from papersearch.papers.parsers.plain import PlainParser
from papersearch.papers.parsers.report import ReportParser

PARSERS: tuple[PaperParser, ...] = (
    DecisionParser(),
    IssueParser(),
    AgendaItemParser(),
    MeetingPageParser(),
    MinutesParser(),
    ReportParser(),
    AgendaParser(),
)
"""Parsers that claim a part by its own marks."""

PLAIN: PaperParser = PlainParser()
"""Reads what none of them claims."""
