"""The arithmetic behind the cases of the workshop: pure functions of a few numbers, each held by a test."""
