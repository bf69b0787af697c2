"""The promise ledger: what was promised, and what later papers say of it."""

from papersearch.commitments.following import are_followed, followed
from papersearch.commitments.ledger import are_made
from papersearch.commitments.noting import is_current, note_of
from papersearch.commitments.picking import (
    LedgerOrder,
    LedgerRequest,
    bodies_asked,
    commitment_of,
    in_order,
    ledger,
    passes,
)
from papersearch.commitments.records import Commitment, Due, FollowUp, Kind, Relation, Status
from papersearch.commitments.relating import related

__all__ = [
    "Commitment",
    "Due",
    "FollowUp",
    "Kind",
    "LedgerOrder",
    "LedgerRequest",
    "Relation",
    "Status",
    "are_followed",
    "are_made",
    "bodies_asked",
    "commitment_of",
    "followed",
    "in_order",
    "is_current",
    "ledger",
    "note_of",
    "passes",
    "related",
]
