"""Whatever a slow pattern finds holds one of the pieces by which it is passed over quickly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersearch import timing
from papersearch.analysis import holds_any
from papersearch.commitments import cues, undertakings

PATTERNS = {
    "done": (cues._DONE, cues._DONE_HINTS),
    "not": (cues._NOT, cues._NOT_HINTS),
    "moved": (cues._MOVED, cues._MOVED_HINTS),
    "back": (cues._BACK, cues._BACK_HINTS),
    "undertook": (undertakings._UNDERTOOK, undertakings._PROMISED_HINTS),
    "also undertook": (undertakings._ALSO_UNDERTOOK, undertakings._PROMISED_HINTS),
    "will": (undertakings._WILL, undertakings._WILL_HINTS),
    "offered and will": (undertakings._OFFERED_AND_WILL, undertakings._WILL_HINTS),
    "would": (undertakings._WOULD, undertakings._WOULD_HINTS),
    "bare would": (undertakings._BARE_WOULD, undertakings._WOULD_HINTS),
    "said thing": (undertakings._SAID_THING, undertakings._WOULD_HINTS),
    "thing will": (undertakings._THING_WILL, (*undertakings._WILL_HINTS, *undertakings._WOULD_HINTS)),
    "will be subject": (undertakings._SUBJECT_OF, undertakings._WILL_HINTS),
    "person will be": (undertakings._PERSON_WILL_BE, undertakings._WILL_HINTS),
    "by law": (undertakings._BY_LAW, undertakings._BY_LAW_HINTS),
    "inspected": (undertakings._INSPECTED, undertakings._INSPECTED_HINTS),
}


@pytest.mark.parametrize("name", PATTERNS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_a_pattern_finds_holds_one_of_its_pieces(name, data):
    pattern, pieces = PATTERNS[name]

    found = pattern.search(data.draw(st.from_regex(pattern)))

    assert found is not None
    assert holds_any(found.group(), pieces)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_hint_at_a_time_is_a_figure_or_holds_one_of_the_pieces(data):
    found = timing._HINT.search(data.draw(st.from_regex(timing._HINT)))

    assert found is not None
    assert any(map(str.isdigit, found.group())) or holds_any(found.group(), timing._HINTS)
