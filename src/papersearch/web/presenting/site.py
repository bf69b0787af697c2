"""The frame round every page: name, navigation, what is indexed."""

from dataclasses import dataclass

from papersearch.coverage import Coverage
from papersearch.web.presenting.words import between, counted, moment


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its words; `name` is the section of the site it leads to, where it leads to one."""

    label: str
    url: str
    name: str = ""


NAVIGATION = (
    Link("Search", "/", "search"),
    Link("Ask a question", "/ask", "ask"),
    Link("Commitments", "/commitments", "commitments"),
    Link("Meetings", "/meetings", "meetings"),
    Link("Help", "/help", "help"),
)
FOOT_LINKS = (
    Link("What is in the index", "/coverage"),
    Link("Accessibility statement", "/accessibility"),
    Link("Search tips", "/help"),
    Link("Report a problem", "/accessibility#contact"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What each page shows besides its own; `version` changes with the stylesheet and the script."""

    name: str
    version: str
    note: str
    warning: str | None
    navigation: tuple[Link, ...] = NAVIGATION
    foot_links: tuple[Link, ...] = FOOT_LINKS


def site_view(name: str, version: str, coverage: Coverage | None, warning: str | None) -> SiteView:
    """The frame of a site; without `coverage`, where the index cannot be read."""
    note = _note(coverage) if coverage else "The index cannot be read at the moment."
    return SiteView(name=name, version=version, note=note, warning=warning)


def _note(coverage: Coverage) -> str:
    facts = [f"This index holds {counted(coverage.papers, 'paper')} from {counted(len(coverage.councils), 'council')}"]
    dates = between(coverage.first_date, coverage.last_date)
    if dates:
        facts.append(f"dated {dates}")
    if coverage.built:
        facts.append(f"last updated {moment(coverage.built)}")
    return f"{', '.join(facts)}."
