"""The parameters of a search, described as `state` reads them; an empty value is passed over."""

from typing import Any

from marshmallow import Schema, fields, validate

from papersearch.passage import FACET_LABELS, FACETS
from papersearch.query import MAX_LENGTH, Rung, Sort
from papersearch.web.state.parameters import CLOSED_VALUES, MAX_KEY_LENGTH, MAX_PAGE, MAX_REPEATS, MAX_VALUE_LENGTH

DAY_FORMAT = "day-as-people-write-it"
"""`2017`, `July 2017`, `10/7/2017`, `2017-07-10`; see `dates.read_date`."""
YEAR = "^([0-9]{4}|not-stated)?$"


def _facet(name: str) -> fields.Field[Any]:
    says = f"{FACET_LABELS[name]}; repeat it for several values"
    return fields.List(fields.String(**_limits(name)), validate=validate.Length(max=MAX_REPEATS), metadata=said(says))


def _limits(facet: str) -> dict[str, Any]:
    if facet in CLOSED_VALUES:
        return {"validate": validate.OneOf(("", *sorted(CLOSED_VALUES[facet])))}
    if facet == "year":
        return {"validate": validate.Regexp(YEAR)}
    return {"validate": validate.Length(max=MAX_VALUE_LENGTH)}


def said(says: str) -> dict[str, Any]:
    """What a parameter says of itself."""
    return {"description": says}


def day_field(says: str) -> fields.Field[Any]:
    """A day as people write it."""
    forms = "2017, July 2017, 10/7/2017 or 2017-07-10"
    return fields.String(metadata={"description": f"{says}: {forms}", "format": DAY_FORMAT})


def _choice(choices: list[str], says: str) -> fields.Field[Any]:
    return fields.String(validate=validate.OneOf(("", *choices)), metadata=said(says))


_DAYS = {"from": day_field("meetings from this day on"), "to": day_field("meetings up to this day")}
_WORDS = {"q": fields.String(validate=validate.Length(max=MAX_LENGTH), metadata=said("what a person would type"))}
FILTERS = {name: _facet(name) for name in FACETS}
_LADDER = {
    "reach": _choice([rung.name.lower() for rung in Rung], "climb the ladder up to this rung"),
    "not": fields.List(
        fields.String(validate=validate.Length(max=MAX_VALUE_LENGTH)),
        validate=validate.Length(max=MAX_REPEATS),
        metadata=said("related words to leave out; * for all"),
    ),
    "item": fields.String(
        validate=validate.Length(max=MAX_KEY_LENGTH),
        metadata=said("the item_key whose paragraphs are shown one by one"),
    ),
    "same": fields.String(
        validate=validate.Length(max=MAX_VALUE_LENGTH),
        metadata=said("the id of a paragraph; the items that are folded under it are shown one by one"),
    ),
}
PAGE = fields.Integer(validate=validate.Range(min=1, max=MAX_PAGE), metadata=said("counts from 1"))
_PAGES = {
    "sort": _choice([sort.value for sort in Sort], "the order"),
    "page": PAGE,
}

SearchParameters = Schema.from_dict({**_WORDS, **FILTERS, **_DAYS, **_LADDER, **_PAGES}, name="SearchParameters")
FacetParameters = Schema.from_dict({**_WORDS, **FILTERS, **_DAYS, **_LADDER}, name="FacetParameters")
CoverageParameters = Schema.from_dict(
    {**{name: FILTERS[name] for name in ("council", "committee", "year", "type")}, **_DAYS}, name="CoverageParameters"
)
