"""Thin routes of the JSON API and its description."""

from papersearch.web.api.describing import add_api
from papersearch.web.api.operations import HEALTH

__all__ = ["HEALTH", "add_api"]
