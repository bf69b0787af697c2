"""Ranking, answers, ledger, speed: each prints a table."""
