"""Random draws that can be repeated: which customers of a list are held out of a campaign."""

import numpy as np

SEED_BITS = 53  # seeds go through JSON and SQLite and come back exact


def held_out(keys: np.ndarray, *, share: float, seed: int) -> np.ndarray:
    """Which of `keys` are held out: bool, in the order of `keys`.

    keys : distinct integers or texts; their order does not matter to who is drawn
    share : of the list, in [0, 1); rounded to whole customers, at least one on each side where the list has two
    Raises ValueError for a share outside [0, 1) or for keys that repeat.
    """
    keys = np.asarray(keys)
    if not 0 <= share < 1:
        raise ValueError(f"share must lie in [0, 1), got {share}")
    if len(np.unique(keys)) != len(keys):
        raise ValueError("each customer may be on a list once")
    drawn: np.ndarray = np.zeros(len(keys), dtype=bool)
    if share == 0 or len(keys) < 2:
        return drawn
    count = min(max(round(share * len(keys)), 1), len(keys) - 1)
    order = np.argsort(keys, kind="stable")
    drawn[order[np.random.default_rng(seed).permutation(len(keys))[:count]]] = True
    return drawn
