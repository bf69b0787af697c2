"""Agenda item pages: one item's agenda text and minutes, often without committee or date."""

from papersearch.model import Meeting, Paper, PaperType, Part
from papersearch.papers.parsers.base import Origin
from papersearch.papers.parsers.base.composing import Composer
from papersearch.papers.parsers.base.people import merged, speakers_of
from papersearch.papers.parsers.base.webpage import compose_blocks, item_of_title, page_kind, read_web_page


class AgendaItemParser:
    """Reads an agenda item page (`mgAi`)."""

    name = "agenda_item"

    def claims(self, part: Part) -> bool:
        """By its first line."""
        return page_kind(part.lines) == self.name

    def parse(self, part: Part, origin: Origin) -> Paper:
        """The item; a date in its prose is never taken for that of its meeting."""
        page = read_web_page(part.lines)
        item = item_of_title(page.title_line.text) if page.title_line else None
        composer = Composer(origin, decides=True, item=item)
        compose_blocks(composer, page.blocks)
        units = tuple(composer.units)
        return Paper(
            id=origin.paper_id,
            type=PaperType.AGENDA_ITEM,
            title=item.title if item else "Agenda item without a title",
            meeting=Meeting(council=origin.council.slug),
            item=item,
            paragraphs=units,
            source=origin.place(part.lines),
            people=merged([one for unit in units for one in speakers_of(unit.text, line=unit.source.first_line)]),
            complete=not any(unit.truncated for unit in units),
            facts={label: value for label, value in page.facts.items() if value},
        )
