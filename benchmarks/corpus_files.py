"""Writes generated papers as files of a council, as text and as web pages in equal shares."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import islice
from pathlib import Path

from benchmarks.generate import papers
from papersearch.passage import PaperCard, Passage

PASSAGES_A_PAPER = 10
"""As the parsers count them: headings are passages too."""
_DAY = date(2020, 3, 4)
_FILES_A_FOLDER = 500


def write_corpus(folder: Path, how_many: int) -> None:
    """So many papers of ten passages each, with the page furniture that published ones have."""
    council = folder / "harrowmere"
    council.mkdir(parents=True)
    (council / "council.toml").write_text('name = "Harrowmere Council"\n', encoding="utf-8")
    forms = ((".txt", _report), (".html", _meeting_page))
    for at, (card, its) in enumerate(islice(papers(how_many * len_of_paper()), how_many)):
        ending, form = forms[at % len(forms)]
        place = council / f"{at // _FILES_A_FOLDER:03}"
        place.mkdir(exist_ok=True)
        (place / f"{at:06}{ending}").write_text(form(card, its), encoding="utf-8")


def len_of_paper() -> int:
    """How many passages a generated paper has."""
    return len(next(papers(1))[1])


def _day(card: PaperCard) -> str:
    day = card.meeting_date or _DAY
    return f"{day.day} {day:%B %Y}"


def _year(card: PaperCard) -> int:
    return (card.meeting_date or _DAY).year


def _report(card: PaperCard, its: Sequence[Passage]) -> str:
    head = [f"Report to: {card.committee}", f"Date: {_day(card)}", f"Title: {card.title}", "Report of: Head of Streets"]
    texts = [*(one.text for one in its[: PASSAGES_A_PAPER - 2]), _promise(card, its)]
    return "\n\n".join([*head, "1. Summary", *(f"1.{at} {text}" for at, text in enumerate(texts, 1))]) + "\n"


def _promise(card: PaperCard, its: Sequence[Passage]) -> str:
    """A row of the ledger, of which every paper has one."""
    return (
        f"The Head of Streets will report back to {card.committee} on {its[0].item_title} by 30 June {_year(card) + 1}."
    )


def _resolution(one: Passage) -> str:
    return f"RESOLVED: That the Head of Streets report to the next meeting on {one.item_title}."


def _meeting_page(card: PaperCard, its: Sequence[Passage]) -> str:
    shown = its[: PASSAGES_A_PAPER // 2]
    texts = [*(one.text for one in shown[:-1]), _resolution(shown[-1])]
    rows = "".join(
        f"<tr><td class='mgItemNumberCell'><p class='mgAiTitleTxt'>{at}.</p></td>"
        f"<td><p class='mgAiTitleTxt'>{escape(one.item_title or '')}</p><p class='mgSubItemTitleTxt'>Minutes:</p>"
        f"<div class='mgWordPara'><p>{escape(text)}</p></div></td></tr>\n"
        for at, (one, text) in enumerate(zip(shown, texts, strict=True), 1)
    )
    menu = "".join(f"<li><a href='mgList{at}.aspx'>Menu entry {at}</a></li>" for at in range(30))
    return (
        f"<html><head><title>{escape(card.title)}</title></head><body><ul id='menu'>{menu}</ul><div class='mgContent'>"
        f"<h1>Agenda and minutes</h1><h2>{escape(card.committee or '')} - {_day(card)} 5.00 pm</h2>"
        f"<table class='mgItemTable'>{rows}</table></div></body></html>\n"
    )
