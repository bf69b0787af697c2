"""Reads a folder of papers into an engine, as `indexing` does but in this process and without an index folder."""

from papersearch.papers.admitting import read_papers
from papersearch.papers.finding import PassedOver, find_files
from papersearch.passage import entry_of


def entries_of(corpus):
    """The cards and passages of every paper that may be shown, file by file."""
    for found in find_files(corpus):
        if isinstance(found, PassedOver):
            continue
        reading = read_papers(found)
        yield from (entry_of(paper, found.source, reading.text) for paper in reading.papers)
