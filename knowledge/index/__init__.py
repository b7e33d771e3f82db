"""The two caches that find passages: Chroma by meaning, tantivy by words. Both can be rebuilt from SQL."""
