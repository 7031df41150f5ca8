"""Which customers are one person entered twice: spelling made equal, candidate pairs, match weights (Fellegi–Sunter)."""
