"""The engines that are measured beside each other, each in a process of its own."""

PEERS = {
    "papersearch": "benchmarks.peers.ours",
    "stock Whoosh": "benchmarks.peers.stock_whoosh",
    "tantivy": "benchmarks.peers.tantivy_peer",
    "SQLite FTS5": "benchmarks.peers.fts5",
    "bm25s": "benchmarks.peers.bm25s_peer",
    "bm25s, page alike": "benchmarks.peers.bm25s_page_peer",
}
"""The module of each; its `Peer` is the engine."""
