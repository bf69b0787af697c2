"""The fields that records of the API are described with, each with what it tells."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields, validate

Field = fields.Field[Any]


def said(says: str) -> dict[str, Any]:
    """What every field has: it is always there, and says what it tells."""
    return {"required": True, "metadata": {"description": says}}


def text(says: str) -> Field:
    """A text that is always stated."""
    return fields.String(**said(says))


def maybe(says: str) -> Field:
    """A text, or null."""
    return fields.String(allow_none=True, **said(f"{says}; null where not stated"))


def one_of(choices: Iterable[str], says: str) -> Field:
    """One of a closed set of words."""
    return fields.String(validate=validate.OneOf(tuple(choices)), **said(says))


def count(says: str) -> Field:
    """A whole number from 0."""
    return fields.Integer(validate=validate.Range(min=0), **said(says))


def claim(says: str) -> Field:
    """True or false."""
    return fields.Boolean(**said(says))


def texts(says: str) -> Field:
    """A list of texts."""
    return fields.List(fields.String(), **said(says))


def day(says: str) -> Field:
    """A day, or null."""
    return fields.Date(allow_none=True, **said(f"{says}; null where not stated"))


def address(says: str) -> Field:
    """An address."""
    return fields.String(**said(says))


def record(schema: type[Schema], says: str) -> Field:
    """A record of its own."""
    return fields.Nested(schema, **said(says))


def record_or_null(schema: type[Schema], says: str) -> Field:
    """A record of its own, or null."""
    return fields.Nested(schema, allow_none=True, **said(says))


def records(schema: type[Schema], says: str) -> Field:
    """A list of records."""
    return fields.List(fields.Nested(schema), **said(says))


def named(values: Field, says: str) -> Field:
    """Values by name."""
    return fields.Dict(keys=fields.String(), values=values, **said(says))
