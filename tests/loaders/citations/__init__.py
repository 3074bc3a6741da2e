"""Citations: marks, titles, mentions, readings, short forms."""
