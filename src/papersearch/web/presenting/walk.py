"""From one result to the next, in the order of the list."""

from papersearch.passage import Passage
from papersearch.searching import ResultPage
from papersearch.web.presenting.papers import HitBar
from papersearch.web.presenting.results import passage_url
from papersearch.web.state.search import SearchState


def hit_bar(
    state: SearchState, opened_at: Passage, here: ResultPage, *, before: ResultPage | None, after: ResultPage | None
) -> HitBar:
    """The bar over a result; `before` and `after` are the pages round the one it is on, where it is first or last on it."""
    passages = [result.hit.passage for result in here.results]
    back = f"Back to results for “{state.q}”" if state.q else "Back to results"
    at = next((place for place, one in enumerate(passages) if one.id == opened_at.id), None)
    if at is None:
        return HitBar(back_url=state.url(), back_label=back, position="", previous_url=None, next_url=None)
    number = (here.page - 1) * here.request.page_size + at + 1
    previous_url = passage_url(passages[at - 1], state) if at else None
    if before and before.results:
        previous_url = passage_url(before.results[-1].hit.passage, state.at_page(before.page))
    next_url = passage_url(passages[at + 1], state) if at + 1 < len(passages) else None
    if after and after.results:
        next_url = passage_url(after.results[0].hit.passage, state.at_page(after.page))
    return HitBar(
        back_url=state.url(),
        back_label=back,
        position=f"Result {number:,} of {here.listed:,}",
        previous_url=previous_url,
        next_url=next_url,
    )
