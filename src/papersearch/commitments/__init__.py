"""The promise ledger: what was promised, and what later papers say of it."""

from papersearch.commitments.following import followed
from papersearch.commitments.ledger import SMALL
from papersearch.commitments.picking import LedgerOrder, LedgerRequest, commitment_of, in_order, ledger, passes
from papersearch.commitments.records import Commitment, Due, FollowUp, Kind, Relation, Status
from papersearch.commitments.relating import related

__all__ = [
    "SMALL",
    "Commitment",
    "Due",
    "FollowUp",
    "Kind",
    "LedgerOrder",
    "LedgerRequest",
    "Relation",
    "Status",
    "commitment_of",
    "followed",
    "in_order",
    "ledger",
    "passes",
    "related",
]
